// The pages of a site on the disk.

import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

// The committed site, or the one that NIANBAO_SITE names.
export const SITE = process.env.NIANBAO_SITE ?? fileURLToPath(new URL('../../site', import.meta.url));

// Every .html below a folder, as paths with '/' from it, in order.
export function pagesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}
