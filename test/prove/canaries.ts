// Canaries: random values that stand nowhere on a machine until the proof puts them into the gateway. Where one of them is
// found afterwards, what it stood for was found. Each is long enough not to occur by chance in 96 MiB (48 bits or more).

import { randomBytes, randomInt } from 'node:crypto';

/**
 * What a canary stands for. References are of two kinds of people: those who were only located and never decided anything
 * (`ref`, to be found nowhere), and those who checked in or decided something (`acting-ref`, owed to the booking system).
 */
export type CanaryKind = 'tag' | 'ref' | 'acting-ref' | 'zone' | 'zone-name' | 'name' | 'account' | 'identifier';

export type Canary = {
  readonly kind: CanaryKind;
  /** As the gateway's messages and files would write it. */
  readonly text: string;
  /** The same as bytes: of a tag as a radio sends them, of a number as a database keeps it. */
  readonly bytes?: Buffer;
};

export type CanaryBook = {
  readonly all: () => readonly Canary[];
  /** A badge (iBeacon) that nobody has ever seen. The canary is its UUID, `id` the whole tag. */
  readonly badge: () => { readonly id: string };
  /** A device address that nobody has ever seen. */
  readonly address: () => { readonly id: string };
  readonly ref: (acting: boolean) => string;
  readonly account: () => string;
  /** A slug out of 48 random bits, so that it can also be looked for as a number. */
  readonly zone: () => { readonly id: string; readonly name: string };
  readonly name: () => string;
  readonly identifier: () => string;
};

export function createCanaries(): CanaryBook {
  const all: Canary[] = [];
  const add = (kind: CanaryKind, text: string, bytes?: Buffer): string => {
    all.push({ kind, text, ...(bytes === undefined ? {} : { bytes }) });
    return text;
  };
  const bytesOf = (kind: CanaryKind, length: number): string => {
    const bytes = randomBytes(length);
    return add(kind, bytes.toString('hex'), bytes);
  };
  return {
    all: () => all,
    badge: () => ({ id: `ib:${bytesOf('tag', 16)}:${randomInt(65_536)}:${randomInt(65_536)}` }),
    address: () => ({ id: `mac:${bytesOf('tag', 6)}` }),
    ref: (acting) => bytesOf(acting ? 'acting-ref' : 'ref', 12),
    account: () => add('account', randomBytes(12).toString('base64url').replace(/[-_]/g, 'Q')),
    zone: () => ({ id: bytesOf('zone', 6), name: add('zone-name', word()) }),
    name: () => `${add('name', word())} ${add('name', word())}`,
    identifier: () => add('identifier', String(randomInt(1_000_000_000, 9_999_999_999))),
  };
}

/** A name as no one is called: nine letters after a capital one. */
function word(): string {
  const letters = Array.from({ length: 10 }, () => String.fromCharCode(97 + randomInt(26))).join('');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}
