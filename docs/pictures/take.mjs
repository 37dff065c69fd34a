// Takes the pictures of the README from a built site: light, 1280 pixels wide. Look at them afterwards, and keep
// each under 250 KB.
//
//   cargo run --release -- build
//   (cd tests/browser && npm ci --ignore-scripts)
//   node docs/pictures/take.mjs [SITE]

import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from '../../tests/browser/chromium.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const site = resolve(process.argv[2] ?? here('../../site'));

const PICTURES = [
  { name: 'cover', page: '2022/index.html', height: 1150 },
  { name: 'chapter', page: '2022/work/battles/blue-sky/index.html', height: 1150, from: 'figure.chart' },
];

const browser = await launch();
for (const { name, page, height, from } of PICTURES) {
  const tab = await browser.newPage({ viewport: { width: 1280, height }, colorScheme: 'light' });
  await tab.goto(pathToFileURL(`${site}/${page}`).href, { waitUntil: 'load' });
  if (from) {
    const top = await tab.locator(from).first().evaluate((element) => element.getBoundingClientRect().top);
    await tab.evaluate((top) => window.scrollTo(0, top), top - 330);
  }
  await tab.screenshot({ path: here(`${name}.png`) });
  await tab.close();
}
await browser.close();
