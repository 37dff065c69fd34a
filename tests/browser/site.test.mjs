// Every page of the site and of the galleries, opened from the disk, is without fault: no error, nothing asked for from
// elsewhere, no sideways scrolling, and no text of a chart that collides, leaves its picture or is too small, on a small
// phone, a phone, a tablet and a desk.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Checker } from './checker.mjs';
import { SITES, pagesOf } from './pages.mjs';

for (const folder of SITES) {
  const pages = existsSync(folder) ? pagesOf(folder) : [];
  let checker;

  before(async () => {
    checker = await Checker.open(folder);
  });

  after(() => checker?.close());

  test(`there is a site in ${folder}`, () => {
    assert.notEqual(pages.length, 0, `${folder} holds no pages: build it with “cargo run --release -- build”`);
  });

  for (const page of pages) {
    test(`${folder}/${page}`, { timeout: 60_000 }, async () => {
      assert.deepEqual(await checker.check(page), []);
    });
  }
}
