// All links of all pages work, from the disk and from a server under a sub-path, and no page waits for a script.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { SITES, pagesOf } from './pages.mjs';

const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml' };

let browser;
let server;
let origin;

before(async () => {
  browser = await launch();
  server = createServer(serve);
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${server.address().port}`;
});

after(async () => {
  await browser?.close();
  server?.close();
});

// Serves each site under a path of its own below /sub/path/, as a plain web server would: no lists, no guesses.
function serve(request, response) {
  const [, at, rest] = /^\/sub\/path\/(\d)\/(.*)$/.exec(new URL(request.url, origin).pathname) ?? [];
  const file = SITES[at] && join(SITES[at], decodeURIComponent(rest));
  if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
  const type = TYPES[file.split('.').pop()] ?? 'application/octet-stream';
  return response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
}

// Runs in the page: where it leads, and its ids.
function leads() {
  const addresses = [...document.querySelectorAll('[href], [src]')]
    .filter((element) => !element.closest('svg'))
    .map((element) => element.href ?? element.src);
  return { addresses, ids: [...document.querySelectorAll('[id]')].map(({ id }) => id) };
}

// Every page of a site by its address, with the problems met on the way.
async function walk(folder, root) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const problems = [];
  tab.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  tab.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  const pages = new Map();
  for (const page of pagesOf(folder)) {
    const address = root + encodeURI(page);
    await tab.goto(address, { waitUntil: 'load' });
    pages.set(address, await tab.evaluate(leads));
  }
  await tab.close();
  return { pages, problems };
}

async function isThere(address) {
  if (address.startsWith('file:')) return statSync(fileURLToPath(address), { throwIfNoEntry: false })?.isFile();
  return (await fetch(address)).status === 200;
}

async function problemsOf(folder, root) {
  const { pages, problems } = await walk(folder, root);
  const known = new Map();
  for (const [page, { addresses }] of pages) {
    for (const link of new Set(addresses)) {
      const [address, fragment] = link.split('#');
      if (!address.startsWith(root)) {
        if (!/^https:|^mailto:/.test(address)) problems.push(`${page} leads out of the site: ${link}`);
        continue;
      }
      if (!known.has(address)) known.set(address, await isThere(address));
      if (!known.get(address)) problems.push(`${page} leads nowhere: ${link}`);
      const id = decodeURIComponent(fragment ?? '');
      if (id && !pages.get(address)?.ids.includes(id)) problems.push(`${page} leads to no such place: ${link}`);
    }
  }
  assert.ok(known.size > 10, 'a site has links');
  return problems;
}

for (const [at, folder] of SITES.entries()) {
  test(`all links of ${folder} work from the disk`, { timeout: 300_000 }, async () => {
    assert.deepEqual(await problemsOf(folder, pathToFileURL(join(folder, '/')).href), []);
  });

  test(`all links of ${folder} work from a server under a sub-path`, { timeout: 300_000 }, async () => {
    assert.deepEqual(await problemsOf(folder, `${origin}/sub/path/${at}/`), []);
  });

  test(`no page of ${folder} waits for a script, holds one, or styles itself`, () => {
    for (const page of pagesOf(folder)) {
      const html = readFileSync(join(folder, page), 'utf8');
      // A block of data for machines runs nothing.
      const tags = html.match(/<script\b[^>]*>/g) ?? [];
      const scripts = tags.filter((tag) => tag !== '<script type="application/ld+json">');
      assert.deepEqual(scripts.filter((tag) => !/ src="/.test(tag) || !/ defer(>|\s)/.test(tag)), [], page);
      assert.doesNotMatch(html, /<style\b|<[^>]+ (style|on[a-z]+)="/, page);
      assert.match(html, /<meta http-equiv="Content-Security-Policy" content="default-src 'none';/, page);
    }
  });
}
