// Two checkers of the letter of the standards read every page that the program makes: html-validate, and the Nu checker
// with its view of CSS and SVG, where there is Java.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vnu from 'vnu-jar';
import { SITES, everyFile } from './pages.mjs';
import { errorsOf } from './valid.mjs';

const BAD = fileURLToPath(new URL('fixtures/validate', import.meta.url));

// What the Nu checker's CSS does not know yet, though it is in the standards and in every browser.
const UNKNOWN_TO_NU = [
  /^CSS: Unrecognized at-rule “@container”$/, // CSS Conditional Rules 5
  /^CSS: “paint-order”: Property “paint-order” doesn't exist\.$/, // of SVG 2, and of CSS since
  /^CSS: “container-type”: Property “container-type” doesn't exist\.$/, // the same
  /^CSS: “rx”: Property “rx” doesn't exist\.$/, // SVG 2: the radius of a rectangle is a property
];

// The errors of pages, pictures and style sheets: file, line, and what is wrong.
function nu(files) {
  const options = ['--format', 'json', '--stdout', '--no-langdetect', '--errors-only'];
  const args = ['-jar', vnu, ...options, '--also-check-css', '--also-check-svg', ...files];
  const run = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.ok(run.stdout.startsWith('{'), `the Nu checker failed: ${run.stderr}`);
  return JSON.parse(run.stdout)
    .messages.filter(({ message }) => !UNKNOWN_TO_NU.some((known) => known.test(message)))
    .map(({ url, lastLine, message }) => `${decodeURI(url)}:${lastLine}: ${message}`);
}

const hasJava = spawnSync('java', ['-version']).status === 0;
const java = { skip: hasJava ? false : 'the Nu checker needs Java, and there is none', timeout: 300_000 };

test('html-validate is at work: it finds each fault of a page made to have them', async () => {
  const rules = (await errorsOf(join(BAD, 'bad.html'))).map((error) => error.split(': ')[1]);
  assert.deepEqual([...new Set(rules)].sort(), ['no-dup-id', 'no-inline-style', 'unique-landmark']);
});

test('the Nu checker is at work: it finds each fault of a page and a style sheet made to have them', java, () => {
  const errors = nu([join(BAD, 'bad.html'), join(BAD, 'bad.css')]);
  const shown = errors.join('\n');
  assert.match(shown, /bad\.html:\d+: Duplicate ID “twice”/);
  assert.match(shown, /bad\.html:\d+: .*“colour”/);
  assert.match(shown, /bad\.css:\d+: .*“colour”/);
});

for (const file of everyFile()) {
  test(`html-validate: ${file}`, async () => {
    assert.deepEqual(await errorsOf(file), []);
  });
}

test('the Nu checker finds no error in any page, picture or style sheet', java, () => {
  const files = SITES.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => /\.(html|css|svg)$/.test(name))
      .map((name) => join(folder, name)),
  );
  assert.ok(files.some((name) => name.endsWith('.css')));
  assert.deepEqual(nu(files), []);
});
