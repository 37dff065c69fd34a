// The sites that tests/it/injection.rs leaves in target/tmp/injection: texts that try to be more than text, in every field.
// Opened from the disk, none of them runs, loads or breaks anything.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { ROOT } from './program.mjs';

const FOLDER = join(ROOT, 'target', 'tmp', 'injection');
const SITES = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

let browser;

before(async () => {
  assert.ok(SITES.length >= 5, '“cargo test --test it injection” makes the sites first');
  browser = await launch();
});

after(async () => browser?.close());

function pages(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(folder, name));
}

// What has come of a page that should not have.
function traces() {
  const found = [];
  if (window.__hit !== undefined) found.push('a script ran');
  if (getComputedStyle(document.documentElement).getPropertyValue('--hit')) found.push('a style holds');
  const strangers = 'iframe, object, embed, base, form[action], meta[http-equiv="refresh"], main script, main style, foreignObject, portal, frame';
  for (const element of document.querySelectorAll(strangers)) found.push(element.outerHTML.slice(0, 200));
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const leads = ['href', 'src', 'xlink:href', 'action', 'formaction', 'data', 'poster', 'srcset'].includes(name);
      if (name.startsWith('on')) found.push(`${element.tagName} ${name}`);
      // eslint-disable-next-line no-control-regex
      if (leads && /^[\u0000-\u0020]*(javascript|vbscript|data:text)/i.test(value)) found.push(`${element.tagName} ${name}=${value}`);
      if (name === 'style' && /hit|url\(/i.test(value)) found.push(`style=${value}`);
    }
  }
  for (const mark of ['body > header', 'main', 'body > footer', 'head > title', 'h1']) {
    if (document.querySelectorAll(mark).length !== 1) found.push(`not one ${mark}`);
  }
  return found;
}

for (const site of SITES) {
  test(`nothing typed into ${site} runs, loads or breaks a page`, async () => {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const said = [];
    let address = '';
    const root = pathToFileURL(join(FOLDER, site)).href;
    tab.on('dialog', async (dialog) => {
      said.push(`${address}: ${dialog.message()}`);
      await dialog.dismiss();
    });
    tab.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(root) && !url.startsWith('data:')) said.push(`${address} asks for ${url}`);
    });
    tab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(`${address}: ${message.text()}`);
    });
    tab.on('pageerror', (error) => said.push(`${address}: ${error}`));
    const alone = join(FOLDER, site, 'report.html');
    for (const file of [...pages(join(FOLDER, site, 'site')), ...(existsSync(alone) ? [alone] : [])]) {
      address = file.slice(FOLDER.length);
      await tab.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      said.push(...(await tab.evaluate(traces)).map((trace) => `${address}: ${trace}`));
      assert.deepEqual(said, []);
    }
    await tab.close();
  });
}

test('what scripts put into pages stays text: rows of figures, marks of charts, what the search finds', async () => {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const root = join(FOLDER, '0-0', 'site');
  const hits = async (what) => assert.deepEqual(await tab.evaluate(() => [window.__hit, document.querySelectorAll('main iframe, main script').length]), [undefined, 0], what);
  await tab.goto(pathToFileURL(join(root, '2022', 'full', 'index.html')).href);
  for (const figure of (await tab.locator('main data.figure').all()).slice(0, 12)) {
    await figure.click();
    await hits('a row of a figure');
    await tab.keyboard.press('Escape');
  }
  for (const mark of (await tab.locator('main svg [data-mark], main svg[tabindex]').all()).slice(0, 12)) {
    if (await mark.isVisible()) await mark.hover();
    await hits('a mark of a chart');
  }
  await tab.goto(pathToFileURL(join(root, 'search', 'index.html')).href);
  for (const query of ['<script>', 'onerror', 'javascript', '__hit', '"><img']) {
    await tab.locator('input[type="search"]').fill(query);
    await tab.waitForTimeout(250);
    await hits(`searched for ${query}`);
  }
  await tab.close();
});
