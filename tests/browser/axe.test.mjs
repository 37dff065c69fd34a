// axe-core finds nothing on any page, light and dark, on a phone, a tablet and a desk. Folds are opened first.
//
// All rules run in light; in dark only those that look at colours, since nothing else differs. Colours take half of the
// time, and no width has colours of its own: without NIANBAO_LONG a page is seen in three of its six views, and the next
// page in others; and the Chinese gallery stands for the English one, which differs in words alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { axe, prepare } from './axe.mjs';
import { launch } from './chromium.mjs';
import { ENGLISH, everyFile } from './pages.mjs';

const WIDTHS = [320, 768, 1280];
const LONG = Boolean(process.env.NIANBAO_LONG);
const HEIGHT = 900;

// Every width by day and at night.
const ALL = WIDTHS.map((width) => ({ width, day: true, night: true }));

// The views of a page by its number: a phone by day, a tablet or a desk by day, and one of all at night.
function viewsOf(at) {
  const days = [320, at % 2 ? 768 : 1280];
  const night = WIDTHS[at % 3];
  const views = WIDTHS.map((width) => ({ width, day: days.includes(width), night: width === night }));
  return LONG ? ALL : views.filter((view) => view.day || view.night);
}

let browser;
let tabs;

before(async () => {
  browser = await launch();
  tabs = new Map();
  for (const width of WIDTHS) tabs.set(width, await browser.newPage({ viewport: { width, height: HEIGHT } }));
});

after(() => browser?.close());

// The views side by side: each tab is a process of its own.
async function problemsOf(file, views) {
  return (await Promise.all(views.map((view) => problemsIn(view, file)))).flat();
}

async function problemsIn({ width, day, night }, file) {
  const tab = tabs.get(width);
  const problems = [];
  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await prepare(tab);
  if (day) problems.push(...(await axe(tab)).map((problem) => `${width} px: ${problem}`));
  if (night) {
    await tab.emulateMedia({ colorScheme: 'dark' });
    problems.push(...(await axe(tab, { colours: true })).map((problem) => `${width} px, dark: ${problem}`));
  }
  return problems;
}

test('axe is at work: it finds each fault of a page made to have them', async () => {
  const problems = await problemsOf(fileURLToPath(new URL('fixtures/axe/bad.html', import.meta.url)), ALL);
  const shown = problems.join('\n');
  for (const width of WIDTHS) {
    assert.match(shown, new RegExp(`^${width} px: image-alt: img:`, 'm'));
    assert.match(shown, new RegExp(`^${width} px: landmark-unique: `, 'm'));
    assert.match(shown, new RegExp(`^${width} px: color-contrast: #folded:`, 'm'));
    assert.match(shown, new RegExp(`^${width} px, dark: color-contrast: #night:`, 'm'));
  }
  assert.doesNotMatch(shown, /px: color-contrast: #night/, 'the night is not the day');
});

const files = everyFile().filter((file) => LONG || !file.startsWith(ENGLISH));
assert.ok(files.length > 50, `${files.length} pages`);

for (const [at, file] of files.entries()) {
  test(file, { timeout: 300_000 }, async () => {
    assert.deepEqual(await problemsOf(file, viewsOf(at)), []);
  });
}
