// What is chosen to block a space, and how long "this evening" is. Pure.

import type { BlockReason } from '#shared/model/block.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import { atSiteTime, dayAfter, siteDayOf } from './act-site-time.ts';
import { noSpace, type SpaceChoice } from './act-space-choice.ts';

export type BlockLong = 'today' | 'tomorrow' | 'open';

export type BlockDraft = {
  readonly where: SpaceChoice;
  readonly reason: BlockReason | null;
  readonly long: BlockLong | null;
};

export const emptyBlockDraft: BlockDraft = { where: noSpace, reason: null, long: null };

const evening = '20:00';

type At = { readonly nowMs: number; readonly timeZone: string };

/** How long a space can be blocked, with the moment of each; this evening only while it lies ahead. */
export function blockLongs({ nowMs, timeZone }: At): readonly { readonly long: BlockLong; readonly untilMs: number | null }[] {
  const today = siteDayOf(nowMs, timeZone);
  const eveningOf = (day: string): number => atSiteTime(day, evening, timeZone);
  const tonight = { long: 'today' as const, untilMs: eveningOf(today) };
  return [
    ...(tonight.untilMs > nowMs ? [tonight] : []),
    { long: 'tomorrow', untilMs: eveningOf(dayAfter(today, 1)) },
    { long: 'open', untilMs: null },
  ];
}

export type Blocked = { readonly space: SpaceId; readonly reason: BlockReason; readonly untilMs: number | null };

/** Null while something is missing. */
export function readBlockDraft({ where, reason, long }: BlockDraft, at: At): Blocked | null {
  const chosen = blockLongs(at).find((one) => one.long === long);
  return where.space === null || reason === null || !chosen ? null : { space: where.space, reason, untilMs: chosen.untilMs };
}
