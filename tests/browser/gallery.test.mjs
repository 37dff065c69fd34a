// The charts of the gallery and of the site, on every page, have no text that collides, leaves its picture or is too
// small, on a small phone, a phone, a tablet and a desk.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { measure } from './measure.mjs';
import { SITE, pagesOf } from './pages.mjs';

const WIDTHS = [320, 360, 768, 1280];
const HEIGHT = 900;
const GALLERY = fileURLToPath(new URL('../../docs/gallery', import.meta.url));
const FOLDERS = [join(GALLERY, 'zh'), join(GALLERY, 'en'), SITE];

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

for (const folder of FOLDERS) {
  const pages = existsSync(folder) ? pagesOf(folder) : [];

  test(`${folder} holds pages`, () => assert.notEqual(pages.length, 0));

  for (const page of pages) {
    test(join(folder, page), { timeout: 60_000 }, async () => {
      assert.deepEqual(await problemsOf(join(folder, page)), []);
    });
  }
}
