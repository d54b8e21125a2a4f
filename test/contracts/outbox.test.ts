// What the relay relies on in an outbox: the fake of its tests and the store's own table on a real SQLite file.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OutboxSlice } from '#gateway/booking/outbox-relay.ts';
import { openStore } from '#gateway/store/open-store.ts';
import type { OutboxEvent } from '#shared/booking-api/outbox.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { aBooking, anna, bert, deskB, officeNowMs, tap } from '#test/fakes/office.ts';
import { fakeOutbox } from '#test/fakes/outbox.ts';

type Bench = { readonly outbox: OutboxSlice; readonly append: (event: OutboxEvent) => void };

function storeOutbox(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-'));
  const opened = openStore({ path: join(folder, 'store.sqlite'), clock: fakeClock(), notice: () => {} });
  if (!opened.ok) throw new Error(opened.why);
  onTestFinished(async () => {
    await opened.value.stop();
    rmSync(folder, { recursive: true });
  });
  return { outbox: opened.value.outbox, append: (event) => expect(opened.value.outbox.append(event).ok).toBe(true) };
}

function inMemory(): Bench {
  const outbox = fakeOutbox();
  return { outbox, append: outbox.append };
}

const event = (nth: number, person = anna) => ({
  action: 'check-in' as const,
  event: tap(nth),
  booking: aBooking('b1').id,
  person: person.ref,
  atMs: officeNowMs,
});

describe.each([
  ['The fake outbox', inMemory],
  ["The store's outbox", storeOutbox],
] as const)('%s', (_, make) => {
  const heads = ({ outbox }: Bench): unknown[] => outbox.heads().map((entry) => [entry.event, entry.attempts]);

  test('gives the oldest entry of each person, oldest first, with everything the event said', () => {
    const bench = make();
    const walkUp: OutboxEvent = { ...event(2, bert), action: 'walk-up', space: deskB, toMs: officeNowMs + 1 };
    bench.append(event(1));
    bench.append(walkUp);
    bench.append(event(3));
    expect(bench.outbox.heads()).toMatchObject([event(1), walkUp]);
  });

  test('goes on with the next entry of a person when one is delivered or set aside', () => {
    const bench = make();
    for (const nth of [1, 2, 3]) bench.append(event(nth));
    const next = (): number => bench.outbox.heads()[0]?.seq ?? -1;
    expect(bench.outbox.delivered(next()).ok).toBe(true);
    expect(heads(bench)).toEqual([[tap(2), 0]]);
    expect(bench.outbox.quarantine(next(), 'conflict').ok).toBe(true);
    expect(heads(bench)).toEqual([[tap(3), 0]]);
    bench.outbox.delivered(next());
    expect(heads(bench)).toEqual([]);
  });

  test('counts failures and keeps the entry where it is; an unknown entry changes nothing', () => {
    const bench = make();
    bench.append(event(1));
    const seq = bench.outbox.heads()[0]?.seq ?? -1;
    bench.outbox.failedOnce(seq);
    bench.outbox.failedOnce(seq);
    bench.outbox.delivered(seq + 100);
    bench.outbox.quarantine(seq + 100, 'invalid');
    expect(heads(bench)).toEqual([[tap(1), 2]]);
  });

  test('lets what a person has to be told stand apart from their other entries, oldest first', () => {
    const bench = make();
    const told = (nth: number): OutboxEvent => {
      return { event: tap(nth), person: anna.ref, atMs: officeNowMs, action: 'looked-at', reason: 'threat' };
    };
    for (const next of [told(1), event(2), told(3), event(4)]) bench.append(next);
    expect(bench.outbox.heads()).toMatchObject([told(1), event(2)]);
    bench.outbox.delivered(bench.outbox.heads()[0]?.seq ?? -1);
    expect(bench.outbox.heads()).toMatchObject([event(2), told(3)]);
  });
});
