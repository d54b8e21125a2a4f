// The parts that decide what anybody sees, together as in gateway.ts, in memory and on a clock that a test moves: the real
// mirror, consents, vault, boards and looks. What is left out is the radio, the disk and the network.

import { createBoards } from '#gateway/board-way.ts';
import { createBookingView } from '#gateway/booking/booking-view.ts';
import { startMirror } from '#gateway/booking/mirror.ts';
import { createPersonView } from '#gateway/booking/person-view.ts';
import type { BookingWay } from '#gateway/booking-way.ts';
import { createConsent } from '#gateway/consent/consent.ts';
import { ownTags } from '#gateway/consent/own-tags.ts';
import { tagDigester } from '#gateway/consent/tag-digest.ts';
import { createFirstAid } from '#gateway/first-aid-way.ts';
import { createHere } from '#gateway/here-way.ts';
import { maskGlass } from '#gateway/mask/glass-mask.ts';
import { createPersonKeys } from '#gateway/mask/person-keys.ts';
import { createLooks } from '#gateway/me-look-way.ts';
import { placesOf } from '#gateway/places.ts';
import { startPresenceWay } from '#gateway/presence-way.ts';
import { createPositionVault } from '#gateway/remember/vault.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done } from '#shared/kit/outcome.ts';
import type { Fix } from '#shared/model/fix.ts';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { defaultPolicy, type Policy, type PrivacyMode } from '#shared/model/policy.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import { Site } from '#shared/model/site.ts';
import { fakeBookingSystem } from '#test/fakes/booking-system.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { officeConfig } from '#test/integration/office-gateway.ts';
import { bookingOf, documents, everyone, legal, type Somebody, sales } from './everyone.ts';

export type Company = Awaited<ReturnType<typeof openCompany>>;

const policy: Policy = {
  ...defaultPolicy,
  consentDocument: { version: documents.now, sha256: 'd'.repeat(64) },
  groups: [
    { id: sales, name: 'Sales' },
    { id: legal, name: 'Legal' },
  ],
};

/** Where everybody was before: on no board and in no answer, ever. */
export const trail = { x: 43.5, y: 7.25 };

/** `salt`: the same company with other people in it, beside those who look. */
export async function openCompany(salt = '') {
  const clock = fakeClock();
  const { viewers, others } = everyone(clock.wallMs(), salt);
  const all = [...viewers, ...others];
  const config = { ...officeConfig('http://127.0.0.1:9'), site: siteWith(all) };
  const system = fakeBookingSystem(clock);
  system.apply({ kind: 'policy', policy });
  for (const one of all) {
    system.apply({ kind: 'person', person: one.person });
    system.apply({ kind: 'booking', booking: bookingOf(one, clock.wallMs()) });
  }
  const digest = tagDigester(Buffer.alloc(32, 7));
  const consent = createConsent({
    documentVersion: () => documents.now,
    wallMs: clock.wallMs,
    randomKey: Buffer.alloc(32, 9),
    onWithdrawn: (ref) => vault.forget(ref),
  });
  const vault = createPositionVault({ capacity: 1_000, floors: config.site.floors, clock, onFlush: () => undefined });
  const nothing = (): void => undefined;
  const people = createPersonView(
    { person: (ref) => mirror.person(ref), people: () => mirror.people() },
    { ofPerson: () => [], pendingPeople: () => [] },
    (ref, person) => (person === null ? consent.forget(ref) : void consent.learn(person)),
  );
  const mirror = await startMirror({
    ...{ system, clock, random: () => 0.5, onPolicy: nothing, onBookings: nothing, onLink: nothing },
    onPerson: people.changed,
  });
  const relay = { occupancy: nothing } as unknown as BookingWay['relay'];
  const bookings = { system, mirror, people, relay, view: createBookingView(mirror, () => []) } as unknown as BookingWay;
  const places = placesOf(config.site);
  const here = createHere({ clock, places, bookings, consent, vault });
  const firstAid = createFirstAid({ clock, places, bookings, here, k: () => 5 });
  const presence = startPresenceWay({
    ...{ clock, places, bookings, here, k: () => 5, counts: { add: () => done(undefined) }, onTick: firstAid.tick },
    fixes: vault.all,
  });
  const keys = createPersonKeys();
  const positions = (): PositionsState => ({ on: true, why: null, failing: [], accepted: [] });
  const boards = createBoards({
    ...{ clock, places, keys, bookings, vault, consent, presence, firstAid, positions },
    glassUntilMs: () => null,
  });
  const looks = createLooks({
    ...{ config, clock, bookings, boards, vault, consent, positions },
    lookedAtOf: () => [],
    heardBy: () => [],
    ownBookings: () => [],
    tagsOf: (person) => ownTags(person.location, digest),
    holdingOf: () => null,
    enrolsAt: [],
    noticesOf: () => [],
  });
  const until = async (arrived: () => boolean): Promise<void> => {
    while (!arrived()) await new Promise((go) => setImmediate(go));
  };
  await until(mirror.loaded);
  for (const one of all.filter(({ hasLeft }) => hasLeft)) system.apply({ kind: 'person-gone', ref: one.person.ref });
  await until(() => mirror.people().length === all.filter(({ hasLeft }) => !hasLeft).length);
  return {
    ...{ viewers, others, all, clock, boards, looks, consent, mirror, people, system },
    ...{ floors: config.site.floors.map(({ id }) => id), digests: [digest, tagDigester(Buffer.alloc(32, 9))] },
    /** What a look under break-glass would show of this floor, and who would be told. */
    glassOf: (floor: FloorId) =>
      maskGlass({
        ...{ floor, asOfMs: clock.wallMs(), untilMs: clock.wallMs(), nowBootMs: clock.bootMs(), mode: mirror.policy().mode },
        ...{ fixes: vault.all(), person: people.person, zoneName: () => undefined },
        consentOf: (ref) => (consent.stateOf(ref) === 'on' ? consent.scopesOf(ref) : undefined),
      }),
    setMode: async (mode: PrivacyMode): Promise<void> => {
      system.apply({ kind: 'policy', policy: { ...policy, mode } });
      await until(() => mirror.policy().mode === mode);
    },
    /** Puts everybody at their desk, with or without a right to it: the mask must not trust that the gate was closed. */
    locate: (who: readonly Somebody[]): void => {
      for (const one of who) vault.put({ ...fixOf(one, clock.bootMs() - seconds(600)), ...trail });
      for (const one of who) vault.put(fixOf(one, clock.bootMs()));
    },
    stop: async (): Promise<void> => {
      await presence.stop();
      await mirror.stop();
    },
  };
}

/** Heard lately, but for every eleventh; and every seventh somewhere on the floor only. */
export function fixOf({ person, floor, nth }: Somebody, nowBootMs: number): Fix {
  const precise = nth % 7 !== 0;
  return {
    subject: person.ref,
    ...{ floor: FloorId.parse(floor), ...placeOf(nth), radius68M: 1, radius95M: 2, zoneProbability: 0.9 },
    ...{ precision: precise ? 'place' : 'floor', zone: precise ? ZoneId.parse(`zone-${floor}`) : null },
    atBootMs: nowBootMs - seconds(isStale(nth) ? 120 : 2),
  };
}

/** Unheard for longer than boards show anybody. */
export function isStale(nth: number): boolean {
  return nth % 11 === 0;
}

export function placeOf(nth: number): { readonly x: number; readonly y: number } {
  return { x: 1 + (Math.floor(nth / 2) % 20) * 2, y: 1 + Math.floor(nth / 40) * 2 };
}

function siteWith(all: readonly Somebody[]): Site {
  const floors = (['floor-1', 'floor-2'] as const).map((id) => {
    const desks = all.filter(({ floor }) => floor === id).map(({ desk, nth }) => ({ id: desk, ...placeOf(nth) }));
    const free = [1, 2, 3].map((n) => ({ id: `free-${id}-${n}`, x: n * 2, y: 28 }));
    return {
      ...{ id, name: `Level ${id.slice(-1)}`, short: id.slice(-1), outline: { rect: [0, 0, 50, 30] } },
      zones: [{ id: `zone-${id}`, name: `Wing ${id.slice(-1)}`, shape: { rect: [0, 0, 50, 30] } }],
      spaces: [...desks, ...free].map(({ id: desk, x, y }) => ({
        ...{ id: desk, name: `D ${desk.slice(-4)}`, kind: 'desk', zone: `zone-${id}`, shape: { rect: [x, y, 1, 1] } },
      })),
    };
  });
  return Site.parse({ id: 'company', name: 'Company', timeZone: 'Europe/Berlin', floors });
}
