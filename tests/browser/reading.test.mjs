// Every page is whole for a reader who sees it larger, spaced wider, or at the width of the smallest phone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { cut } from './cut.mjs';
import { everyFile } from './pages.mjs';

// WCAG 1.4.12: what a reader may set, and no text may be lost.
const SPACED = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }`;

// Letters twice as large in the browser's settings, as opposed to zoom.
const LARGE = ['--blink-settings=defaultFontSize=32'];

// WCAG 1.4.4 and 1.4.10: a desk of 1280 px at 200 and at 400 %, letters alone twice as large, and wider spaced text.
const VIEWS = [
  { name: 'zoomed to 200 %', width: 640 },
  { name: 'zoomed to 400 %', width: 320 },
  { name: 'letters at 200 %', width: 1280, large: true },
  { name: 'letters at 200 % on a phone', width: 390, large: true },
  { name: 'wider spaced', width: 1280, style: SPACED },
  { name: 'wider spaced on a phone', width: 320, style: SPACED },
];

let browsers;
let tabs;

before(async () => {
  browsers = { usual: await launch(), large: await launch(LARGE) };
  tabs = [];
  for (const view of VIEWS) {
    const browser = view.large ? browsers.large : browsers.usual;
    // Styles of the reader's own are no matter of the page's policy.
    const context = await browser.newContext({ viewport: { width: view.width, height: 900 }, bypassCSP: true });
    tabs.push({ ...view, tab: await context.newPage() });
  }
});

after(() => Promise.all([browsers?.usual.close(), browsers?.large.close()]));

test('letters are twice as large where that is said', async () => {
  const size = ({ tab }) => tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  for (const at of tabs) assert.equal(await size(at), at.large ? 32 : 16, at.name);
});

async function problemsAt({ name, style, tab }, file) {
  await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  if (style) await tab.addStyleTag({ content: style });
  await tab.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  return (await tab.evaluate(cut)).map((problem) => `${name}: ${problem}`);
}

for (const file of everyFile()) {
  test(file, { timeout: 300_000 }, async () => {
    const problems = (await Promise.all(tabs.map((at) => problemsAt(at, file)))).flat();
    assert.deepEqual(problems, []);
  });
}
