// What the report says, once for text and page: for people who decide about this product and need not read its code.

import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { connect } from '#gateway/store/database.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { root } from '#test/source-files.ts';
import type { Claim } from './claims.ts';
import type { Proof } from './prove.ts';
import { deedNames } from './work.ts';

export type Report = {
  readonly title: string;
  readonly verdict: string;
  /** What the product promises, in one sentence. */
  readonly promise: string;
  readonly voids: readonly string[];
  /** Which gateway on which machine. */
  readonly about: readonly (readonly [what: string, value: string])[];
  readonly tried: readonly string[];
  readonly claims: readonly Claim[];
  readonly held: readonly string[];
  readonly limits: readonly string[];
  readonly again: readonly string[];
};

const verdicts = {
  0: 'Everything that was promised holds.',
  1: 'Something that was promised does not hold. See the rows marked NO.',
  2: 'This run proves nothing, because its control failed.',
} as const;

export function reportOf(proof: Proof): Report {
  return {
    title: 'Proof of deletion',
    verdict: verdicts[proof.exitCode],
    promise:
      'Positions are never written to storage. 30 minutes after the last sighting they are gone from the running system as well.',
    voids: proof.voids,
    about: aboutThis(proof),
    tried: triedOf(proof),
    claims: proof.claims,
    held: proof.held,
    limits: [
      'Somebody with full rights on the running machine can read its memory while people are located there; that is not promised to be impossible.',
      'Names of people, their tags and who consented are in memory by design as long as the gateway runs: they come from the booking system at each start. What may not stay is where people are.',
      ...(proof.memory.waited === 'really'
        ? []
        : [
            'The 30 minutes were passed by moving on the clock of a gateway built from the same parts; with --wait the real process is waited for.',
          ]),
      'The kiosk’s own disk is looked at by other tests (npm test), not by this one.',
    ],
    again: [
      'On a Linux machine with Node, as root, in the folder of the product: npm run prove:deletion',
      'Each run makes new random values, so that no run can find what another one left.',
    ],
  };
}

function aboutThis({ configSha256, disk }: Proof): Report['about'] {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return [
    ['Date', new Date(machineClock.wallMs()).toISOString().slice(0, 16).replace('T', ' ')],
    ['Waypost', version],
    ['Configuration (SHA-256)', configSha256],
    ['Node', process.version],
    ['SQLite', sqliteVersion()],
    ['Kernel', `Linux ${release()}`],
    ['Where this machine falls short', disk.positions.join(' ') || 'nothing was found'],
  ];
}

function sqliteVersion(): string {
  const db = connect(':memory:');
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  db.close();
  return version;
}

function triedOf({ control, disk, memory }: Proof): readonly string[] {
  const done = deedNames.map((name) => `${disk.tally[name]} ${name}`).join(', ');
  const looked = Object.values(disk.canaries).reduce((sum, count) => sum + count, 0);
  return [
    `First the control: ${control.written} random values were written into a database on a fresh disk image and deleted again, as carefully as the database can. ${control.found} of them could still be read from the raw image. So the search finds what deleting leaves behind. It also found all ${control.formsFound} of ${control.forms} ways of writing a value that it knows (text, UTF-16, hexadecimal, base64, bytes, numbers).`,
    `Then the real gateway ran on a fresh disk image of its own, with everything on it that it can write. All people, tags, references and zones were random values that exist nowhere else. It was ended in the middle of its work ${disk.kills} times, as by a power cut (kill -9), and started again; at last it was stopped properly.`,
    `Meanwhile it did: ${done}.`,
    `Then every byte of the image was searched for ${looked} random values in ${disk.patterns} ways of writing them. Files on the image at the end: ${disk.files.join(', ')}.`,
    `The memory of a running gateway was read as a debugger would: with ${memory.before.records} people located, after half of them withdrew, and after 30 minutes without a sighting.`,
  ];
}
