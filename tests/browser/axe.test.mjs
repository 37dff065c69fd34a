// axe-core finds nothing on any page, light and dark, on a phone, a tablet and a desk. Folds are opened first.
//
// All rules run in light at every width; in dark only those that look at colours, since nothing else differs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { axe, prepare } from './axe.mjs';
import { launch } from './chromium.mjs';
import { everyFile } from './pages.mjs';

const WIDTHS = [320, 768, 1280];
const HEIGHT = 900;

let browser;
let tabs;

before(async () => {
  browser = await launch();
  tabs = [];
  for (const width of WIDTHS) {
    tabs.push({ width, tab: await browser.newPage({ viewport: { width, height: HEIGHT } }) });
  }
});

after(() => browser?.close());

// The widths side by side: each tab is a process of its own.
async function problemsOf(file) {
  return (await Promise.all(tabs.map((at) => problemsAt(at, file)))).flat();
}

async function problemsAt({ width, tab }, file) {
  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await prepare(tab);
  const day = await axe(tab);
  await tab.emulateMedia({ colorScheme: 'dark' });
  const night = await axe(tab, { colours: true });
  return [...day.map((problem) => `${width} px: ${problem}`), ...night.map((problem) => `${width} px, dark: ${problem}`)];
}

test('axe is at work: it finds each fault of a page made to have them', async () => {
  const problems = await problemsOf(fileURLToPath(new URL('fixtures/axe/bad.html', import.meta.url)));
  const shown = problems.join('\n');
  for (const width of WIDTHS) {
    assert.match(shown, new RegExp(`^${width} px: image-alt: img:`, 'm'));
    assert.match(shown, new RegExp(`^${width} px: landmark-unique: `, 'm'));
    assert.match(shown, new RegExp(`^${width} px: color-contrast: #folded:`, 'm'));
    assert.match(shown, new RegExp(`^${width} px, dark: color-contrast: #night:`, 'm'));
  }
  assert.doesNotMatch(shown, /px: color-contrast: #night/, 'the night is not the day');
});

for (const file of everyFile()) {
  test(file, { timeout: 300_000 }, async () => {
    assert.deepEqual(await problemsOf(file), []);
  });
}
