// Published counts of known presence, as everybody was told them at their tick: already rounded and suppressed, without
// persons. The only rows in this file that name a zone.

import { z } from 'zod';
import { ZoneId } from '#shared/model/ids.ts';
import { type Buckets, dayOf, sound } from './buckets.ts';
import type { Connection } from './database.ts';
import type { Stored, WriteGuard } from './write-guard.ts';

/** What was published at one tick; `about` null: fewer than k. */
type PublishedTick = {
  readonly tickMs: number;
  readonly zones: readonly { readonly zone: ZoneId; readonly about: number | null }[];
};
/** What is kept of it: the zones with a number. A tick without any says that all zones had fewer than k. */
type KeptTick = { readonly tickMs: number; readonly zones: readonly { readonly zone: ZoneId; readonly about: number }[] };

export type CountRows = {
  /** The first word about a tick stands: a second, different one would tell more than either. */
  readonly add: (tick: PublishedTick) => Stored<void>;
  /** Ticks from `fromMs` up to, not including, `toMs`, oldest first. */
  readonly between: (fromMs: number, toMs: number) => readonly KeptTick[];
};

/** Stands for the tick itself when no zone has a number. */
const noZone = '*';
const Row = z.object({ tickMs: z.int(), zone: z.union([z.literal(noZone), ZoneId]), about: z.int().nullable() });

export function countRows(db: Connection, guard: WriteGuard, buckets: Buckets): CountRows {
  return {
    add: ({ tickMs, zones }) =>
      guard.write(() => {
        const table = buckets.ensure('count', dayOf(tickMs));
        if (db.prepare(`SELECT 1 FROM ${table} WHERE tick_ms = ?`).get(tickMs) !== undefined) return;
        const insert = db.prepare(`INSERT INTO ${table} (tick_ms, zone, about) VALUES (?, ?, ?)`);
        const told = zones.filter(({ about }) => about !== null);
        for (const { zone, about } of told) insert.run(tickMs, zone, about);
        if (told.length === 0) insert.run(tickMs, noZone, null);
      }),
    between: (fromMs, toMs) => {
      const rows = sound(
        Row,
        buckets.read(
          'count',
          'tick_ms AS tickMs, zone, about',
          'WHERE tick_ms >= ? AND tick_ms < ? ORDER BY tick_ms',
          fromMs,
          toMs,
        ),
      );
      return [...Map.groupBy(rows, (row) => row.tickMs)].map(([tickMs, ofTick]) => ({ tickMs, zones: ofTick.flatMap(told) }));
    },
  };
}

function told({ zone, about }: z.infer<typeof Row>): { zone: ZoneId; about: number }[] {
  return zone === noZone || about === null ? [] : [{ zone, about }];
}
