// axe-core finds nothing on any page, light and dark, on a phone, a tablet and a desk. Folds are opened first.
//
// All rules run in light at every width; in dark only those that look at colours, since nothing else differs. Colours take
// half of the time, and no width has colours of its own: without NIANBAO_LONG a phone by day and at night and a desk by
// day stand for all, and the Chinese gallery for the English one, which differs in words alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { axe, prepare } from './axe.mjs';
import { launch } from './chromium.mjs';
import { ENGLISH, everyFile } from './pages.mjs';

const LONG = Boolean(process.env.NIANBAO_LONG);
const VIEWS = [
  { width: 320, night: true },
  ...(LONG ? [{ width: 768, night: true }] : []),
  { width: 1280, night: LONG },
];
const HEIGHT = 900;

let browser;
let tabs;

before(async () => {
  browser = await launch();
  tabs = [];
  for (const view of VIEWS) {
    tabs.push({ ...view, tab: await browser.newPage({ viewport: { width: view.width, height: HEIGHT } }) });
  }
});

after(() => browser?.close());

// The widths side by side: each tab is a process of its own.
async function problemsOf(file) {
  return (await Promise.all(tabs.map((at) => problemsAt(at, file)))).flat();
}

async function problemsAt({ width, night, tab }, file) {
  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await prepare(tab);
  const problems = (await axe(tab)).map((problem) => `${width} px: ${problem}`);
  if (!night) return problems;
  await tab.emulateMedia({ colorScheme: 'dark' });
  const dark = (await axe(tab, { colours: true })).map((problem) => `${width} px, dark: ${problem}`);
  return [...problems, ...dark];
}

test('axe is at work: it finds each fault of a page made to have them', async () => {
  const problems = await problemsOf(fileURLToPath(new URL('fixtures/axe/bad.html', import.meta.url)));
  const shown = problems.join('\n');
  for (const { width, night } of VIEWS) {
    assert.match(shown, new RegExp(`^${width} px: image-alt: img:`, 'm'));
    assert.match(shown, new RegExp(`^${width} px: landmark-unique: `, 'm'));
    assert.match(shown, new RegExp(`^${width} px: color-contrast: #folded:`, 'm'));
    if (night) assert.match(shown, new RegExp(`^${width} px, dark: color-contrast: #night:`, 'm'));
  }
  assert.doesNotMatch(shown, /px: color-contrast: #night/, 'the night is not the day');
});

const files = everyFile().filter((file) => LONG || !file.startsWith(ENGLISH));
assert.ok(files.length > 50, `${files.length} pages`);

for (const file of files) {
  test(file, { timeout: 300_000 }, async () => {
    assert.deepEqual(await problemsOf(file), []);
  });
}
