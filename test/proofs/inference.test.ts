// Somebody looks at a wall or at the page of a colleague, or counts the frames and bytes on its line, and wants to know of
// people whom this screen does not show. The same ten seconds are played with and without such people: they stand and walk,
// check their consent in and out, are heard a hundred times a second. What goes out must be the same to the byte and the
// millisecond. The real hubs and the real mask run on a clock of the test.

import { describe, expect, test } from 'vitest';
import type { Audience } from '#gateway/mask/audience.ts';
import { type KnownFloor, maskBoard } from '#gateway/mask/board-mask.ts';
import { maskOwn } from '#gateway/mask/own-mask.ts';
import { createBoardHub } from '#gateway/push/board-hub.ts';
import type { LiveSocket } from '#gateway/push/live-sockets.ts';
import { createMeHub } from '#gateway/push/me-hub.ts';
import type { Fix } from '#shared/model/fix.ts';
import { DisplayId, GroupId, type SubjectRef } from '#shared/model/ids.ts';
import { WallNames } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import { demoPlan } from '#test/fakes/board-data.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { fixOf, knownFloor, person, ref } from '#test/mask/known.ts';
import { aPerson, knownSelf } from '#test/push/me-page.ts';

const plan = demoPlan();
const floor = plan.display.floor;
const [seen, own] = [ref('seen'), ref('own')];
const hidden = Array.from({ length: 40 }, (_, n) => ref(`hidden-${n}`));
const forMs = 10_000;
const everyMs = 10;

const none: Viewer['manages'] = { groups: new Set(), floors: new Set() };
const colleague = (role: Role, manages: Viewer['manages']): Audience => ({
  kind: 'signed-in',
  viewer: { ref: own, groups: new Set(), roles: new Set([role]), manages },
});

/** Where a hidden person is at this moment, if they are known at all; `heard` people make the hubs hear of it. */
type Company = { readonly at: (one: SubjectRef, n: number, ms: number) => Partial<Fix> | null; readonly heard: boolean };
const nobody: Company = { at: () => null, heard: false };
const standing: Company = { at: (_one, n) => ({ x: n }), heard: false };
const permuted: Company = { at: (_one, n) => ({ x: 40 - n, y: n }), heard: true };
const walking: Company = { at: (_one, n, ms) => ({ x: n + ms / 1000, y: (n * ms) / 5000 }), heard: true };
const comingAndGoing: Company = {
  at: (_one, n, ms) => (Math.floor(ms / (70 + 30 * n)) % 2 === 0 ? { x: n } : null),
  heard: true,
};

type Sent = { readonly atMs: number; readonly text: string };

/** Everything sent to a wall and to a page, both looking at the floor, while `company` is there beside one person they see. */
async function tenSeconds(company: Company, showsSomebody = true) {
  const clock = fakeClock();
  const startMs = clock.bootMs();
  const fixes = (): Fix[] => {
    const ms = clock.bootMs() - startMs;
    const others = hidden.flatMap((one, n) => {
      const change = company.at(one, n, ms);
      return change === null ? [] : [fixOf(one, { ...change, floor, atBootMs: clock.bootMs() - (n % 7) * 100 })];
    });
    const visible = fixOf(seen, { floor, x: 3 + (ms + 230) / 4000, atBootMs: clock.bootMs() - 300 });
    return showsSomebody ? [visible, ...others] : others;
  };
  const known = (): KnownFloor =>
    knownFloor({
      ...{ floor, asOfMs: clock.wallMs(), nowBootMs: clock.bootMs(), fixes: fixes() },
      person: (one) => person(`Name of ${one}`, one === seen ? 'show' : 'unset', [GroupId.parse(`group-of-${one}`)]),
      scopesOf: (one) => new Set(one === seen ? ['wall', 'company'] : ['group']),
      spaces: plan.floors[0]?.spaces.map(({ id }) => ({ id, status: { state: 'free', guest: false } })) ?? [],
    });
  const audience: Audience = { kind: 'wall', wallNames: 'full' };
  const boardFor = () => maskBoard(known(), audience);
  const walls = createBoardHub({ clock, planFor: () => plan, boardFor, emergencyFor: () => null });
  const pages = createMeHub({
    ...{ clock, plan: () => plan },
    me: () => maskOwn(knownSelf({ person: aPerson(own), asOfMs: clock.wallMs() })),
    boardFor: () => maskBoard(known(), colleague('user', none)),
    ...{ managed: () => null, emergencyOf: () => null },
  });
  const sent = { wall: [] as Sent[], page: [] as Sent[] };
  const endOf = (texts: Sent[]): LiveSocket => ({
    send: (text) => texts.push({ atMs: clock.bootMs() - startMs, text }),
    ...{ ping: () => undefined, close: () => undefined, terminate: () => undefined, bufferedBytes: () => 0 },
  });
  const display = { ...plan.display, id: DisplayId.parse('lobby'), wallNames: 'full', access: 'token' } as const;
  walls.join({ ...display, at: undefined }, endOf(sent.wall));
  const page = pages.join(own, () => ({ ref: own, endsAtMs: 1 }), endOf(sent.page));
  if (page.ok) page.value.show(floor);
  for (let ms = 0; ms < forMs; ms += everyMs) {
    clock.advance(everyMs);
    if (!company.heard) continue;
    // Somebody withdraws now and then, or comes back.
    if (ms % 170 === 0) for (const hub of [walls, pages]) hub.immediately();
    await Promise.resolve();
  }
  walls.stop();
  pages.stop();
  return sent;
}

/** The moments of frames that are not in the other list, in both directions. */
function differing(some: readonly Sent[], others: readonly Sent[]): readonly number[] {
  const keyOf = ({ atMs, text }: Sent): string => `${atMs} ${text}`;
  const without = (a: readonly Sent[], b: ReadonlySet<string>) => a.filter((one) => !b.has(keyOf(one))).map(({ atMs }) => atMs);
  return [...without(some, new Set(others.map(keyOf))), ...without(others, new Set(some.map(keyOf)))];
}

const companies = { standing, permuted, walking, comingAndGoing };

describe.each(Object.entries(companies))('forty hidden people, %s', (_what, company) => {
  test('S1 S15 S16: change no byte, no length and no moment of what a wall and a page are sent', async () => {
    const [without, beside] = [await tenSeconds(nobody), await tenSeconds(company)];
    expect(beside.wall.length).toBeGreaterThan(20);
    expect(beside.page.length).toBeGreaterThan(5);
    expect([differing(beside.wall, without.wall), differing(beside.page, without.page)]).toEqual([[], []]);
  });
});

test('S15: on a wall the length and the moment of frames do not even tell of people it shows', async () => {
  const line = (sent: readonly Sent[]) => sent.map(({ atMs, text }) => [atMs, Buffer.byteLength(text)]);
  const [empty, one] = [await tenSeconds(nobody, false), await tenSeconds(nobody)];
  expect(differing(one.wall, empty.wall)).not.toEqual([]);
  expect(line(one.wall)).toEqual(line(empty.wall));
});

test('S15: counts are the same to the byte for every audience, whoever asks, as often as they like', () => {
  const zones = plan.floors[0]?.zones.map(({ id }, n) => ({ zone: id, about: n === 0 ? null : 5 * n })) ?? [];
  const known = knownFloor({ presence: { tickMs: 5, floorAbout: 30, zones } });
  const audiences: Audience[] = [
    ...WallNames.options.map((wallNames) => ({ kind: 'wall', wallNames }) as const),
    ...Role.options.flatMap((role) => [colleague(role, none), colleague(role, { groups: 'all', floors: 'all' })]),
  ];
  const asked = Array.from({ length: 100 }, () => audiences).flat();
  const told = new Set(asked.map((audience) => JSON.stringify(maskBoard(known, audience).presence)));
  expect([asked.length > 1_000, told.size]).toEqual([true, 1]);
});
