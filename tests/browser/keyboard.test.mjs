// Every kind of page can be used by keyboard alone: all that acts is reached, is seen to have the focus, and is not
// covered; and readers who ask for stronger contrast or for stillness get them.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { SITE } from './pages.mjs';

const CHAPTER = '2022/work/battles/blue-sky/index.html';
const PAGES = [
  'index.html',
  '2022/index.html',
  '2022/work/index.html',
  CHAPTER,
  '2022/work/inspection/index.html',
  '2021/figures/index.html',
  '404.html',
];
const WIDTHS = [1280, 390];

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

async function open(page, options) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  await tab.goto(pathToFileURL(join(SITE, page)).href, { waitUntil: 'load' });
  return tab;
}

// Runs in the page: what has the focus, and what is wrong with how it shows.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.dataset.reached = '';
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const boxes = [...element.getClientRects()]
    .map(({ left, right, top, bottom }) => ({
      left: Math.max(left, 0),
      right: Math.min(right, innerWidth),
      top: Math.max(top, 0),
      bottom: Math.min(bottom, innerHeight),
    }))
    .filter((box) => box.right > box.left && box.bottom > box.top);
  const points = boxes.flatMap(({ left, right, top, bottom }) =>
    [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [left + (right - left) * x, top + (bottom - top) * y])),
  );
  const isOn = ([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    // What lets the pointer through lies over what is beside it in its frame.
    const own = getComputedStyle(element).pointerEvents === 'none' ? element.parentElement : element;
    return hit && (own.contains(hit) || hit.contains(element));
  };
  const problems = [];
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) problems.push('has no outline');
  if (!points.some(isOn)) problems.push('is covered or out of view');
  return { name: element.outerHTML.slice(0, 100), problems };
}

// Runs in the page: what acts, is shown, and has not been reached.
function missed() {
  return [...document.querySelectorAll('a[href], button, summary, input, [tabindex="0"]')]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !('reached' in element.dataset))
    .map((element) => element.outerHTML.slice(0, 100));
}

for (const width of WIDTHS) {
  for (const page of PAGES) {
    test(`Tab reaches all of ${page} at ${width} px, in sight`, { timeout: 300_000 }, async () => {
      const tab = await open(page, { viewport: { width, height: 700 } });
      const problems = [];
      for (const key of ['Tab', 'Shift+Tab']) {
        for (;;) {
          await tab.keyboard.press(key);
          const at = await tab.evaluate(focused);
          if (!at) break;
          problems.push(...at.problems.map((problem) => `${key}: ${at.name} ${problem}`));
        }
      }
      assert.deepEqual(problems, []);
      assert.deepEqual(await tab.evaluate(missed), []);
      await tab.close();
    });
  }
}

test('the first Tab offers to skip to the text, and Enter does', async () => {
  const tab = await open(CHAPTER);
  await tab.keyboard.press('Tab');
  const box = await tab.locator('.skip').boundingBox();
  assert.ok(box.y >= 0, JSON.stringify(box));
  await tab.keyboard.press('Enter');
  assert.match(tab.url(), /#nb-main$/);
  await tab.keyboard.press('Tab');
  assert.ok(await tab.evaluate(() => document.querySelector('main').contains(document.activeElement)));
  await tab.close();
});

test('Enter opens a fold, and its table is scrolled by the arrow keys', async () => {
  const tab = await open(CHAPTER, { viewport: { width: 390, height: 844 } });
  await tab.locator('.sources > summary').focus();
  await tab.keyboard.press('Enter');
  const scroller = tab.locator('.sources .scroller');
  await scroller.waitFor({ state: 'visible' });
  await tab.keyboard.press('Tab');
  assert.ok(await scroller.evaluate((element) => element === document.activeElement));
  for (let presses = 0; presses < 5; presses += 1) await tab.keyboard.press('ArrowRight');
  await tab.waitForFunction(() => document.querySelector('.sources .scroller').scrollLeft > 0);
  await tab.close();
});

// Runs in the page: drawn words whose colour is too near to that of the paper they stand on.
function faint() {
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((value) => channel(value / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  return [...document.querySelectorAll('.drawings')].flatMap((drawings) => {
    const ground = getComputedStyle(drawings).backgroundColor;
    if (/rgba\(.* 0\)/.test(ground)) return ['a drawing without paper of its own'];
    return [...drawings.querySelectorAll('text.f-ink, text.f-ink-2, text.f-main, text.f-accent, text.f-cover-ink-2')]
      .filter((text) => text.checkVisibility() && contrast(getComputedStyle(text).fill, ground) < 4.5)
      .map((text) => text.textContent);
  });
}

for (const colorScheme of ['light', 'dark']) {
  test(`with forced colours drawings keep theirs, on paper of their own: ${colorScheme}`, async () => {
    for (const page of ['index.html', '2022/index.html', CHAPTER]) {
      const tab = await open(page, { forcedColors: 'active', colorScheme });
      assert.deepEqual(await tab.evaluate(faint), [], page);
      await tab.close();
    }
  });
}

test('with forced colours what is masked, and where one is, can still be told', async () => {
  const tab = await open('2022/work/enforcement/index.html', { forcedColors: 'active' });
  const border = (selector) => tab.locator(selector).first().evaluate((element) => getComputedStyle(element).borderStyle);
  assert.equal(await border('.masked'), 'solid');
  const bar = await tab
    .locator('.side .side-list [aria-current]')
    .evaluate((element) => getComputedStyle(element, '::before').borderInlineStartStyle);
  assert.equal(bar, 'solid');
  await tab.close();
});

test('who asks for more contrast gets no grey words', async () => {
  const tab = await open(CHAPTER, { contrast: 'more' });
  const colour = (selector) => tab.locator(selector).first().evaluate((element) => getComputedStyle(element).color);
  assert.equal(await colour('.about-line'), await colour('h1'));
  await tab.close();
});

// Runs in the page: what moves, of elements and of what stands before and after them.
function moving() {
  return [...document.querySelectorAll('*')].flatMap((element) =>
    [null, '::before', '::after']
      .filter((pseudo) => {
        const { transitionDuration, animationName } = getComputedStyle(element, pseudo);
        return animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > 0);
      })
      .map((pseudo) => element.localName + (pseudo ?? '')),
  );
}

test('nothing moves for who asks for stillness', async () => {
  const still = await open(CHAPTER, { reducedMotion: 'reduce' });
  assert.deepEqual(await still.evaluate(moving), []);
  await still.close();
  const usual = await open(CHAPTER, { reducedMotion: 'no-preference' });
  assert.deepEqual([...new Set(await usual.evaluate(moving))], ['summary::before']);
  await usual.close();
});
