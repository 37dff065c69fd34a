// A visit of one page, in a window of its own. Enter at visited.

import assert from 'node:assert/strict';

const DESK = { viewport: { width: 1280, height: 900 } };

// Opens a page, gives it to a function, and holds that meanwhile nothing went wrong and nothing was asked for but what is
// below a root: files, unless it is told more narrowly.
export async function visited(browser, address, { root = 'file:', ...options }, look) {
  const context = await browser.newContext({ ...DESK, ...options });
  const tab = await context.newPage();
  const problems = [];
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  tab.on('pageerror', (error) => problems.push(error.message));
  tab.on('request', (request) => {
    if (!request.url().startsWith(root)) problems.push(`request to ${request.url()}`);
  });
  try {
    await tab.goto(address, { waitUntil: 'load' });
    await look(tab);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}
