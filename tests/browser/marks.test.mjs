// The marks of a chart tell their value: under the mouse, at a tap, by the keyboard, within the window; without script
// the table says it all.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { SITE } from './pages.mjs';
import { visited } from './visit.mjs';

const address = (...path) => pathToFileURL(join(...path)).href;
const gallery = process.env.NIANBAO_GALLERY ?? fileURLToPath(new URL('../../docs/gallery', import.meta.url));
const FULL = address(gallery, 'zh/2022/full/index.html');
const ENGLISH = address(gallery, 'en/2022/full/index.html');
const CHAPTER = address(SITE, '2022/work/battles/blue-sky/index.html');
const BOX = '.mark-row';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

const visit = (address, options, look) => visited(browser, address, options, look);

const phone = (width) => ({ viewport: { width, height: 700 }, hasTouch: true, isMobile: true });

// The drawing that is shown of a chart, in the middle of the window.
async function drawing(tab, id) {
  const svg = tab.locator(`#${id} .drawings > svg:visible`);
  await svg.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  return svg;
}

// A point of a drawing in shares of its width and height, in the window.
async function pointOf(tab, id, [right, down]) {
  const box = await (await drawing(tab, id)).boundingBox();
  return [box.x + box.width * right, box.y + box.height * down];
}

async function said(tab) {
  const box = tab.locator(BOX);
  await box.waitFor({ state: 'visible' });
  return (await box.innerText()).replaceAll(/\s+/g, ' ').trim();
}

test('the mouse over a line chart shows the nearest month of every series, with limit and target', async () => {
  await visit(FULL, {}, async (tab) => {
    await tab.mouse.move(...(await pointOf(tab, 'line-months-month', [0.02, 0.5])));
    const text = '2022年（微克/立方米） 38 2021年（微克/立方米） 44 国家二级标准（微克/立方米） 35 考核任务（微克/立方米） 26';
    assert.equal(await said(tab), `1月 ${text}`);
    await tab.mouse.move(...(await pointOf(tab, 'line-months-month', [0.86, 0.1])));
    assert.match(await said(tab), /^12月 2022年（微克\/立方米） 31 /);
  });
});

const POINTED = [
  ['column-quarters-quarter', [0.9, 0.5], '第4季度 2022年（件） 14'],
  ['area-months-month', [0.02, 0.9], '1月 2022年（'],
  ['bar-seven-item', [0.1, 0.05], '城关镇 2022年（件） 5'],
  ['stacked-towns-item', [0.9, 0.3], ''],
  ['ranking-six-item', [0.5, 0.02], ''],
  ['bullet-pm25-metric', [0.1, 0.2], 'O3 2022年（%） 105.0 数值 168'],
  ['progress-roads-metric', [0.5, 0.4], '造林任务完成率 2022年（%） 112 考核任务（%） 100'],
  ['ledgers-review-part', [0.5, 0.1], ''],
  ['donut-five-part', [0.5, 0.98], '生活 2022年（吨） 110 占比（%） 12.2'],
  ['share-six-part', [0.01, 0.1], ''],
  ['slope-two-item', [0.6, 0.1], ''],
  ['matrix-ten-month', [0.99, 0.99], ''],
  ['calendar-year-day', [0.01, 0.35], '1月'],
];

test('a mark of every kind of chart says what its cell of the table says', async () => {
  await visit(FULL, {}, async (tab) => {
    for (const [id, at, begins] of POINTED) {
      await tab.keyboard.press('Escape');
      await tab.mouse.move(...(await pointOf(tab, id, at)));
      const text = await said(tab);
      assert.ok(text.startsWith(begins), `${id}: ${text}`);
      const table = await tab.locator(`#${id} .numbers table`).evaluate((element) => element.textContent);
      const value = await tab.locator(`${BOX} b`).first().innerText();
      assert.ok(value.trim() && table.includes(value.trim()), `${id}: ${value}`);
    }
  });
});

test('every chart of the gallery is one stop of the keyboard, with a name and values', async () => {
  await visit(FULL, {}, async (tab) => {
    const charts = await tab.locator('.chart').evaluateAll((all) => all.map((chart) => chart.id));
    assert.ok(charts.length > 50);
    for (const id of charts) {
      const knob = tab.locator(`#${id} .marks`);
      assert.equal(await knob.count(), 1, id);
      assert.ok(Number(await knob.getAttribute('aria-valuemax')) >= 1, id);
      assert.ok(await knob.getAttribute('aria-label'), id);
      await knob.focus();
      await tab.keyboard.press('End');
      assert.equal(await knob.getAttribute('aria-valuenow'), await knob.getAttribute('aria-valuemax'), id);
      assert.match(await knob.getAttribute('aria-valuetext'), /, ./, id);
    }
  });
});

test('the arrow keys go along the marks and from series to series, Home, End and Escape as they do', async () => {
  await visit(FULL, {}, async (tab) => {
    const knob = tab.locator('#line-months-month .marks');
    const heard = () => knob.getAttribute('aria-valuetext');
    await drawing(tab, 'line-months-month');
    await tab.keyboard.press('Tab');
    await knob.focus();
    assert.match(await said(tab), /^1月 /);
    assert.notEqual(await knob.evaluate((element) => getComputedStyle(element).outlineStyle), 'none');
    await tab.keyboard.press('ArrowRight');
    assert.match(await heard(), /^2月, 2022年（微克\/立方米） 33, 2021年（微克\/立方米） 37, /);
    await tab.keyboard.press('ArrowDown');
    assert.equal(await heard(), '2月, 2022年（微克/立方米） 33');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowRight');
    assert.equal(await heard(), '3月, 2021年（微克/立方米） 33');
    assert.match(await tab.locator(`${BOX} .picked`).innerText(), /2021年/);
    await tab.keyboard.press('End');
    assert.match(await heard(), /^12月, /);
    await tab.keyboard.press('Home');
    await tab.keyboard.press('ArrowLeft');
    assert.match(await heard(), /^1月, /);
    await tab.keyboard.press('Escape');
    await tab.locator(BOX).waitFor({ state: 'hidden' });
    assert.ok(await knob.evaluate((element) => element === document.activeElement), 'the focus stays');
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('Tab');
    await tab.locator(BOX).waitFor({ state: 'hidden' });
  });
});

test('in a grid the arrow keys go right and down', async () => {
  await visit(FULL, {}, async (tab) => {
    const knob = tab.locator('#matrix-ten-month .marks');
    await knob.focus();
    const first = await knob.getAttribute('aria-valuetext');
    await tab.keyboard.press('ArrowRight');
    const right = await knob.getAttribute('aria-valuetext');
    await tab.keyboard.press('ArrowDown');
    const down = await knob.getAttribute('aria-valuetext');
    const item = (text) => text.split(', ')[0];
    assert.equal(item(first), item(right));
    assert.match(right, /2月/);
    assert.match(down, /2月/);
    assert.notEqual(item(down), item(right));
  });
});

test('PageDown comes by every row or cell of the table, once', async () => {
  await visit(FULL, {}, async (tab) => {
    for (const id of ['donut-five-part', 'share-six-part', 'slope-eight-item', 'matrix-two-month', 'bar-seven-item']) {
      const knob = tab.locator(`#${id} .marks`);
      const count = Number(await knob.getAttribute('aria-valuemax'));
      await knob.focus();
      const heard = new Set();
      for (let at = 0; at < count; at++) {
        heard.add(await knob.getAttribute('aria-valuetext'));
        await tab.keyboard.press('PageDown');
      }
      const [rows, cells] = await tab.locator(`#${id} .numbers tbody`).evaluate((body) => [body.rows.length, body.querySelectorAll('td').length]);
      assert.equal(heard.size, /slope|matrix/.test(id) ? cells : rows, id);
    }
  });
});

test('a day of a calendar and a cell of a turned table say what they are', async () => {
  await visit(FULL, phone(390), async (tab) => {
    for (const [id, keys, cell] of [
      ['calendar-year-day', ['Home', ...Array(59).fill('PageDown')], [0, 2]],
      ['matrix-two-month', ['Home', 'PageDown'], [0, 1]],
    ]) {
      const knob = tab.locator(`#${id} .marks`);
      await knob.focus();
      for (const key of keys) await tab.keyboard.press(key);
      const [head, value] = await tab.locator(`#${id} .numbers table`).evaluate(
        (table, [row, column]) => [
          table.tHead.rows[0].cells[column + 1].textContent,
          table.tBodies[0].rows[row].cells[column + 1].textContent,
        ],
        cell,
      );
      const words = await knob.getAttribute('aria-valuetext');
      assert.ok(words.startsWith(`${head}, `) && words.endsWith(` ${value}`), `${id}: ${words}, not ${head} ${value}`);
    }
    const frame = await tab.locator('.mark-frame').boundingBox();
    assert.ok(frame.width < 200, 'one cell, not a row');
  });
});

test('the box may be pointed at, and goes when the pointer leaves both', async () => {
  await visit(FULL, {}, async (tab) => {
    await tab.mouse.move(...(await pointOf(tab, 'column-quarters-quarter', [0.4, 0.6])));
    await said(tab);
    await tab.locator(BOX).hover();
    await tab.waitForTimeout(400);
    assert.ok(await tab.locator(BOX).isVisible());
    await tab.mouse.move(2, 2);
    await tab.locator(BOX).waitFor({ state: 'hidden' });
  });
});

for (const width of [320, 390]) {
  test(`a tap shows the box within ${width} pixels, and a tap elsewhere closes it`, async () => {
    await visit(ENGLISH, phone(width), async (tab) => {
      for (const id of ['line-months-month', 'line-long_names-month', 'bar-seven-item', 'calendar-year-day']) {
        for (const at of [[0.02, 0.3], [0.5, 0.5], [0.98, 0.95]]) {
          await tab.touchscreen.tap(...(await pointOf(tab, id, at)));
          await said(tab);
          const box = await tab.locator(BOX).evaluate((element) => element.getBoundingClientRect().toJSON());
          assert.ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= 700, JSON.stringify(box));
        }
      }
      assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), width);
      await tab.keyboard.press('Escape');
      await tab.locator(BOX).waitFor({ state: 'hidden' });
    });
  });
}

test('what is withheld or lacking is said in words', async () => {
  await visit(FULL, {}, async (tab) => {
    for (const [id, word] of [['progress-masked-metric', '未公开'], ['progress-missing-metric', '暂缺']]) {
      await tab.mouse.move(...(await pointOf(tab, id, [0.5, 0.5])));
      assert.match(await said(tab), new RegExp(`2022年（%） ${word}`), id);
      assert.ok((await tab.locator(`#${id} .marks`).getAttribute('aria-valuetext')).includes(word), id);
    }
  });
});

test('on paper nothing of it shows', async () => {
  await visit(FULL, {}, async (tab) => {
    await tab.mouse.move(...(await pointOf(tab, 'line-months-month', [0.3, 0.5])));
    await said(tab);
    await tab.emulateMedia({ media: 'print' });
    for (const part of [BOX, '.mark-frame', '.marks >> nth=0']) assert.ok(!(await tab.locator(part).isVisible()), part);
  });
});

test('without script a page has its tables and no empty stops', async () => {
  await visit(CHAPTER, { javaScriptEnabled: false }, async (tab) => {
    assert.equal(await tab.locator('.marks').count(), 0);
    await tab.locator('.chart .numbers summary').first().click();
    assert.ok(await tab.locator('.chart .numbers table').first().isVisible());
  });
});

test('the script is loaded where there is a chart and nowhere else', async () => {
  await visit(CHAPTER, {}, async (tab) => {
    assert.equal(await tab.locator('script[src$="assets/marks.js"]').count(), 1);
    assert.ok((await tab.locator('.marks').count()) > 0);
  });
  await visit(address(SITE, '2022/figures/index.html'), {}, async (tab) => {
    assert.equal(await tab.locator('script[src$="assets/marks.js"]').count(), 0);
  });
});
