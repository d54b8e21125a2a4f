// From what the gateway knows about a floor to what an audience may see of it. Everything a board holds is built here field
// by field, so nothing can pass by accident, and the `Masked` brand is given in one function at the end.
//
// Promise: a masked person leaves no trace. Put another masked person in the same place, or nobody's name at all, and
// the board is the same to the byte.

import { assertNever } from '#shared/kit/assert-never.ts';
import type { BlockReason } from '#shared/model/block.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { PrivacyMode } from '#shared/model/policy.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import type { Board, BoardPerson, BoardSpace, Masked, PersonSomewhere } from '#shared/wire/board.ts';
import { peopleStaleAfterMs } from '#shared/wire/board-socket.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import type { Audience } from './audience.ts';
import { sight } from './decision.ts';
import { type KnownPerson, labelOf } from './label.ts';
import { placeOf } from './place.ts';
import { maskPositions } from './positions-mask.ts';
import { maskSafety } from './safety-mask.ts';
import { sorted } from './sorted.ts';

/**
 * A space as the bookings have it. Times are epoch ms; `holder` is absent when the booking has been anonymised. `reason` is
 * of a blocked one.
 */
export type KnownSpace = {
  readonly id: SpaceId;
  readonly status: {
    readonly state: 'free' | 'booked' | 'checked-in' | 'blocked' | 'unknown';
    readonly holder?: SubjectRef | undefined;
    readonly guest: boolean;
    readonly reason?: BlockReason | undefined;
    readonly fromMs?: number | undefined;
    readonly untilMs?: number | undefined;
  };
};

/** Everything known about one floor at one moment. `asOfMs` is wall time, `nowBootMs` the boot clock fixes are dated in. */
export type KnownFloor = {
  readonly floor: FloorId;
  readonly asOfMs: number;
  readonly nowBootMs: number;
  readonly mode: PrivacyMode;
  readonly spaces: readonly KnownSpace[];
  readonly fixes: readonly Fix[];
  readonly person: (ref: SubjectRef) => KnownPerson | undefined;
  readonly scopesOf: (ref: SubjectRef) => ReadonlySet<ConsentScope>;
  /** The random key of this person's stay (person-keys.ts). Asked only for people who are shown. */
  readonly keyOf: (ref: SubjectRef) => string;
  readonly presence: Board['presence'];
  readonly floors: Board['floors'];
  readonly positions: PositionsState;
  /** Until when break-glass may look at this floor, epoch ms; null when nobody may. */
  readonly glassUntilMs: number | null;
  /** As of the presence tick; `named` only those whose own consent to it is in force now, by their whole name. */
  readonly safety: FloorSafety;
  readonly booking: Board['booking'];
};

/**
 * The board of `known` for this audience. Arrays are sorted by their keys, so their order says nothing. The own mark of
 * somebody signed in is not in it: their page draws it apart, whoever else may see it.
 */
export function maskBoard(known: KnownFloor, audience: Audience): Masked<Board> {
  const { presence, booking } = known;
  const { people, somewhere } = known.positions.on ? maskPeople(known, audience) : { people: [], somewhere: [] };
  const board: Board = {
    floor: known.floor,
    asOfMs: Math.round(known.asOfMs),
    spaces: sorted(
      known.spaces.map((space) => maskSpace(space, known, audience)),
      (space) => space.id,
    ),
    people: sorted(people, (person) => person.key),
    somewhere: sorted(somewhere, (person) => person.key),
    presence: {
      tickMs: presence.tickMs,
      floorAbout: presence.floorAbout,
      zones: sorted(
        presence.zones.map(({ zone, about }) => ({ zone, about })),
        (cell) => cell.zone,
      ),
    },
    floors: sorted(
      known.floors.map(({ floor, desksFree, roomsFree }) => ({ floor, desksFree, roomsFree })),
      (count) => count.floor,
    ),
    positions: maskPositions(known.positions),
    glassUntilMs: known.glassUntilMs === null ? null : Math.round(known.glassUntilMs),
    safety: maskSafety(known.safety, audience),
    booking: { up: booking.up, sinceMs: booking.sinceMs },
  };
  return board as Masked<Board>;
}

/**
 * When a state began is told for bookings ahead and for people with a name only: a walk-up begins at the moment of its
 * tap, and a free space at the moment somebody left, which would say more than a board should.
 */
function maskSpace({ id, status }: KnownSpace, known: KnownFloor, audience: Audience): BoardSpace {
  const from = status.fromMs === undefined ? {} : { fromMs: Math.round(status.fromMs) };
  const until = status.untilMs === undefined ? {} : { untilMs: Math.round(status.untilMs) };
  switch (status.state) {
    case 'free':
      return { id, state: 'free', ...until };
    case 'unknown':
      return { id, state: 'unknown' };
    case 'blocked':
      return { id, state: 'blocked', ...until, ...(status.reason === undefined ? {} : { blocked: status.reason }) };
    case 'booked': {
      const label = holderLabel(status, known, audience);
      return { id, state: 'booked', ...(label === undefined ? {} : { label }), ...from, ...until };
    }
    case 'checked-in': {
      const label = holderLabel(status, known, audience);
      if (label === undefined) return { id, state: 'occupied', ...until };
      return { id, state: 'checked-in', label, ...from, ...until };
    }
    default:
      return assertNever(status.state);
  }
}

function holderLabel(status: KnownSpace['status'], known: KnownFloor, audience: Audience): string | undefined {
  const { holder: ref, guest } = status;
  const person = ref === undefined ? undefined : known.person(ref);
  return labelOf(sight('booking-name', audience, { mode: known.mode, ref, person, guest }), person);
}

type Located = { readonly people: readonly BoardPerson[]; readonly somewhere: readonly PersonSomewhere[] };

/** Located people of this floor who may be seen and are fresh enough: with their place, or without where it is not certain. */
function maskPeople(known: KnownFloor, audience: Audience): Located {
  const people: BoardPerson[] = [];
  const somewhere: PersonSomewhere[] = [];
  for (const fix of known.fixes) {
    const heardMs = Math.max(0, known.nowBootMs - fix.atBootMs);
    if (fix.floor !== known.floor || heardMs > peopleStaleAfterMs) continue;
    const label = markLabel(fix.subject, known, audience);
    if (label === undefined) continue;
    const key = known.keyOf(fix.subject);
    const ageMs = Math.floor(heardMs / 1000) * 1000;
    const place = placeOf(fix);
    if (place) people.push({ key, label, ...place, ageMs });
    else somewhere.push({ key, label, ageMs });
  }
  return { people, somewhere };
}

/** Without a label there is no mark at all, because a nameless mark would be the mark of somebody who is masked. */
function markLabel(ref: SubjectRef, known: KnownFloor, audience: Audience): string | undefined {
  if (audience.kind === 'signed-in' && ref === audience.viewer.ref) return undefined;
  const person = known.person(ref);
  return labelOf(sight('position', audience, { mode: known.mode, ref, person, scopes: known.scopesOf(ref) }), person);
}
