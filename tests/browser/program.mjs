// The program itself, for tests of what it writes beside a site.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// What builds remember of folders stays with the other things that tests make.
process.env.XDG_CACHE_HOME ??= join(ROOT, 'target', 'tmp');

// The program that NIANBAO names, else the one that was built.
export function nianbao() {
  if (process.env.NIANBAO) return process.env.NIANBAO;
  const built = ['release', 'debug'].map((kind) => join(ROOT, 'target', kind, 'nianbao')).find(existsSync);
  if (!built) throw new Error('no program: build it with “cargo build --release”');
  return built;
}
