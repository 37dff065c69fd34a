// Every page is whole for a reader who sees it larger, spaced wider, or at the width of the smallest phone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, narrow } from './chromium.mjs';
import { cut } from './cut.mjs';
import { everyFile } from './pages.mjs';

// WCAG 1.4.12: what a reader may set, and no text may be lost.
const SPACED = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }`;

// Letters twice as large in the browser's settings, as opposed to zoom.
const LARGE = ['--blink-settings=defaultFontSize=32'];

// WCAG 1.4.4 and 1.4.10: a desk of 1280 px at 200 and at 400 %, wider spaced text, and letters alone twice as large. A
// page is opened once in each browser, and then seen in each way after the other.
const VIEWS = {
  usual: [
    { name: 'zoomed to 200 %', width: 640 },
    { name: 'zoomed to 400 %', width: 320 },
    { name: 'wider spaced on a phone', width: 320, style: SPACED },
    { name: 'wider spaced', width: 1280 },
  ],
  large: [
    { name: 'letters at 200 %', width: 1280 },
    { name: 'letters at 200 % on a phone', width: 390 },
  ],
};

let browsers;
let tabs;

before(async () => {
  browsers = { usual: await launch(), large: await launch(LARGE) };
  tabs = [];
  for (const [kind, views] of Object.entries(VIEWS)) {
    // Styles of the reader's own are no matter of the page's policy.
    const context = await browsers[kind].newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
    tabs.push({ kind, views, tab: await context.newPage() });
  }
});

after(() => Promise.all([browsers?.usual.close(), browsers?.large.close()]));

test('letters are twice as large where that is said', async () => {
  const size = ({ tab }) => tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  for (const at of tabs) assert.equal(await size(at), at.kind === 'large' ? 32 : 16, at.kind);
});

async function problemsIn({ views, tab }, file) {
  await tab.setViewportSize({ width: views[0].width, height: 900 });
  await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await tab.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  const problems = [];
  for (const { name, width, style } of views) {
    if (style) await tab.addStyleTag({ content: style });
    await narrow(tab, width);
    problems.push(...(await tab.evaluate(cut)).map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

for (const file of everyFile()) {
  test(file, { timeout: 300_000 }, async () => {
    const problems = (await Promise.all(tabs.map((at) => problemsIn(at, file)))).flat();
    assert.deepEqual(problems, []);
  });
}
