// The preview in a browser: files are edited, and the open page follows.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = process.env.NIANBAO ?? join(ROOT, 'target/debug/nianbao');
// No test waits longer for what must come, in milliseconds.
const LIMIT = 60_000;

const CHAPTER = '2022/2-problems.md';
const PAGE = '2022/problems/';
const WATER = '2022/1-work/1-battles/2-clear-water.md';
const WATER_PAGE = '2022/work/battles/clear-water/';

let browser;
let preview;
let tab;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

beforeEach(async () => {
  preview = await start();
  tab = await browser.newPage({ viewport: { width: 1280, height: 700 } });
  tab.setDefaultTimeout(LIMIT);
});

afterEach(async () => {
  await tab?.context().close();
  preview?.stop();
});

// A preview of a copy of the sample.
async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-serve-'));
  const content = join(folder, 'content');
  cpSync(join(ROOT, 'content'), content, { recursive: true });
  const child = await run(folder, 0);
  const read = (file) => readFileSync(join(content, file), 'utf8');
  return {
    folder,
    child,
    url: child.url,
    read,
    write: (file, text) => writeFileSync(join(content, file), text),
    edit(file, change) {
      const text = read(file);
      const next = change(text);
      assert.notEqual(next, text, `${file} is changed`);
      writeFileSync(join(content, file), next);
    },
    stop() {
      this.child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(folder, port) {
  const child = spawn(PROGRAM, ['serve', '--port', String(port), '--lang', 'zh'], { cwd: folder });
  child.url = await new Promise((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (text) => {
      told += text;
      const link = told.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (link) resolve(link[0]);
    });
    child.stderr.resume();
    child.on('exit', (status) => reject(new Error(`the preview ended with ${status}`)));
  });
  return child;
}

// Opens a page and waits until it listens; a mark tells whether it is still the same document.
async function open(path) {
  await tab.goto(preview.url + path, { waitUntil: 'load' });
  await mark();
}

const mark = () => tab.evaluate(() => void (window.isSame = true));
const isSame = () => tab.evaluate(() => window.isSame === true);
const reloaded = () => tab.waitForFunction(() => window.isSame !== true && document.readyState === 'complete');
const until = (text) => tab.getByText(text).first().waitFor({ state: 'attached' });
const panel = () => tab.locator('nianbao-preview .panel');
const badge = () => tab.locator('nianbao-preview .badge');

test('a page reloads when its text changes and keeps its place', async () => {
  await open(WATER_PAGE);
  const fold = tab.locator('main details').last();
  await fold.evaluate((fold) => {
    fold.open = true;
    fold.scrollIntoView({ block: 'center', behavior: 'instant' });
    fold.querySelector('summary').focus({ preventScroll: true });
  });
  const before = await fold.evaluate((fold) => fold.getBoundingClientRect().top);
  assert.ok((await tab.evaluate(() => scrollY)) > 400, 'it is scrolled');
  preview.edit(WATER, (text) => text.replace('统筹水资源', '新添的一段文字放在最前面，所以下面的都往下移了。\n\n统筹水资源'));
  await until('新添的一段文字');
  await reloaded();
  await tab.waitForFunction(
    (before) => Math.abs([...document.querySelectorAll('main details')].at(-1).getBoundingClientRect().top - before) < 8,
    before,
  );
  const now = tab.locator('main details').last();
  assert.equal(await now.evaluate((fold) => fold.open), true, 'the fold is still open');
  assert.equal(await now.evaluate((fold) => document.activeElement === fold.querySelector('summary')), true, 'and focused');
});

test("another page's change does not reload it", async () => {
  await open(WATER_PAGE);
  preview.edit(CHAPTER, (text) => `${text}\n另一页上添了一句很长的话。\n`);
  const asked = async () => (await tab.request.get(preview.url + PAGE)).text();
  await poll(async () => (await asked()).includes('另一页上添了'));
  preview.edit(WATER, (text) => `${text}\n{{ no.such }}\n`);
  await panel().waitFor();
  assert.equal(await isSame(), true, 'what came after arrived in the same document');
});

test('a style sheet is swapped without a reload', async () => {
  await open(PAGE);
  const sheets = () => tab.locator('link[rel="stylesheet"]').count();
  const before = await sheets();
  const folder = join(preview.folder, 'themes/default/assets');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '90-own.css'), 'h1 { color: rgb(1, 2, 3) }');
  await tab.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
  writeFileSync(join(folder, '90-own.css'), 'h1 { color: rgb(4, 5, 6) }');
  await tab.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)');
  // The old one goes as soon as the new one is read.
  await poll(async () => (await sheets()) === before);
  assert.equal(await isSame(), true);
  await tab.reload();
  assert.equal(await sheets(), before);
});

test('errors are listed over the last good page, with place, excerpt and help, until they are put right', async () => {
  await open(PAGE);
  const good = preview.read(CHAPTER);
  preview.write(CHAPTER, `${good}\n数字{{ no.such }}。\n`);
  await panel().waitFor();
  const text = await panel().innerText();
  const line = good.split('\n').length + 1;
  for (const said of ['共1个错误，0个警告', '错误', '没有名为“no.such”的指标', `content/${CHAPTER}:${line}:6`, 'unknown-metric', '名称写作'])
    assert.ok(text.includes(said), `${said} in ${text}`);
  assert.equal(await panel().locator('mark').innerText(), 'no.such');
  assert.ok(await tab.locator('h1').isVisible(), 'the last good page is behind it');
  assert.equal(await tab.evaluate(() => document.activeElement === document.body), true, 'no focus is taken');
  await tab.keyboard.press('Escape');
  await panel().waitFor({ state: 'hidden' });
  assert.equal(await badge().innerText(), '1个错误');
  await badge().click();
  await panel().waitFor();
  await tab.emulateMedia({ media: 'print' });
  assert.equal(await panel().isVisible(), false, 'it is not printed');
  await tab.emulateMedia({ media: null });
  preview.write(CHAPTER, good);
  await panel().waitFor({ state: 'hidden' });
  assert.equal(await badge().isVisible(), false);
  assert.equal(await isSame(), true, 'the page is what it was');
});

test('warnings are a badge that opens', async () => {
  await open(PAGE);
  preview.edit('2022/metrics/2-water.yaml', (text) => `${text}\n  spare_of_test: {label: 备用, unit: 个, value: 1}\n`);
  await badge().waitFor();
  assert.equal(await panel().isVisible(), false);
  assert.match(await badge().innerText(), /^\d+个警告$/);
  await badge().focus();
  await tab.keyboard.press('Enter');
  await panel().waitFor();
  assert.ok((await panel().innerText()).includes('警告'));
});

test('before the first good build every address shows the errors, and then the page', async () => {
  const good = preview.read(CHAPTER);
  preview.write(CHAPTER, `${good}\n数字{{ no.such }}。\n`);
  preview.child.kill();
  preview.child = await run(preview.folder, 0);
  preview.url = preview.child.url;
  await open(PAGE);
  await panel().waitFor();
  assert.ok((await panel().innerText()).includes('没有名为“no.such”的指标'));
  preview.write(CHAPTER, good);
  await tab.locator('h1').waitFor();
  assert.equal(await panel().isVisible(), false);
});

test('a page that lost its preview says so, and follows it again', async () => {
  await open(PAGE);
  const port = new URL(preview.url).port;
  preview.child.kill();
  await tab.getByText('预览已停止').waitFor();
  preview.edit(CHAPTER, (text) => `${text}\n停下来的时候添了一句很长的话。\n`);
  preview.child = await run(preview.folder, port);
  await until('停下来的时候添了');
  assert.equal(await tab.getByText('预览已停止').isVisible(), false);
});

async function poll(isThere) {
  const end = Date.now() + LIMIT;
  while (!(await isThere())) {
    assert.ok(Date.now() < end, 'waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
