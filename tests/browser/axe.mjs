// Runs axe-core inside a page and tells what it finds. Enter at axe.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// WCAG 2.0 to 2.2, A and AA, and what axe holds to be good practice beyond them.
const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

// The rules that look at colours. Light and dark differ in tokens alone, so only these can tell them apart.
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

// Opens every fold, so that what is in it is looked at too, and makes axe known to the page. Evaluated and not added as
// a script, which the page's own policy forbids.
export async function prepare(tab) {
  await tab.evaluate(SOURCE);
  await tab.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
}

// The violations in a prepared page, each a sentence: rule, place, reason.
export async function axe(tab, { colours = false } = {}) {
  const found = await tab.evaluate(
    (runOnly) => globalThis.axe.run(document, { resultTypes: ['violations'], runOnly }),
    colours ? COLOURS : ALL,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const reason = [...any, ...all, ...none][0]?.message ?? '';
      return `${id}: ${target.join(' ')}: ${reason}`;
    }),
  );
}
