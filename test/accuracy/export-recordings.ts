// Writes the recordings of this repository in the file formats of `npm run evaluate`, to try it on them or to see what the
// formats look like: `node test/accuracy/export-recordings.ts FOLDER`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { RecordedSite } from './recording.ts';
import { tetamHall } from './tetam.ts';
import { ujiOffice } from './uji.ts';

const folder = process.argv[2];

if (folder === undefined) {
  process.stderr.write('Say into which folder: node test/accuracy/export-recordings.ts FOLDER\n');
  process.exitCode = 2;
} else {
  write('tetam', tetamHall());
  write('uji', ujiOffice('1'));
  write('uji-12dbm', ujiOffice('2'));
  write('uji-20dbm', ujiOffice('3'));
}

function write(name: string, { site, calibration, recordings }: RecordedSite): void {
  const to = join(folder ?? '', name);
  const lines = (file: string, values: readonly unknown[]): void =>
    writeFileSync(join(to, file), values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'site.yaml'), stringify(site));
  lines('calibration.jsonl', calibration);
  for (const [recording, { sightings, truth }] of recordings) {
    lines(`${recording}.sightings.jsonl`, sightings);
    lines(`${recording}.truth.jsonl`, truth);
  }
}
