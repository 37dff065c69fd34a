// PDF as nianbao export prints it: title, language and tags; the page of GB/T 9704—2012 with 22 lines of 28 characters;
// page numbers outside. Measured by poppler's tools.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT, nianbao } from './program.mjs';

const options = { timeout: 300_000 };

const folder = mkdtempSync(join(tmpdir(), 'nianbao-pdf-'));
const official = join(folder, 'official.pdf');
const book = join(folder, 'book.pdf');
const plain = join(folder, 'plain.pdf');

function run(program, args) {
  const done = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

// A report whose only chapter is one long paragraph.
function longText() {
  const content = join(folder, 'content');
  mkdirSync(join(content, '2022'), { recursive: true });
  writeFileSync(join(content, 'site.yaml'), 'title: 年报\norganisation: {name: 示例县水利局}\n');
  writeFileSync(join(content, '2022/report.yaml'), 'title: 总结\nyear: 2022\npublished: 2022-12-20\n');
  writeFileSync(join(content, '2022/1-work.md'), `# 工作\n\n${'统筹推进各项重点任务取得成效'.repeat(160)}。\n`);
  return content;
}

before(() => {
  run(nianbao(), ['export', '2022', '--to', 'pdf', '--out', official]);
  run(nianbao(), ['export', '2022', '--to', 'pdf', '--style', 'book', '--out', book]);
  run(nianbao(), ['export', '2022', '--to', 'pdf', '--content', longText(), '--out', plain]);
});

after(() => rmSync(folder, { recursive: true }));

// The words of a page with their boxes, in points.
function words(file, page) {
  const text = run('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), file, '-']);
  const found = text.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g);
  return [...found].map(([, left, top, right, bottom, said]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, said }));
}

for (const [name, file] of [['official', official], ['book', book]]) {
  test(`${name}: it has a title, a language, tags and bookmarks, on A4`, options, () => {
    const info = run('pdfinfo', [file]);
    assert.match(info, /^Title: +2022年工作总结和2023年工作计划/m);
    assert.match(info, /^Tagged: +yes$/m);
    assert.match(info, /^Page size: +59[45][.\d]* x 84[12][.\d]* pts \(A4\)$/m);
    assert.match(run('pdfinfo', ['-struct', file]), /H1/);
    assert.match(run('grep', ['-a', '-o', '-m', '1', '/Lang ([^)]*)', file]), /\/Lang \(zh/);
    assert.match(run('grep', ['-a', '-o', '-m', '1', '/Outlines', file]), /Outlines/);
  });
}

test('a full page holds 22 lines of 28 characters', options, () => {
  const lines = words(plain, 2).filter(({ said }) => /^\p{Script=Han}+$/u.test(said));
  assert.equal(lines.length, 22);
  assert.deepEqual([...new Set(lines.map(({ said }) => said.length))], [28]);
  for (const { left, right } of lines) {
    assert.ok(Math.abs(left - 79.4) < 1 && Math.abs(right - 521.6) < 2, `${left} to ${right}`);
  }
});

test('page numbers stand outside, one character in, 7 mm under the text', options, () => {
  for (const [page, side] of [[1, 'right'], [2, 'left'], [3, 'right']]) {
    const dashes = words(plain, page).filter(({ said }) => said.includes('—'));
    assert.ok(dashes.length > 0, `page ${page} has its number`);
    const middle = (dashes[0].top + dashes[0].bottom) / 2;
    assert.ok(Math.abs(middle - (742.7 + 19.8)) < 3, `${middle} is 7 mm under the type area`);
    if (side === 'left') assert.ok(Math.abs(dashes[0].left - (79.4 + 14)) < 2, `${dashes[0].left}`);
    else assert.ok(Math.abs(dashes.at(-1).right - (521.6 - 14)) < 2, `${dashes.at(-1).right}`);
  }
});

test('it ends with who signs and when', options, () => {
  const text = run('pdftotext', [plain, '-']);
  assert.match(text, /示例县水利局\s+2022年12月20日/);
});
