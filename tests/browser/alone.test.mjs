// The whole report as one file, as nianbao export writes it: it opens from the disk, loads nothing, and stands every
// test that a page of the site stands.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axe, prepare } from './axe.mjs';
import { launch } from './chromium.mjs';
import { ROOT, nianbao } from './program.mjs';
import { errorsOf } from './valid.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nianbao-alone-'));
const file = join(folder, 'alone.html');

let browser;

before(async () => {
  const run = spawnSync(nianbao(), ['export', '2022', '--to', 'html', '--out', file], { cwd: ROOT, encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

for (const [width, colorScheme] of [[1280, 'light'], [390, 'light'], [1280, 'dark']]) {
  test(`opened from the disk it asks for nothing and complains of nothing: ${width}, ${colorScheme}`, async () => {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const asked = [];
    const said = [];
    tab.on('request', (request) => asked.push(request.url()));
    tab.on('console', (message) => said.push(message.text()));
    tab.on('pageerror', (error) => said.push(String(error)));
    const address = pathToFileURL(file).href;
    await tab.goto(address, { waitUntil: 'load' });
    assert.deepEqual(asked.filter((url) => url !== address && !url.startsWith('data:')), []);
    assert.deepEqual(said, []);
    // Its styles hold, and its scripts run: a figure shows its row.
    assert.notEqual(await tab.evaluate(() => getComputedStyle(document.body).margin), '8px');
    await tab.locator('main .text data.figure').first().click();
    assert.equal(await tab.locator('.figure-row').count(), 1);
    await prepare(tab);
    assert.deepEqual(await axe(tab, { colours: colorScheme === 'dark' }), []);
    await tab.close();
  });
}

test('every link leads to a place in it or to another host', async () => {
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(file).href);
  const lost = await tab.evaluate(() =>
    [...document.querySelectorAll('a')]
      .map((link) => link.getAttribute('href') ?? 'none')
      .filter((href) => !/^(https?|mailto|tel):/.test(href))
      .filter((href) => !href.startsWith('#') || !document.getElementById(decodeURIComponent(href.slice(1)))),
  );
  assert.deepEqual(lost, []);
  await tab.close();
});

test('every picture in it is there', async () => {
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(file).href);
  const broken = await tab.evaluate(() =>
    Promise.all([...document.images].map((image) => image.decode().then(() => '', () => image.alt || 'nameless'))),
  );
  assert.ok(broken.length > 0);
  assert.deepEqual(broken.filter(Boolean), []);
  await tab.close();
});

test('html-validate finds nothing in it', async () => {
  assert.deepEqual(await errorsOf(file), []);
});
