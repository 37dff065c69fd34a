// The search, opened from the disk: it finds what search-queries.json lists, by keyboard, at both widths, and where no
// script runs the page offers the contents.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { measure } from './measure.mjs';
import { SITE } from './pages.mjs';
import { visited } from './visit.mjs';

const QUERIES = JSON.parse(readFileSync(new URL('search-queries.json', import.meta.url), 'utf8'));
const ROOT = pathToFileURL(join(SITE, '/')).href;
const SEARCH = new URL('search/index.html', ROOT).href;
const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

const visit = (options, look, address = SEARCH) => visited(browser, address, { root: ROOT, ...options }, look);

// Asks, and waits until all reports have been searched.
async function ask(page, query) {
  await page.locator('#nb-query').fill(query);
  await page.waitForFunction(() => {
    const { textContent } = document.querySelector('.search-status');
    return !/已查/.test(textContent);
  });
}

// All results, as a reader sees them.
async function results(page) {
  const more = page.locator('[data-more]');
  while (await more.isVisible()) await more.click();
  return page.locator('.found').evaluateAll((found, root) =>
    found.map((one) => {
      const text = (selector) => one.querySelector(selector)?.textContent ?? '';
      const { href } = one.querySelector('a');
      return {
        href: decodeURI(href.slice(root.length)),
        year: Number(href.slice(root.length).slice(0, 4)),
        title: text('.found-title'),
        value: text('.found-value').replace('未公开', ''),
        context: text('.context'),
        marks: [...one.querySelectorAll('mark')].map((mark) => mark.textContent),
        path: text('.path'),
      };
    }), ROOT);
}

function fits(result, { year, href, title, value, context, mark }) {
  return (
    (year === undefined || result.year === year) &&
    (href === undefined || result.href === href || result.href.startsWith(`${href}#`)) &&
    (title === undefined || result.title.includes(title)) &&
    (value === undefined || (value === '**' ? /^\*\*件?$/.test(result.value) : result.value === value)) &&
    (context === undefined || result.context.includes(context)) &&
    (mark === undefined || result.marks.includes(mark))
  );
}

test('the list holds forty queries and more', () => {
  assert.ok(QUERIES.length >= 40);
});

test('it finds what the list says', async (list) => {
  await visit(WIDE, async (page) => {
    for (const { why, query, ...expected } of QUERIES) {
      await list.test(`${why}: ${query.slice(0, 40)}`, async () => {
        await ask(page, query);
        check(await results(page), await page.locator('.search-status').innerText(), expected);
        assert.equal(await page.locator('.search-contents').isVisible(), expected.asks === false);
      });
    }
  });
});

function check(found, status, { first, finds = [], years, nothing, asks }) {
  const shown = found.map((result) => JSON.stringify(result)).join('\n');
  if (asks === false) return assert.equal(shown + status, '');
  if (nothing) return assert.match(`${shown}${status}`, /^没有找到“/);
  if (first) assert.ok(fits(found[0], first), `${JSON.stringify(first)} is not first in\n${shown}`);
  for (const one of finds) {
    assert.ok(found.some((result) => fits(result, one)), `${JSON.stringify(one)} is not in\n${shown}`);
  }
  if (years) assert.deepEqual([...new Set(found.map(({ year }) => year))].sort(), years);
  for (const { context } of found) assert.ok([...context].length <= 82, context);
  assert.equal(status, `找到${found.length}处`);
}

test('figures stand before titles, titles before text, and the newest year first', async () => {
  await visit(WIDE, async (page) => {
    await ask(page, '饮用水');
    const found = await results(page);
    const kinds = found.map(({ value, title }) => (value ? 'figure' : title.includes('饮用水') ? 'title' : 'text'));
    assert.deepEqual([...new Set(kinds)], ['figure', 'title', 'text']);
    assert.deepEqual(kinds, [...kinds].sort((a, b) => 'figure title text'.indexOf(a) - 'figure title text'.indexOf(b)));
    for (const kind of ['title', 'text']) {
      const years = found.filter((_, at) => kinds[at] === kind).map(({ year }) => year);
      assert.deepEqual(years, [...years].sort().reverse(), kind);
    }
  });
});

test('every result leads to an anchor that is there', async () => {
  await visit(WIDE, async (page) => {
    const places = new Map();
    for (const query of ['的', '率', '1', '2022', '第']) {
      await ask(page, query);
      for (const { href } of await results(page)) {
        const [file, anchor] = href.split('#');
        if (!places.has(file)) places.set(file, readFileSync(join(SITE, decodeURIComponent(file)), 'utf8'));
        if (anchor) assert.ok(places.get(file).includes(` id="${decodeURIComponent(anchor)}"`), href);
      }
    }
    assert.ok(places.size > 20);
  });
});

for (const [name, options] of [['1280', WIDE], ['390', PHONE]]) {
  test(`by keyboard at ${name}: field, results, more, and back`, async () => {
    await visit(options, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
      await page.keyboard.press('/');
      assert.equal(await focused(), 'nb-query');
      await page.keyboard.insertText('水');
      await page.waitForFunction(() => /^找到\d+处$/.test(document.querySelector('.search-status').textContent));
      assert.equal(await page.locator('#nb-query').inputValue(), '水');
      assert.equal(await page.locator('.found').count(), 20);
      assert.deepEqual(await page.evaluate(measure), []);
      const titles = await page.locator('.found-title').allTextContents();
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(), titles[0]);
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(), titles[1]);
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      assert.equal(await focused(), 'nb-query');
      await page.keyboard.press('Tab');
      assert.equal(await focused(), '检索');
      await page.keyboard.press('Enter');
      assert.equal(await focused(), titles[0]);
      for (let at = 0; at < 20; at += 1) await page.keyboard.press('ArrowDown');
      assert.match(await focused(), /^再看\d+处$/);
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('.found').count(), 40);
      assert.equal(await focused(), await page.locator('.found-title').nth(20).innerText());
      await page.keyboard.press('/');
      assert.equal(await focused(), 'nb-query');
      await page.keyboard.insertText('张家断面');
      assert.equal(await page.locator('#nb-query').inputValue(), '张家断面');
    });
  });

  test(`Enter opens a result at ${name}, and coming back finds the search as it was left`, async () => {
    await visit(options, async (page) => {
      await ask(page, '农村污水治理');
      await page.locator('#nb-query').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/2022\/.+#/);
      await page.goBack();
      await page.locator('.found').first().waitFor();
      assert.equal(await page.locator('#nb-query').inputValue(), '农村污水治理');
    });
  });
}

test('a query in the address is asked', async () => {
  await visit(WIDE, async (page) => {
    await page.locator('.found').first().waitFor();
    assert.equal(await page.locator('#nb-query').inputValue(), '优良率 2021');
    assert.equal(await page.locator('.found-value').first().innerText(), '97.9%');
  }, `${SEARCH}?q=${encodeURIComponent('优良率 2021')}`);
});

test('while Chinese is being typed nothing is searched', async () => {
  await visit(WIDE, async (page) => {
    await page.locator('#nb-query').focus();
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: 'chou yang', selectionStart: 9, selectionEnd: 9 });
    assert.equal(await page.locator('#nb-query').inputValue(), 'chou yang');
    assert.equal(await page.locator('.search-status').innerText(), '');
    assert.ok(await page.locator('.search-contents').isVisible());
    await client.send('Input.insertText', { text: '臭氧' });
    await page.locator('.found').first().waitFor();
    assert.equal(await page.locator('#nb-query').inputValue(), '臭氧');
  });
});

test('nothing is loaded before something is asked, and what is typed is never markup', async () => {
  await visit(WIDE, async (page) => {
    const scripts = () => page.locator('script').evaluateAll((all) => all.map(({ src }) => src.split('/').pop()));
    assert.deepEqual(await scripts(), ['search.js']);
    await ask(page, '<img src=x onerror=alert(1)>');
    assert.deepEqual(await scripts(), ['search.js', '2022.js', '2021.js']);
    assert.equal(await page.locator('main img').count(), 0);
    assert.match(await page.locator('.search-status').innerText(), /<img src=x onerror=alert\(1\)>/);
  });
});

test('PM2.5 is set with its lowered part, marked or not', async () => {
  await visit(WIDE, async (page) => {
    for (const query of ['PM2.5', 'PM', '2.5']) {
      await ask(page, query);
      const title = page.locator('.found-title').first();
      assert.equal(await title.innerText(), 'PM2.5平均浓度');
      assert.equal(await title.locator('sub').innerText(), '2.5', query);
      assert.equal((await title.locator('mark').allInnerTexts()).join(), query);
    }
  });
});

test('a cleared field shows the contents again', async () => {
  await visit(WIDE, async (page) => {
    await ask(page, '臭氧');
    assert.ok(!(await page.locator('.search-contents').isVisible()));
    await ask(page, '');
    assert.ok(await page.locator('.search-contents').isVisible());
    assert.ok(!(await page.locator('.results').isVisible()));
    assert.equal(await page.locator('.search-status').innerText(), '');
  });
});

test('without script the page offers the contents of all reports and no field', async () => {
  await visit({ ...WIDE, javaScriptEnabled: false }, async (page) => {
    assert.ok(!(await page.locator('#nb-query').isVisible()));
    assert.match(await page.locator('main').innerText(), /请从下面的目录查找/);
    await page.locator('summary').nth(1).click();
    await page.getByRole('link', { name: '蓝天保卫战' }).nth(1).click();
    assert.match(page.url(), /2021\/work\/battles\/blue-sky\/index\.html$/);
  });
});
