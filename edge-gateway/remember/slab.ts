// One slab of memory of our own (not from Node's shared pool), cut into records, and the list of whose record stands
// where. Freed records are zeroed at once. It never grows.

import type { Fix } from '#shared/model/fix.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { type PlaceNumbers, readRecord, readStamp, recordBytes, writeRecord } from './record.ts';

export type Slab = {
  readonly subjects: () => readonly SubjectRef[];
  /** The boot stamp of a subject's record; null without one. */
  readonly stampOf: (subject: SubjectRef) => number | null;
  readonly read: (subject: SubjectRef) => Fix | null;
  /** Overwrites the subject's record or takes a free one; false if there is none. Throws on a place of another building. */
  readonly write: (fix: Fix) => boolean;
  readonly erase: (subject: SubjectRef) => void;
  readonly wipe: () => void;
};

/** `allocate` gives the memory, zeroed here before its first use. */
export function createSlab(capacity: number, places: PlaceNumbers, allocate: (bytes: number) => Buffer): Slab {
  const memory = allocate(capacity * recordBytes).fill(0);
  const slots = new Map<SubjectRef, number>();
  const free = Array.from({ length: capacity }, (_, i) => capacity - 1 - i);
  return {
    subjects: () => [...slots.keys()],
    stampOf: (subject) => {
      const slot = slots.get(subject);
      return slot === undefined ? null : readStamp(memory, slot);
    },
    read: (subject) => {
      const slot = slots.get(subject);
      return slot === undefined ? null : readRecord(memory, slot, subject, places);
    },
    write: (fix) => {
      const held = slots.get(fix.subject);
      const slot = held ?? free.at(-1);
      if (slot === undefined) return false;
      writeRecord(memory, slot, fix, places);
      if (held === undefined) slots.set(fix.subject, free.pop() ?? slot);
      return true;
    },
    erase: (subject) => {
      const slot = slots.get(subject);
      if (slot === undefined) return;
      memory.fill(0, slot * recordBytes, (slot + 1) * recordBytes);
      slots.delete(subject);
      free.push(slot);
    },
    wipe: () => {
      memory.fill(0);
      free.push(...slots.values());
      slots.clear();
    },
  };
}
