// Anchors by number. What is held of people names an anchor by its number, because a number fits into memory that can be
// zeroed; nothing in here is about a person.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Hearer } from './look.ts';

export type Hearers = {
  /** The same number for an anchor as long as the process lives; counted from 0. */
  readonly numberOf: (by: Hearer) => number;
  /** The anchor of a number, as it was told last: a new survey may expect another strength of it. */
  readonly at: (number: number) => Hearer | undefined;
  readonly count: () => number;
};

export function createHearers(): Hearers {
  const numbers = new Map<AnchorId, number>();
  const hearers: Hearer[] = [];
  return {
    numberOf: (by) => {
      const number = numbers.get(by.anchor) ?? hearers.length;
      if (number === hearers.length) numbers.set(by.anchor, number);
      hearers[number] = by;
      return number;
    },
    at: (number) => hearers[number],
    count: () => hearers.length,
  };
}
