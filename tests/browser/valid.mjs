// html-validate over one file. Enter at errorsOf.

import { readFileSync } from 'node:fs';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';

const validator = new HtmlValidate(
  new FileSystemConfigLoader({
    root: true,
    extends: ['html-validate:recommended'],
    rules: {
      // An id is a metric's (air.pm25) or a chapter's path in the whole report (/work/plan): HTML allows all but blanks.
      'valid-id': ['error', { relaxed: true }],
    },
  }),
);

// What is wrong in a file: line, column, rule, reason.
export async function errorsOf(file) {
  const report = await validator.validateString(readFileSync(file, 'utf8'), file);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, column, message }) => `${line}:${column}: ${ruleId}: ${message}`),
  );
}
