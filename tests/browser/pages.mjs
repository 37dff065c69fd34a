// The pages of a site on the disk.

import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

// The committed site, or the one that NIANBAO_SITE names.
export const SITE = process.env.NIANBAO_SITE ?? fileURLToPath(new URL('../../site', import.meta.url));

// The committed gallery, or the one that NIANBAO_GALLERY names.
const GALLERY = process.env.NIANBAO_GALLERY ?? fileURLToPath(new URL('../../docs/gallery', import.meta.url));

export const ENGLISH = join(GALLERY, 'en');

// Every site that the program makes of what is in the repository.
export const SITES = [SITE, join(GALLERY, 'zh'), ENGLISH];

// Every .html below a folder, as paths with '/' from it, in order.
export function pagesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

// The .html files of every site. Without any there is nothing to test, and that is a fault.
export function everyFile() {
  return SITES.flatMap((folder) => {
    const pages = existsSync(folder) ? pagesOf(folder) : [];
    if (!pages.length) throw new Error(`${folder} holds no pages: build it with “cargo run --release -- build”`);
    return pages.map((page) => join(folder, page));
  });
}
