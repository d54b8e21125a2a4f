// What is chosen and typed to book for someone, what stands there until something is, and whether it can be asked for. Pure.

import { hours, minutes } from '#shared/kit/duration.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import type { PersonHit } from '#shared/wire/manage.ts';
import { atSiteTime, dayAfter, siteDayOf, siteTimeOf, typedTime } from './act-site-time.ts';
import { noSpace, type SpaceChoice } from './act-space-choice.ts';

export type BookDraft = {
  readonly person: PersonHit | null;
  readonly where: SpaceChoice;
  /** Days from today. */
  readonly inDays: number;
  /** As typed; null until somebody types. */
  readonly from: string | null;
  readonly to: string | null;
};

export const emptyBookDraft: BookDraft = { person: null, where: noSpace, inDays: 0, from: null, to: null };

/** The booking system takes no more than two weeks ahead. */
export const daysAhead = 14;
/** People book on quarters of an hour: the one that runs may have begun. */
const quarterMs = minutes(15);
const day = { begins: '09:00', ends: '17:00' } as const;

type At = { readonly nowMs: number; readonly timeZone: string };

/** What the two fields of time show: what was typed, or the running quarter of an hour today, and the hours of an office. */
export function timesShown(draft: BookDraft, at: At): { readonly from: string; readonly to: string } {
  const quarter = siteTimeOf(Math.floor(at.nowMs / quarterMs) * quarterMs, at.timeZone);
  const begins = draft.inDays === 0 ? quarter : day.begins;
  const inAnHour = siteTimeOf(Math.floor(at.nowMs / quarterMs) * quarterMs + hours(1), at.timeZone);
  const ends = begins < day.ends ? day.ends : inAnHour;
  return { from: draft.from ?? begins, to: draft.to ?? ends };
}

type Missing = 'person' | 'space' | 'from' | 'to' | 'order' | 'over';

export type Booked = {
  /** Their handle. */
  readonly person: string;
  readonly name: string;
  readonly space: SpaceId;
  readonly fromMs: number;
  readonly toMs: number;
};

/** The first thing that is missing or wrong, in the order of the form. */
export function readBookDraft(
  draft: BookDraft,
  at: At,
): { readonly ok: true; readonly booked: Booked } | { readonly ok: false; readonly missing: Missing } {
  const { person, where, inDays } = draft;
  if (!person) return { ok: false, missing: 'person' };
  if (where.space === null) return { ok: false, missing: 'space' };
  const shown = timesShown(draft, at);
  const from = typedTime(shown.from);
  if (from === null) return { ok: false, missing: 'from' };
  const to = typedTime(shown.to);
  if (to === null) return { ok: false, missing: 'to' };
  const onDay = dayAfter(siteDayOf(at.nowMs, at.timeZone), inDays);
  const fromMs = atSiteTime(onDay, from, at.timeZone);
  const toMs = atSiteTime(onDay, to, at.timeZone);
  if (toMs <= fromMs) return { ok: false, missing: 'order' };
  if (fromMs < at.nowMs - quarterMs || toMs <= at.nowMs) return { ok: false, missing: 'over' };
  return { ok: true, booked: { person: person.handle, name: person.name, space: where.space, fromMs, toMs } };
}
