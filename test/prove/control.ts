// The positive control: the same kind of image, the same driver with the very pragmas of the product, a writer that inserts
// canaries and deletes them all as carefully as SQLite can. The scanner has to find them nevertheless (that is why the
// product writes no positions), and every form that it claims to know. If it does not, its "not found" means nothing.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPragmas, connect } from '#gateway/store/database.ts';
import { type CanaryBook, createCanaries } from './canaries.ts';
import { makeDiskImage } from './disk-image.ts';
import { patternsOf } from './patterns.ts';
import { createScanner } from './scan.ts';

export type ControlResult = {
  /** Canaries that were written as rows, and how many of them the raw image still gave back after all were deleted. */
  readonly written: number;
  readonly found: number;
  /** Forms that were written into a deleted file, and how many of them were found. */
  readonly forms: number;
  readonly formsFound: number;
  readonly ok: boolean;
};

const rows = 300;

export function runControl(): ControlResult {
  const disk = makeDiskImage();
  try {
    const canaries = createCanaries();
    writeRows(disk.folder, canaries);
    const rowsOf = canaries.all().filter(({ kind }) => kind !== 'zone-name');
    const written = rowsOf.length;
    const samples = createCanaries();
    for (const make of [samples.badge, samples.address, samples.zone, samples.name, samples.identifier, samples.account]) make();
    const forms = samples.all().flatMap(patternsOf);
    const file = join(disk.folder, 'every-form');
    writeFileSync(file, Buffer.concat(forms.flatMap(({ bytes }) => [bytes, Buffer.from([0xa5])])), { flush: true });
    rmSync(file);
    disk.unmount();
    const found = new Set(
      createScanner(rowsOf)
        .scanFile(disk.image)
        .map(({ canary }) => canary),
    ).size;
    const seen = createScanner(samples.all()).scanFile(disk.image);
    const formsFound = forms.filter((one) => seen.some((hit) => hit.canary === one.canary && hit.bytes.equals(one.bytes))).length;
    return { written, found, forms: forms.length, formsFound, ok: found > 0 && formsFound === forms.length };
  } finally {
    disk.remove();
  }
}

/** Positions as rows, one transaction each; then every one is deleted, the log truncated, and the file closed. */
function writeRows(folder: string, canaries: CanaryBook): void {
  mkdirSync(join(folder, 'data'));
  const db = connect(join(folder, 'data', 'control.sqlite'));
  const pragmas = applyPragmas(db);
  if (!pragmas.ok) throw new Error(pragmas.detail);
  db.exec('CREATE TABLE place (id INTEGER PRIMARY KEY, tag TEXT, ref TEXT, zone INTEGER, at_ms INTEGER) STRICT');
  const insert = db.prepare('INSERT INTO place (tag, ref, zone, at_ms) VALUES (?, ?, ?, ?)');
  for (let i = 0; i < rows; i++) {
    insert.run(canaries.badge().id, canaries.ref(false), BigInt(`0x${canaries.zone().id}`), i);
  }
  db.exec('DELETE FROM place');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
