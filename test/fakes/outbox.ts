// An outbox in memory with the relay's slice of the store. The store's own outbox is tested in test/store.

import type { OutboxSlice } from '#gateway/booking/outbox-relay.ts';
import type { OutboxEntry, OutboxEvent } from '#shared/booking-api/outbox.ts';
import { done, refused } from '#shared/kit/outcome.ts';

export type FakeOutbox = OutboxSlice & {
  readonly append: (event: OutboxEvent) => void;
  readonly size: () => number;
  readonly quarantined: () => readonly { readonly entry: OutboxEntry; readonly code: string }[];
  /** A full disk: nothing can be written down until it is false again. */
  readonly full: (isFull: boolean) => void;
};

export function fakeOutbox(): FakeOutbox {
  const entries = new Map<number, OutboxEntry>();
  const quarantined: { entry: OutboxEntry; code: string }[] = [];
  let seq = 0;
  let isFull = false;
  const write = (task: () => void): ReturnType<OutboxSlice['delivered']> => {
    if (isFull) return refused('not-stored');
    return done(task());
  };
  return {
    append: (event) => {
      seq += 1;
      entries.set(seq, { ...event, seq, attempts: 0 });
    },
    heads: () => {
      const oldest = new Map<string, OutboxEntry>();
      for (const entry of entries.values()) {
        const lane = `${entry.person} ${entry.action === 'looked-at'}`;
        if (!oldest.has(lane)) oldest.set(lane, entry);
      }
      return [...oldest.values()];
    },
    delivered: (done) => write(() => void entries.delete(done)),
    failedOnce: (failed) =>
      write(() => {
        const entry = entries.get(failed);
        if (entry) entries.set(failed, { ...entry, attempts: entry.attempts + 1 });
      }),
    quarantine: (bad, code) =>
      write(() => {
        const entry = entries.get(bad);
        if (entry) quarantined.push({ entry, code });
        entries.delete(bad);
      }),
    size: () => entries.size,
    quarantined: () => quarantined,
    full: (now) => {
      isFull = now;
    },
  };
}
