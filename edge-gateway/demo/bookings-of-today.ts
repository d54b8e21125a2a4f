// What the demo company has booked around now: desks for a little more than half of the people, meetings in the rooms,
// some of them with guests. Times lie on quarters of an hour, as people book.

import { hours, minutes } from '#shared/kit/duration.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import type { Booking, BookingState } from '#shared/model/booking.ts';
import { BookingId, type SpaceId, type SubjectRef } from '#shared/model/ids.ts';
import type { Site, SpaceKind } from '#shared/model/site.ts';
import { hex, pick, shuffled } from './pick.ts';

type Booker = { readonly person: { readonly ref: SubjectRef }; readonly tryThis?: 'booked' | 'no-booking' | 'checked-in' };
type Draft = Omit<Booking, 'id' | 'guest'> & { readonly guest?: boolean };

/**
 * Bookings around `nowMs` (epoch, milliseconds) and who sits at which desk now or soon. Desks are drawn from `seed`
 * alone, so that a person keeps the same desk; booking ids also from the quarter of an hour, so that they never repeat.
 */
export function demoBookings(
  site: Site,
  people: readonly Booker[],
  nowMs: number,
  seed: number,
): { readonly bookings: readonly Booking[]; readonly desks: ReadonlyMap<SubjectRef, SpaceId> } {
  const quarterMs = nowMs - (nowMs % minutes(15));
  const random = seededRandom(seed ^ 0x5eed);
  const idRandom = seededRandom(seed ^ (quarterMs / minutes(15)));
  const desks = dealDesks(site, people, random);
  const drafts = [
    ...[...desks].flatMap(([ref, desk], nth) => deskDay(ref, desk, nth, people, quarterMs, random)),
    ...spacesOf(site, 'room').flatMap((room) => roomDay(room, people, quarterMs, random)),
  ];
  const bookings = drafts.map((draft): Booking => ({ guest: false, ...draft, id: BookingId.parse(`b-${hex(12, idRandom)}`) }));
  return { bookings, desks };
}

function spacesOf(site: Site, kind: SpaceKind): SpaceId[] {
  return site.floors.flatMap((floor) => floor.spaces.filter((space) => space.kind === kind).map((space) => space.id));
}

/** The two people to try that need a desk get one first, on the first floor; then 55 of 100 of the others. */
function dealDesks(site: Site, people: readonly Booker[], random: Random): Map<SubjectRef, SpaceId> {
  const [ground, ...upper] = site.floors.map((floor) =>
    shuffled(
      floor.spaces.filter((space) => space.kind === 'desk').map((space) => space.id),
      random,
    ),
  );
  const forTrying = people.filter((one) => one.tryThis === 'booked' || one.tryThis === 'checked-in');
  const first = (ground ?? []).slice(0, forTrying.length);
  const rest = shuffled([...(ground ?? []).slice(first.length), ...upper.flat()], random);
  const others = people.filter((one) => one.tryThis === undefined && random() < 0.55);
  const dealt = [...forTrying, ...others].slice(0, first.length + rest.length);
  const spaces = [...first, ...rest];
  return new Map(
    dealt.flatMap((one, i) => {
      const space = spaces[i];
      return space === undefined ? [] : [[one.person.ref, space] as const];
    }),
  );
}

/** A day at a desk; behind every sixth one somebody else comes later. */
function deskDay(
  holder: SubjectRef,
  space: SpaceId,
  nth: number,
  people: readonly Booker[],
  quarterMs: number,
  random: Random,
): Draft[] {
  const tryThis = people.find((one) => one.person.ref === holder)?.tryThis;
  if (tryThis === 'booked') return [draft(space, holder, quarterMs, quarterMs + hours(4), 'booked')];
  if (tryThis === 'checked-in') return [draft(space, holder, quarterMs - hours(1), quarterMs + hours(4), 'checked-in')];
  const fromMs = quarterMs + minutes(15) * (Math.floor(random() * 12) - 8);
  const toMs = quarterMs + hours(4) + minutes(15) * Math.floor(random() * 8);
  const state: BookingState = fromMs < quarterMs - minutes(30) ? 'checked-in' : 'booked';
  const own = draft(space, holder, fromMs, toMs, state);
  if (nth % 6 !== 5) return [own];
  const later = pick(
    people.filter((one) => one.tryThis === undefined && one.person.ref !== holder),
    random,
  );
  return [own, draft(space, later.person.ref, toMs, toMs + hours(2), 'booked')];
}

/** Meetings one after the other with gaps, from an hour ago to six hours ahead. */
function roomDay(space: SpaceId, people: readonly Booker[], quarterMs: number, random: Random): Draft[] {
  const hosts = people.filter((one) => one.tryThis === undefined);
  const meetings: Draft[] = [];
  let fromMs = quarterMs - minutes(15) * Math.floor(random() * 5);
  while (fromMs < quarterMs + hours(6)) {
    const toMs = fromMs + minutes(15) * (2 + Math.floor(random() * 5));
    if (random() < 0.6 && toMs > quarterMs) {
      const state: BookingState = fromMs < quarterMs ? 'checked-in' : 'booked';
      meetings.push({ ...draft(space, pick(hosts, random).person.ref, fromMs, toMs, state), guest: random() < 0.15 });
    }
    fromMs = toMs + minutes(15) * Math.floor(random() * 5);
  }
  return meetings;
}

function draft(space: SpaceId, holder: SubjectRef, fromMs: number, toMs: number, state: BookingState): Draft {
  return { space, holder, fromMs, toMs, state };
}
