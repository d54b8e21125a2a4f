// Small files that must survive a power cut at any moment: a file is replaced as a whole or not at all, and what is
// appended is on disk before anybody is told so.

import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The text of the file; null when there is none, or it can not be read. */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Replaces the file, or makes it with its folder. Throws when the disk refuses; the old file is then still there. */
export function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.new`;
  withFile(fresh, 'w', (file) => writeAll(file, text));
  renameSync(fresh, path);
  syncFolder(dirname(path));
}

/** Appends whole lines; a line that a crash cut short before them is removed. Throws when the disk refuses. */
export function appendLines(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const isNew = !existsSync(path);
  const soundBytes = isNew ? 0 : readFileSync(path).lastIndexOf('\n') + 1;
  withFile(path, isNew ? 'w' : 'r+', (file) => {
    ftruncateSync(file, soundBytes);
    try {
      writeAll(file, lines.map((line) => `${line}\n`).join(''), soundBytes);
    } catch (error) {
      ftruncateSync(file, soundBytes);
      throw error;
    }
  });
  if (isNew) syncFolder(dirname(path));
}

function withFile(path: string, flags: 'w' | 'r+', write: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    write(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A full disk takes a part and says how much; the rest is tried again and then throws. */
function writeAll(file: number, text: string, at = 0): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written, bytes.length - written, at + written);
  }
}

function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
