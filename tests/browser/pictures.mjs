// Takes pictures of pages for people to look at: full page at two widths, light and dark, and as printed.
//
//   node pictures.mjs [--site DIR] [--out DIR] [PAGE...]
//
// A PAGE is a path from the site's folder (2022/index.html, or 2022 for short). Without any, every page is taken.

import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from './chromium.mjs';
import { SITE, pagesOf } from './pages.mjs';

const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: 'string', default: SITE },
    out: { type: 'string', default: fileURLToPath(new URL('pictures', import.meta.url)) },
  },
});

function pageOf(name) {
  const path = join(values.site, name);
  if (!existsSync(path)) throw new Error(`${path} does not exist`);
  return statSync(path).isDirectory() ? join(name, 'index.html') : name;
}

// 2022/work/index.html -> 2022-work
function stem(page) {
  return page.replace(/\/?index\.html$|\.html$/, '').replaceAll('/', '-') || 'home';
}

const pages = positionals.length ? positionals.map(pageOf) : pagesOf(values.site);
mkdirSync(values.out, { recursive: true });
const browser = await launch();
for (const width of WIDTHS) {
  for (const colorScheme of SCHEMES) {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    for (const page of pages) {
      await tab.goto(pathToFileURL(join(values.site, page)).href, { waitUntil: 'load' });
      const name = `${stem(page)}-${width}-${colorScheme}`;
      await tab.screenshot({ path: join(values.out, `${name}.png`), fullPage: true });
      if (width === WIDTHS[0] && colorScheme === 'light') {
        const path = join(values.out, `${stem(page)}.pdf`);
        await tab.pdf({ path, preferCSSPageSize: true, printBackground: true });
      }
      console.log(name);
    }
    await tab.close();
  }
}
await browser.close();
