// A figure in the text shows its row of the chapter's list: on hover, on tap, by nothing else, and never off the page.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { SITE } from './pages.mjs';
import { visited } from './visit.mjs';

const CHAPTER = pathToFileURL(join(SITE, '2022/work/battles/blue-sky/index.html')).href;
const FULL = pathToFileURL(join(SITE, '2022/full/index.html')).href;
const FIGURES = pathToFileURL(join(SITE, '2022/figures/index.html')).href;
const COMPUTED = '.text p .figure[data-metric="air.good_days"]';
const ROW = '.figure-row';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

const visit = (address, options, look) => visited(browser, address, options, look);

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('hovering shows the row with its formula, and Escape closes it', async () => {
  await visit(CHAPTER, {}, async (page) => {
    const row = page.locator(ROW);
    await page.locator(COMPUTED).first().hover();
    await row.waitFor({ state: 'visible' });
    const text = await row.innerText();
    for (const part of ['空气质量优良率', '95.8%', '97.9%', '县城区空气自动监测站', '大气科']) {
      assert.ok(text.includes(part), `${part} is missing from ${text}`);
    }
    assert.match(text, /空气质量优良率 = \(优 201天 \+ 良 119天\) ÷ 空气质量级别天数 334天 × 100/);
    await page.keyboard.press('Escape');
    await row.waitFor({ state: 'hidden' });
  });
});

test('the row may be pointed at, and goes when the pointer leaves both', async () => {
  await visit(CHAPTER, {}, async (page) => {
    const row = page.locator(ROW);
    await page.locator(COMPUTED).first().hover();
    await row.waitFor({ state: 'visible' });
    await row.hover();
    await page.waitForTimeout(400);
    assert.ok(await row.isVisible());
    await page.locator('h1').hover();
    await row.waitFor({ state: 'hidden' });
  });
});

test('on a phone a tap shows it within the page, and a tap elsewhere closes it', async () => {
  await visit(CHAPTER, phone, async (page) => {
    const row = page.locator(ROW);
    const figures = page.locator('.text p .figure[data-metric]');
    for (const at of [0, 3, (await figures.count()) - 1]) {
      await figures.nth(at).tap();
      await row.waitFor({ state: 'visible' });
      const box = await row.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 390, JSON.stringify(box));
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await page.locator('h1').tap();
    await row.waitFor({ state: 'hidden' });
  });
});

test('a focused figure shows it', async () => {
  await visit(CHAPTER, {}, async (page) => {
    await page.evaluate((selector) => {
      document.querySelector(selector).tabIndex = 0;
    }, COMPUTED);
    await page.keyboard.press('Tab');
    await page.locator(COMPUTED).first().focus();
    await page.locator(ROW).waitFor({ state: 'visible' });
  });
});

test('the whole report shows the row of the chapter at hand', async () => {
  await visit(FULL, {}, async (page) => {
    await page.locator('.whole ' + COMPUTED).first().hover();
    await page.locator(ROW).waitFor({ state: 'visible' });
    assert.match(await page.locator(ROW).innerText(), /空气质量优良率/);
  });
});

test('without the list nothing happens, and on paper nothing shows', async () => {
  await visit(CHAPTER, {}, async (page) => {
    await page.locator(COMPUTED).first().hover();
    await page.locator(ROW).waitFor({ state: 'visible' });
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.locator(ROW).isVisible()));
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.querySelector('.sources').remove());
    // Coming back from paper lays the page out anew under the mouse, which may show the row once more.
    await page.locator('h1').hover();
    await page.locator(ROW).waitFor({ state: 'hidden' });
    await page.locator(COMPUTED).first().hover();
    await page.waitForTimeout(400);
    assert.ok(!(await page.locator(ROW).isVisible()));
  });
  await visit(FIGURES, {}, async (page) => {
    await page.locator('.figures-table .figure').first().hover();
    assert.equal(await page.locator(ROW).count(), 0);
  });
});

test('without script the list holds all of it', async () => {
  await visit(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    await page.locator('.sources summary').click();
    assert.match(await page.locator('.sources').innerText(), /空气质量优良率 = \(优 201天/);
  });
});
