// The checker itself: it passes good pages and finds each fault of a page that was made to have just that one.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Checker } from './checker.mjs';
import { pagesOf } from './pages.mjs';

const folder = (name) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

// What is found in each bad page: a pattern for each problem, over both views and all their widths.
const FAULTS = {
  'console-error': times(2, /console error: 坏了/),
  'console-warning': times(2, /console warning: 小心/),
  'dark-error': [/, dark: console error: 夜里坏了/],
  'uncaught-error': times(2, /uncaught error: 没有接住/),
  'missing-file': times(2, /failed request: file:.*missing\.png/, /console error: Failed to load resource/),
  'other-host': times(
    2,
    /request outside the site: https:\/\/example\.invalid\/pixel\.png/,
    /failed request: https:\/\/example\.invalid/,
    /console error: Failed to load resource/,
  ),
  'outside-folder': times(2, /request outside the site: file:.*\/good\/style\.css/),
  sideways: times(5, /scrolls sideways: 15\d\d px wide; sticks out: div\.ribbon/),
  overlap: times(5, /chart svg#drawing: texts “优良天数” and “轻度污染” overlap by 26 × 10 px/),
  leaving: times(5, /chart svg#drawing: text “二〇二二年” leaves the picture by 40 px/),
  'leaving-top': times(5, /text “顶上” leaves the picture by 5(\.\d)? px/),
  small: times(5, /text “缩小了的字” is 10\.5 px, smaller than 12/),
};

let good;
let bad;

before(async () => {
  good = await Checker.open(folder('good'));
  bad = await Checker.open(folder('bad'));
});

after(() => Promise.all([good?.close(), bad?.close()]));

for (const page of pagesOf(folder('good'))) {
  test(`nothing is found in good/${page}`, async () => {
    assert.deepEqual(await good.check(page), []);
  });
}

test('every bad page is expected to have a fault', () => {
  assert.deepEqual(
    pagesOf(folder('bad')),
    Object.keys(FAULTS).map((name) => `${name}.html`).sort(),
  );
});

for (const [name, patterns] of Object.entries(FAULTS)) {
  test(`bad/${name}.html is found out`, async () => {
    const problems = await bad.check(`${name}.html`);
    const shown = problems.join('\n');
    for (const problem of problems) assert.ok(problem.startsWith(`${name}.html, `), shown);
    const left = [...problems];
    for (const pattern of patterns) {
      const index = left.findIndex((problem) => pattern.test(problem));
      assert.notEqual(index, -1, `${pattern} is missing from:\n${shown}`);
      left.splice(index, 1);
    }
    assert.deepEqual(left, [], 'found more than was meant');
  });
}

function times(count, ...patterns) {
  return Array.from({ length: count }, () => patterns).flat();
}
