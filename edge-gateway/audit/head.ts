// The newest link of the chain as it is noted outside this gateway: on paper, in a mail, in another system's log. It is what
// finds an audit whose end was cut off, or that was made anew from its beginning.

import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Link } from './chain.ts';

/** 64 bits: with half of them, a false audit that ends in the noted digits could be found by trying, in minutes. */
const fewestDigits = 16;

/** `SEQ:HASH`, the hash by its first 16 digits. */
export function headText({ seq, hash }: Link): string {
  return `${seq}:${hash.slice(0, fewestDigits)}`;
}

/** Reads a noted head; `hash` is then as many digits as were noted. */
export function parseHead(text: string): Outcome<Link, 'not-a-head'> {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{16,64})$/i.exec(text.trim()) ?? [];
  if (seq === undefined || hash === undefined) {
    return refused('not-a-head', '--head is the number of an entry, a colon, and 16 to 64 digits of its hash.');
  }
  return done({ seq: Number(seq), hash: hash.toLowerCase() });
}
