// Finds and starts the machine's own Chromium: no browser is downloaded.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

// Without these, Chromium looks up its maker's hosts at every start. No page of ours may need the network.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// A browser, with more flags where a test needs them.
export async function launch(flags = []) {
  return chromium.launch({ executablePath: executable(), args: [...FLAGS, ...flags] });
}

// Gives the window another width, and waits until the page has seen it: laying a page out anew takes a fifth of what
// opening it takes.
export async function narrow(tab, width) {
  await tab.setViewportSize({ width, height: tab.viewportSize().height });
  await tab.evaluate(() => new Promise((seen) => requestAnimationFrame(() => seen())));
}

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  throw new Error(`no Chromium: set CHROMIUM, or install one of ${NAMES.join(', ')}`);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
