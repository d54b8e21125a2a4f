// What a signed-in person sees: the frame about themselves, the board of a floor as they may see it, and colleagues they
// look for. Brings the rooms together and puts everything through the mask.

import type { Clock } from '#shared/kit/clock.ts';
import type { AnchorId, FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { FindReply } from '#shared/wire/find.ts';
import type { Holding, LookedAt, Me, NearSpace, Notice, OwnBooking, OwnTag } from '#shared/wire/me.ts';
import type { Boards } from './board-way.ts';
import type { BookingWay } from './booking-way.ts';
import { endOfDayMs } from './check-in/local-day.ts';
import type { Config } from './config.ts';
import type { Consent } from './consent/consent.ts';
import type { Audience } from './mask/audience.ts';
import { type KnownColleague, maskFound, maskHit } from './mask/find-mask.ts';
import { maskOwn } from './mask/own-mask.ts';
import { seenBy } from './mask/seen-by.ts';
import { viewerOf } from './mask/viewer.ts';
import { findColleagues } from './people/find.ts';
import { nearest } from './people/near.ts';
import type { PositionVault } from './remember/vault.ts';

export type LookDeps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly bookings: BookingWay;
  readonly boards: Boards;
  readonly vault: PositionVault;
  readonly consent: Consent;
  /** Anchors that heard this person last, strongest first. */
  readonly heardBy: (ref: SubjectRef) => readonly { readonly anchor: AnchorId; readonly rssiDbm: number }[];
  readonly ownBookings: (ref: SubjectRef) => readonly OwnBooking[];
  readonly tagsOf: (person: Person) => readonly OwnTag[];
  readonly holdingOf: (ref: SubjectRef) => Holding | null;
  readonly enrolsAt: readonly string[];
  readonly noticesOf: (ref: SubjectRef) => readonly Notice[];
  readonly positions: () => PositionsState;
  readonly lookedAtOf: (ref: SubjectRef) => readonly LookedAt[];
};

export type Looks = {
  /** Null: nobody the booking system knows. */
  readonly me: (session: { readonly ref: SubjectRef; readonly endsAtMs: number }) => Masked<Me> | null;
  readonly boardFor: (ref: SubjectRef, floor: FloorId) => Masked<Board> | null;
  /** The answer, and who is in it. */
  readonly find: (ref: SubjectRef, text: string) => { readonly reply: Masked<FindReply>; readonly found: readonly SubjectRef[] };
};

export function createLooks(deps: LookDeps): Looks {
  const { config, clock, bookings, vault, consent } = deps;
  const { people, mirror } = bookings;
  const names = namesOf(config);
  const audienceOf = (ref: SubjectRef): Audience | null => {
    const person = people.person(ref);
    return person === undefined ? null : { kind: 'signed-in', viewer: viewerOf(person) };
  };
  return {
    me: ({ ref, endsAtMs }) => {
      const person = people.person(ref);
      if (person === undefined) return null;
      const fix = vault.get(ref);
      const policy = mirror.policy();
      return maskOwn({
        ...{ person, policy, fix, asOfMs: clock.wallMs(), nowBootMs: clock.bootMs() },
        consent: consent.stateOf(ref),
        tags: deps.tagsOf(person),
        holding: deps.holdingOf(ref),
        enrolsAt: deps.enrolsAt,
        zoneName: names.zone(fix?.zone ?? null),
        goneAtBootMs: ({ atBootMs }) => atBootMs + vault.state().maxAgeMs,
        heardBy: () => deps.heardBy(ref).flatMap(({ anchor, rssiDbm }) => names.anchor(anchor).map((at) => ({ ...at, rssiDbm }))),
        seenBy: seenBy({
          mode: policy.mode,
          person,
          scopes: consent.scopesOf(ref),
          wallNames: config.displays.map(({ wallNames }) => wallNames),
          groupName: (group) => policy.groups?.find(({ id }) => id === group)?.name,
        }),
        bookings: deps.ownBookings(ref),
        near: fix === null || fix.precision === 'floor' ? [] : nearFree(deps, fix),
        notices: deps.noticesOf(ref),
        positions: deps.positions(),
        lookedAt: deps.lookedAtOf(ref),
        sessionEndsAtMs: endsAtMs,
        bookingUp: mirror.link().up,
      });
    },
    boardFor: (ref, floor) => {
      const audience = audienceOf(ref);
      return audience && deps.boards.boardOf(floor, audience);
    },
    find: (ref, text) => {
      const audience = audienceOf(ref);
      const look = { mode: mirror.policy().mode, nowBootMs: clock.bootMs() };
      const colleague = colleagueAt(deps, names);
      const { hits, more, found } = findColleagues(text, {
        people: people.people().filter((person) => person.ref !== ref),
        hitOf: (person) =>
          audience?.kind === 'signed-in' ? maskHit({ ...look, viewer: audience.viewer }, colleague(person)) : null,
      });
      return { reply: maskFound(hits, more), found: found.map((person) => person.ref) };
    },
  };
}

type Names = ReturnType<typeof namesOf>;

function namesOf({ site }: Config) {
  const floors = new Map(site.floors.map(({ id, name }) => [id, name]));
  const zones = new Map(site.floors.flatMap((floor) => floor.zones.map(({ id, name }) => [id, name] as const)));
  const anchors = new Map(
    site.floors.flatMap((floor) => floor.anchors.map(({ id, at }) => [id, { floor: floor.id, ...at }] as const)),
  );
  return {
    floor: (id: FloorId): string => floors.get(id) ?? id,
    zone: (id: ZoneId | null): string | undefined => (id === null ? undefined : zones.get(id)),
    anchor: (id: AnchorId) => [anchors.get(id)].filter((at) => at !== undefined),
  };
}

/** What is known of anybody at this moment; the bookings are read once for all of them. */
function colleagueAt({ clock, bookings, vault, consent, config }: LookDeps, names: Names): (person: Person) => KnownColleague {
  const nowMs = clock.wallMs();
  const statusOf = bookings.view.statusAt(nowMs);
  const held = new Map<SubjectRef, KnownColleague['booking']>();
  for (const floor of config.site.floors) {
    for (const space of floor.spaces) {
      const { state, holder, guest, fromMs, untilMs } = statusOf(space.id);
      const isNow = state === 'checked-in' || (state === 'booked' && (fromMs ?? nowMs) <= nowMs);
      // What somebody booked for a guest says where the guest is.
      if (!isNow || guest || holder === undefined || untilMs === undefined) continue;
      const place = { space: space.id, spaceName: space.name, floor: floor.id, floorName: floor.name };
      // Where they have checked in, if they hold several.
      if (state === 'checked-in' || !held.has(holder)) held.set(holder, { ...place, untilMs, guest });
    }
  }
  return (person) => {
    const fix = vault.get(person.ref);
    const where = fix && { ...fix, floorName: names.floor(fix.floor), zoneName: names.zone(fix.zone) };
    return {
      ...{ ref: person.ref, person, scopes: consent.scopesOf(person.ref), booking: held.get(person.ref) },
      ...(where === null ? {} : { fix: where }),
    };
  };
}

/** Desks and rooms that are free now on the floor somebody is on. */
function nearFree(
  { config, clock, bookings }: LookDeps,
  { floor: id, x, y }: { readonly floor: FloorId; readonly x: number; readonly y: number },
): NearSpace[] {
  const nowMs = clock.wallMs();
  const dayEndMs = endOfDayMs(nowMs, config.site.timeZone);
  const statusOf = bookings.view.statusAt(nowMs);
  const spaces = config.site.floors.find((floor) => floor.id === id)?.spaces ?? [];
  const free = spaces.flatMap((space) => {
    const { state, untilMs } = statusOf(space.id);
    return state === 'free' && space.kind !== 'parking' ? [{ space, untilMs: untilMs ?? dayEndMs }] : [];
  });
  return nearest(free, id, { x, y });
}
