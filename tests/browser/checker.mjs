// Opens pages from the disk and tells what a visitor would stumble over. Enter at Checker.check.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './chromium.mjs';
import { measure } from './measure.mjs';

// Every page is laid out at both widths; dark changes no layout, so it is opened at one, for its errors.
export const VIEWS = [
  { width: 1280, scheme: 'light' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
];

const HEIGHT = 900;

export class Checker {
  #browser;
  #views;
  #folder;
  #found = [];

  // A checker of the site in a folder: one browser, a page for each view.
  static async open(folder) {
    const checker = new Checker();
    checker.#folder = pathToFileURL(join(folder, '/')).href;
    checker.#browser = await launch();
    checker.#views = [];
    for (const view of VIEWS) checker.#views.push({ ...view, tab: await checker.#newTab(view) });
    return checker;
  }

  async close() {
    await this.#browser.close();
  }

  // The problems of one page, each a sentence: page, view, and what is wrong.
  async check(page) {
    const problems = [];
    for (const { width, scheme, tab } of this.#views) {
      this.#found = [];
      await tab.goto(new URL(encodeURI(page), this.#folder).href, { waitUntil: 'load' });
      await tab.evaluate(() => document.fonts.ready.then(() => undefined));
      const found = [...this.#found, ...(await tab.evaluate(measure))];
      problems.push(...found.map((problem) => `${page}, ${width} px, ${scheme}: ${problem}`));
    }
    return problems;
  }

  async #newTab({ width, scheme }) {
    const context = await this.#browser.newContext({
      viewport: { width, height: HEIGHT },
      colorScheme: scheme,
    });
    // Nothing but files is let through, so that a page that needs more fails here as it would offline.
    await context.route(/^(?!file:)/, (route) => route.abort());
    const tab = await context.newPage();
    const note = (problem) => this.#found.push(problem);
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
    return tab;
  }
}
