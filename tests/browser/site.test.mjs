// Every page of the site, opened from the disk, is without fault.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Checker } from './checker.mjs';
import { SITE, pagesOf } from './pages.mjs';

const pages = existsSync(SITE) ? pagesOf(SITE) : [];
let checker;

before(async () => {
  checker = await Checker.open(SITE);
});

after(() => checker?.close());

test('there is a site', () => {
  assert.notEqual(pages.length, 0, `${SITE} holds no pages: build it with “cargo run --release -- build”`);
});

for (const page of pages) {
  test(page, { timeout: 60_000 }, async () => {
    assert.deepEqual(await checker.check(page), []);
  });
}
