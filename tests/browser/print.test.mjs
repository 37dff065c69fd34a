// On paper a page has no column beside its text: what it says fills the width of the sheet.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { everyFile } from './pages.mjs';

let browser;
let tab;

before(async () => {
  browser = await launch();
  // A4 without its margins, at 96 dots an inch.
  tab = await browser.newPage({ viewport: { width: 627, height: 941 } });
  await tab.emulateMedia({ media: 'print' });
});

after(() => browser?.close());

test('a chapter printed its text in a third of the sheet', async () => {
  const narrow = [];
  let seen = 0;
  for (const file of everyFile()) {
    await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    const shares = await tab.evaluate(() =>
      [...document.querySelectorAll('.chapter, .text')].map((part) => part.getBoundingClientRect().width / document.body.clientWidth));
    seen += shares.length;
    if (shares.some((share) => share < 0.95)) narrow.push(`${file}: ${shares}`);
  }
  assert.ok(seen > 50, `${seen} texts were seen`);
  assert.deepEqual(narrow, []);
});
