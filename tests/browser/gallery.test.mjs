// The charts of the gallery and of the site, on every page, have no text that collides, leaves its picture or is too
// small, on a small phone, a phone, a tablet and a desk.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { measure } from './measure.mjs';
import { everyFile } from './pages.mjs';

const WIDTHS = [320, 360, 768, 1280];
const HEIGHT = 900;

let browser;
let tabs;

before(async () => {
  browser = await launch();
  tabs = [];
  for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: HEIGHT } });
    await context.route(/^(?!file:)/, (route) => route.abort());
    tabs.push({ width, tab: await context.newPage() });
  }
});

after(() => browser?.close());

// The problems of one page at every width, each a sentence.
async function problemsOf(file) {
  const problems = [];
  for (const { width, tab } of tabs) {
    await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await tab.evaluate(() => document.fonts.ready.then(() => undefined));
    problems.push(...(await tab.evaluate(measure)).map((problem) => `${width} px: ${problem}`));
  }
  return problems;
}

for (const file of everyFile()) {
  test(file, { timeout: 60_000 }, async () => {
    assert.deepEqual(await problemsOf(file), []);
  });
}
