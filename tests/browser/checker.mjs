// Opens pages from the disk and tells what a visitor would stumble over. Enter at Checker.check.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, narrow } from './chromium.mjs';
import { measure } from './measure.mjs';

// Every page is opened as on a desk, by day, and as on a phone, at night, and then narrowed: day and night differ in no
// layout, so that each width is measured once.
export const VIEWS = [
  { scheme: 'light', widths: [1280, 768] },
  { scheme: 'dark', widths: [390, 360, 320] },
];

const HEIGHT = 900;

export class Checker {
  #browser;
  #views;
  #folder;

  // A checker of the site in a folder: one browser, a tab for each view.
  static async open(folder) {
    const checker = new Checker();
    checker.#folder = pathToFileURL(join(folder, '/')).href;
    checker.#browser = await launch();
    checker.#views = [];
    for (const view of VIEWS) checker.#views.push({ ...view, ...(await checker.#newTab(view)) });
    return checker;
  }

  async close() {
    await this.#browser.close();
  }

  // The problems of one page, each a sentence: page, view, and what is wrong. The views side by side: each tab is a
  // process of its own.
  async check(page) {
    return (await Promise.all(this.#views.map((view) => this.#checkIn(view, page)))).flat();
  }

  async #checkIn({ widths, scheme, tab, found }, page) {
    found.length = 0;
    await tab.setViewportSize({ width: widths[0], height: HEIGHT });
    await tab.goto(new URL(encodeURI(page), this.#folder).href, { waitUntil: 'load' });
    await tab.evaluate(() => document.fonts.ready.then(() => undefined));
    const problems = [];
    for (const width of widths) {
      await narrow(tab, width);
      problems.push(...(await tab.evaluate(measure)).map((problem) => `${page}, ${width} px: ${problem}`));
    }
    return [...found.map((problem) => `${page}, ${scheme}: ${problem}`), ...problems];
  }

  async #newTab({ scheme }) {
    const context = await this.#browser.newContext({ colorScheme: scheme });
    // Nothing but files is let through, so that a page that needs more fails here as it would offline.
    await context.route(/^(?!file:)/, (route) => route.abort());
    const tab = await context.newPage();
    const found = [];
    const note = (problem) => found.push(problem);
    tab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) note(`console ${message.type()}: ${message.text()}`);
    });
    tab.on('pageerror', (error) => note(`uncaught error: ${error.message}`));
    tab.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.#folder) && !/^(data|blob):/.test(url)) note(`request outside the site: ${url}`);
    });
    tab.on('requestfailed', (request) => {
      note(`failed request: ${request.url()} (${request.failure()?.errorText})`);
    });
    return { tab, found };
  }
}
