// Reads our own source as text, for the tests that watch over the shape of the house.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

type Import = { readonly target: string; readonly typeOnly: boolean };
export type SourceFile = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };

/** Every .ts, .tsx and .css file below the given top-level folders, with its imports resolved to paths from the root. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|css)$/.test(entry.name))
      .map((entry) => read(join(entry.parentPath, entry.name))),
  );
}

function read(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const path = relative(root, file);
  const statements = [...text.matchAll(/^\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+'([^']+)'/gm)];
  const bare = [...text.matchAll(/^\s*import\s+'([^']+)'/gm)].map((m) => ({
    target: resolveTarget(path, m[1] ?? ''),
    typeOnly: false,
  }));
  const dynamic = [...text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)].map((m) => ({
    target: resolveTarget(path, m[1] ?? ''),
    typeOnly: false,
  }));
  const named = statements.map((m) => ({ target: resolveTarget(path, m[2] ?? ''), typeOnly: m[1] !== undefined }));
  return { path, text, imports: [...named, ...bare, ...dynamic] };
}

function resolveTarget(from: string, target: string): string {
  const alias = /^#(shared|gateway|kiosk|test)\/(.*)$/.exec(target);
  if (alias) return join(alias[1] === 'gateway' ? 'edge-gateway' : (alias[1] ?? ''), alias[2] ?? '');
  return target.startsWith('.') ? join(dirname(from), target) : target;
}
