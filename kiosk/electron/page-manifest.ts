// The built pages, read once into memory at start. Requests are looked up in this fixed list, so there is no path to
// join and nothing to climb out of, and a dying disk can't take the wall down later.

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

type PageFile = { readonly type: string; readonly body: Uint8Array<ArrayBuffer> };
/** URL path (`/assets/wall-1a2b.js`) to file. */
export type PageManifest = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Reads every file of a known type below `folder`; others (source maps, notes) are left out. Throws when unreadable. */
export function readPageManifest(folder: string): PageManifest {
  const manifest = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    manifest.set(`/${relative(folder, file).split(sep).join('/')}`, { type, body: new Uint8Array(readFileSync(file)) });
  }
  return manifest;
}
