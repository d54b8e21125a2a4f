// From what is known of a colleague to what somebody who looks for them may be told.
//
// Promise: absent, hidden, opted out, expired, and in no common group are the same answer, null, for whoever asks.

import type { ConsentScope } from '#shared/model/consent.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { DeclaredStatus } from '#shared/model/person.ts';
import type { PrivacyMode } from '#shared/model/policy.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { FindHit, FindReply } from '#shared/wire/find.ts';
import { sight } from './decision.ts';
import { type KnownPerson, labelOf } from './label.ts';

/** One colleague at one moment. Names of places come from the site; what is not known is left out. */
export type KnownColleague = {
  readonly ref: SubjectRef;
  readonly person: KnownPerson & { readonly status?: DeclaredStatus | undefined };
  /** Of their consent in force. */
  readonly scopes: ReadonlySet<ConsentScope>;
  /** The booking they hold now (rule 28). */
  readonly booking?: (NonNullable<FindHit['booking']> & { readonly guest: boolean }) | undefined;
  /** Their last fix, as long as the vault gives it (rule 30). */
  readonly fix?: KnownFix | undefined;
};

type KnownFix = Pick<Fix, 'floor' | 'precision' | 'atBootMs'> & {
  readonly floorName: string;
  readonly zoneName?: string | undefined;
};

type Look = { readonly mode: PrivacyMode; readonly viewer: Viewer; readonly nowBootMs: number };

const minuteMs = 60_000;

/** What may be said of this colleague; null when nothing may be said or nothing is known. */
export function maskHit({ mode, viewer, nowBootMs }: Look, colleague: KnownColleague): Masked<FindHit> | null {
  const { ref, person, scopes, booking, fix } = colleague;
  const audience = { kind: 'signed-in', viewer } as const;
  const known = { mode, ref, person, scopes };
  const name = labelOf(sight('search-hit', audience, known), person);
  if (name === undefined) return null;
  const hit: FindHit = { name };
  if (booking && sight('booking-name', audience, { ...known, guest: booking.guest }) === 'full') hit.booking = placeOf(booking);
  if (person.status !== undefined) hit.status = person.status;
  if (fix && sight('position', audience, known) === 'full') hit.location = lastPlace(fix, nowBootMs);
  return Object.keys(hit).length > 1 ? (hit as Masked<FindHit>) : null;
}

/** The answer to a search, made of what the mask let through. */
export function maskFound(hits: readonly Masked<FindHit>[], more: boolean): Masked<FindReply> {
  return { hits: [...hits], more } as FindReply as Masked<FindReply>;
}

function placeOf(booking: NonNullable<KnownColleague['booking']>): NonNullable<FindHit['booking']> {
  const { space, spaceName, floor, floorName, untilMs } = booking;
  return { space, spaceName, floor, floorName, untilMs: Math.round(untilMs) };
}

/** In whole minutes: seconds would tell how somebody moves. */
function lastPlace(fix: KnownFix, nowBootMs: number): NonNullable<FindHit['location']> {
  const { floor, floorName, zoneName } = fix;
  const zone = fix.precision === 'place' && zoneName !== undefined ? { zoneName } : {};
  return { floor, floorName, ...zone, ageMin: Math.max(0, Math.floor((nowBootMs - fix.atBootMs) / minuteMs)) };
}
