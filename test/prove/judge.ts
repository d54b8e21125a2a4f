// From figures to claims: what each look has to show for its promise to hold, and what has to have been seen for the proof
// to mean anything at all.

import type { Canary, CanaryKind } from './canaries.ts';
import { type Claim, holds, never } from './claims.ts';
import type { ControlResult } from './control.ts';
import type { DiskProof } from './disk-proof.ts';
import type { MemoryProof } from './memory-proof.ts';
import { readableSwap } from './process-look.ts';
import type { Hit } from './scan.ts';

/** Sentences about why the proof proves nothing; none is good. */
export function whyVoid(control: ControlResult, disk: DiskProof, memory: MemoryProof): readonly string[] {
  const { tally } = disk;
  const idle = (
    ['sightings', 'boards with somebody on them', 'taps at the wall', 'sign-ins', 'consents given or withdrawn'] as const
  ).filter((deed) => tally[deed] === 0);
  return [
    ...(control.found === 0
      ? ['The scanner did not find the rows of the positive control, so what it does not find means nothing.']
      : []),
    ...(control.formsFound < control.forms ? ['The scanner missed a form of a canary that was written for it to find.'] : []),
    ...idle.map((deed) => `Nothing was done of this kind while the gateway ran: ${deed}.`),
    ...(memory.before.records === 0 ? ['No place was found in the memory of a gateway that shows people.'] : []),
    ...(memory.flushes > 0
      ? ['The clocks of this machine moved while it ran, so the gateway emptied its vault before time.']
      : []),
  ];
}

export function judgeDisk(disk: DiskProof): readonly Claim[] {
  const read = `${Math.round(disk.imageBytes / 1024 / 1024)} MiB read byte by byte`;
  const found = (promise: string, ...kinds: CanaryKind[]): Claim => {
    const hits = disk.hits.filter(({ canary }) => kinds.includes(canary.kind));
    const looked = kinds.reduce((sum, kind) => sum + disk.canaries[kind], 0);
    return never(promise, hits.length, `${looked} looked for in ${read}`, hits.map(whereOf));
  };
  const { store, process } = disk;
  return [
    found('No tag that a scanner heard is ever written to the disk, whether somebody agreed to it or not.', 'tag'),
    found('Nobody who was only located is ever written to the disk, not even as a reference.', 'ref'),
    found('No zone is ever written to the disk: neither where somebody was nor that they were.', 'zone', 'zone-name'),
    found('No name, account or number of anybody is ever written to the disk.', 'name', 'account', 'identifier'),
    never(
      'The log names nobody, no tag and no zone.',
      disk.inLog.length,
      `${disk.logLines} lines at the most talkative level`,
      disk.inLog.map(whereOf),
    ),
    never(
      'However it is killed, the gateway finds its data undamaged.',
      disk.damaged.length,
      `${disk.kills} times kill -9`,
      disk.damaged,
    ),
    never(
      'SQLite keeps no statistics, because these would keep values of deleted rows.',
      store?.statistics.length ?? 1,
      'tables looked through',
    ),
    never(
      'What is deleted from the database is overwritten with zeros.',
      store?.dirtyFreePages ?? 1,
      `${store?.freePages ?? 0} free pages looked at`,
    ),
    never('No temporary file of SQLite and no deleted file is open.', process.hiddenFiles.length, 'open files looked at'),
    never('Nothing is written anywhere else.', process.filesElsewhere.length, 'open files looked at', process.filesElsewhere),
    holds(
      'A crash writes no memory to the disk.',
      ['0', '1'].includes(process.coreLimit),
      `the limit for core dumps is ${process.coreLimit} bytes`,
    ),
    swapClaim(disk),
  ];
}

/** A machine with readable swap is none to keep positions on; the gateway then keeps them off, unless told to accept it. */
function swapClaim({ positions }: DiskProof): Claim {
  const areas = readableSwap();
  const told = areas.length === 0 || positions.length > 0;
  const figures =
    areas.length === 0 ? 'no swap, or only encrypted swap, on this machine' : `unencrypted swap: ${areas.join(', ')}`;
  return holds('Memory is not swapped out to a disk in the clear, or the gateway says that it could be.', told, figures);
}

/**
 * The budget of privacy.md 1.5.6 is 0 and is not reached: what the kernel handed over last stays in the buffers of the
 * connections until these are used again. What we hold of it is overwritten, and freed memory is (edge-gateway/freed-memory.ts).
 */
const foreignTagsBudget = 0.03;
export const noForeignTags =
  'A minute after a tag that is nobody’s was heard, it has been overwritten; at most 3 in 100 still stand in network buffers.';

export function judgeMemory(memory: MemoryProof): readonly Claim[] {
  const { before, afterWithdrawal, afterExpiry, looks, staying, waited } = memory;
  const mib = `${Math.round(afterExpiry.bytes / 1024 / 1024)} MiB of memory read`;
  const seconds = looks === 1 ? '' : ` and looked at ${looks} times, a second apart`;
  const time = waited === 'really' ? '30 minutes waited for' : `its clock moved on by 30 minutes${seconds}`;
  return [
    never(
      '30 minutes after the last sighting no place of anybody is in memory.',
      afterExpiry.records,
      `${afterWithdrawal.records} places before, ${time}, ${mib}`,
    ),
    never(
      'Nor is a text in which a name and a place stand together.',
      afterExpiry.namedPlaces.length,
      `${before.namedPlaces.length} before, ${time}`,
      afterExpiry.namedPlaces,
    ),
    holds(
      'Whoever withdraws is out of memory at once.',
      afterWithdrawal.records <= staying && before.records > staying,
      `${before.records} places before, ${afterWithdrawal.records} after ${staying} of ${2 * staying} people withdrew`,
    ),
    holds(
      noForeignTags,
      memory.foreignTagsLeft <= foreignTagsBudget * memory.foreignTags,
      `${memory.foreignTags} such tags were heard, ${mib}: ${memory.foreignTagsLeft} found`,
    ),
  ];
}

/** Of people who checked in or decided something: rows that the booking system is owed, and what deleted ones left. */
export function heldOnPurpose({ hits, canaries, store }: DiskProof): readonly string[] {
  const theirs = hits.filter(({ canary }) => canary.kind === 'acting-ref');
  const people = new Set<Canary>(theirs.map(({ canary }) => canary)).size;
  const rows = Object.entries(store?.rows ?? {}).map(([table, count]) => `${table}: ${count}`);
  return [
    `References of people who checked in or decided something: ${theirs.length} places on the image, of ${people} of ${canaries['acting-ref']} people. They are owed to the booking system until it has taken them; deleted ones stay in freed blocks of the disk until these are used again. A reference is a random number: who it stands for is known to the booking system alone.`,
    `Rows in the database at the end: ${rows.join(', ') || 'none'}.`,
  ];
}

function whereOf({ canary, form, offset }: Hit): string {
  return `a ${canary.kind} as ${form} at byte ${offset}`;
}
