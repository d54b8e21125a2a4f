// What each role is shown of people in every state, frame by frame, against the decision table: exactly the names and dots
// it gives, and nothing else by which anybody could be recognised.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '#gateway/mask/audience.ts';
import { type Item, sight } from '#gateway/mask/decision.ts';
import { initials } from '#gateway/mask/initials.ts';
import { viewerOf } from '#gateway/mask/viewer.ts';
import type { FloorId } from '#shared/model/ids.ts';
import { PrivacyMode } from '#shared/model/policy.ts';
import { Board } from '#shared/wire/board.ts';
import { FindReply } from '#shared/wire/find.ts';
import { type Company, fixOf, isStale, openCompany, placeOf, trail } from './company.ts';
import type { Somebody } from './everyone.ts';

let company: Company;
/** The same desks and the same people who look, but everybody else is somebody else. */
let elsewhere: Company;
beforeAll(async () => {
  company = await openCompany();
  elsewhere = await openCompany('x');
});
afterAll(async () => {
  await company.stop();
  await elsewhere.stop();
});

const walls = (['none', 'initials', 'full'] as const).map((wallNames): Audience => ({ kind: 'wall', wallNames }));
const signedIn = ({ person }: Somebody): Audience => ({ kind: 'signed-in', viewer: viewerOf(person) });

/** The name as far as the table lets this audience see it; the person's state is the one they were made in. */
function labelOf(item: Item, audience: Audience, mode: PrivacyMode, one: Somebody): string | undefined {
  const { guest, scopes, floor } = one;
  const person = one.hasLeft ? undefined : one.person;
  const known = { mode, ref: one.person.ref, person, scopes, floor: floor as FloorId };
  const seen = sight(item, audience, item === 'booking-name' ? { ...known, guest } : known);
  if (seen === 'initials') return initials(one.person.displayName);
  return seen === 'full' ? one.person.displayName : undefined;
}

function expectedBoard(audience: Audience, mode: PrivacyMode, floor: FloorId) {
  const here = company.all.filter((one) => one.floor === floor);
  const isOwn = ({ person }: Somebody): boolean => audience.kind === 'signed-in' && person.ref === audience.viewer.ref;
  const dots = here.flatMap((one) => {
    const label = isOwn(one) || isStale(one.nth) ? undefined : labelOf('position', audience, mode, one);
    return label === undefined ? [] : [{ label, ...(one.nth % 7 === 0 ? {} : placeOf(one.nth)) }];
  });
  const names = here.flatMap((one) => {
    const label = labelOf('booking-name', audience, mode, one);
    return label === undefined ? [] : [`${one.desk} ${label}`];
  });
  return { dots: dots.map((dot) => JSON.stringify(dot)).toSorted(), names: names.toSorted() };
}

function seenOn(board: Board) {
  const dots = [
    ...board.people.map(({ label, x, y }) => JSON.stringify({ label, x, y })),
    ...board.somewhere.map(({ label }) => JSON.stringify({ label })),
  ];
  const names = board.spaces.flatMap(({ id, label }) => (label === undefined ? [] : [`${id} ${label}`]));
  return { dots: dots.toSorted(), names: names.toSorted() };
}

type Marks = { readonly one: Somebody; readonly family: string; readonly marks: readonly string[] };
let known: readonly Marks[] = [];
/** References, accounts and radios of everybody, and what of radios the gateway keeps instead. */
function marksOf(one: Somebody): Marks {
  const { displayName, ref, account = '', identifier, location } = one.person;
  const tags = location?.tags ?? [];
  const radios = [...tags.map((tag) => tag.replace('mac:', '')), ...(location?.phones ?? []), ...(location?.rotating ?? [])];
  const digests = tags.flatMap((tag) => company.digests.map((digest) => digest(tag)));
  return { one, family: displayName.split(' ')[1] ?? '', marks: [ref, account, identifier, ...radios, ...digests] };
}

/** Sentences about what stands in `text` of people who are not `named` there; nobody's reference or radio ever may. */
function leaks(text: string, named: ReadonlySet<string>, self?: Somebody): string[] {
  if (known.length === 0) known = company.all.map(marksOf);
  const found = known
    .filter(({ one }) => one !== self)
    .flatMap(({ one, family, marks }) => {
      const names = named.has(one.person.displayName) ? [] : [family];
      return [...marks, ...names].filter((mark) => text.includes(mark)).map((mark) => `${mark} of ${one.person.ref}`);
    });
  const wasThere = text.includes(String(trail.x)) || text.includes(String(trail.y));
  return wasThere ? [...found, 'where somebody was before'] : found;
}

const labelsIn = (board: Board): Set<string> =>
  new Set([...board.spaces, ...board.people, ...board.somewhere].flatMap(({ label }) => label ?? []));

describe.each(PrivacyMode.options)('in the mode %s', (mode) => {
  beforeAll(async () => {
    await company.setMode(mode);
    company.locate(company.all);
  });

  test('R1 R2 R3 R4 R5 R6 R34 S17: every wall shows the names and dots of the table and no others', () => {
    for (const audience of walls) {
      for (const floor of company.floors) {
        const board = company.boards.boardOf(floor, audience);
        expect(seenOn(board)).toEqual(expectedBoard(audience, mode, floor));
        expect(Board.parse(board)).toEqual(board);
        expect(leaks(JSON.stringify(board), labelsIn(board))).toEqual([]);
      }
    }
  });

  test('R2 R3 R4 R5 R7 R8 R27 R30 R31 S1 S8 S9 S18: every role’s page shows the names and dots of the table and no others', () => {
    for (const viewer of company.viewers) {
      for (const floor of company.floors) {
        const board = company.looks.boardFor(viewer.person.ref, floor);
        if (board === null) throw new Error('no board');
        expect(seenOn(board)).toEqual(expectedBoard(signedIn(viewer), mode, floor));
        expect(Board.parse(board)).toEqual(board);
        expect(leaks(JSON.stringify(board), labelsIn(board))).toEqual([]);
      }
    }
  });

  test('S9: a role changes not one dot: all of them see those of a user of their groups', () => {
    const dotsOf = ({ person }: Somebody) =>
      company.floors.map((floor) => {
        const board = company.looks.boardFor(person.ref, floor);
        return board && seenOn(board).dots.filter((dot) => !dot.includes('Viewer'));
      });
    const [user, ...others] = company.viewers.map(dotsOf);
    for (const seen of others) expect(seen).toEqual(user);
  });

  test('R3 R9 R27 R28 R29 R30 S16 S18: a search gives each role exactly whom and what the table gives', () => {
    for (const viewer of company.viewers) {
      for (const given of new Set(company.all.map(({ person }) => person.displayName.split(' ')[0] ?? ''))) {
        const meant = company.all.filter(({ person }) => person.displayName.startsWith(`${given} `) && person !== viewer.person);
        const { reply } = company.looks.find(viewer.person.ref, given);
        expect(reply).toEqual({ hits: meant.flatMap((one) => hitOf(viewer, mode, one)).toSorted(byName), more: false });
        expect(FindReply.parse(reply)).toEqual(reply);
        expect(leaks(JSON.stringify(reply), new Set(reply.hits.map(({ name }) => name)))).toEqual([]);
      }
    }
  });

  test('S8 S9: the frame about oneself holds nothing of anybody else: other colleagues change not one byte of it', async () => {
    await elsewhere.setMode(mode);
    elsewhere.locate(elsewhere.all);
    for (const viewer of company.viewers) {
      const session = { ref: viewer.person.ref, endsAtMs: 5 };
      const text = JSON.stringify(company.looks.me(session));
      expect(text).toContain(viewer.person.displayName);
      expect(JSON.stringify(elsewhere.looks.me(session))).toBe(text);
      expect(leaks(text, new Set(), viewer)).toEqual([]);
    }
  });

  test('S1 S8 S9 S10: break-glass shows exactly who agreed to be located on that floor, and tells of exactly them', () => {
    for (const floor of company.floors) {
      const here = company.all.filter((one) => one.floor === floor && one.consent === 'live' && !one.hasLeft);
      const names = here.map(({ person }) => person.displayName);
      const { view, people } = company.glassOf(floor);
      if (!view.ok) throw new Error(view.why);
      expect(view.view.people.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
      expect(people.toSorted()).toEqual(here.map(({ person }) => person.ref).toSorted());
      expect(names.length).toBeGreaterThan(40);
      expect(leaks(JSON.stringify(view), new Set(names))).toEqual([]);
    }
  });

  test('R17: who has left sees nothing and nobody any more', () => {
    for (const { person } of company.all.filter(({ hasLeft }) => hasLeft)) {
      expect(company.looks.me({ ref: person.ref, endsAtMs: 5 })).toBeNull();
      for (const floor of company.floors) expect(company.looks.boardFor(person.ref, floor)).toBeNull();
      expect(company.looks.find(person.ref, 'Aaa')).toEqual({ reply: { hits: [], more: false }, found: [] });
    }
  });
});

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

/** What the table lets be said of somebody who is looked for by their name. */
function hitOf(viewer: Somebody, mode: PrivacyMode, one: Somebody): FindReply['hits'] {
  const audience = signedIn(viewer);
  const name = labelOf('search-hit', audience, mode, one);
  if (name === undefined) return [];
  const { floor, desk, nth } = one;
  const where = { floor: floor as FloorId, floorName: `Level ${floor.slice(-1)}` };
  const booked = !one.guest && labelOf('booking-name', audience, mode, one) !== undefined;
  const located = labelOf('position', audience, mode, one) !== undefined;
  const zone = fixOf(one, 0).zone === null ? {} : { zoneName: `Wing ${floor.slice(-1)}` };
  const untilMs = company.clock.wallMs() + 3 * 3_600_000;
  const hit = {
    name,
    ...(booked ? { booking: { space: desk, spaceName: `D ${desk.slice(-4)}`, ...where, untilMs } } : {}),
    ...(one.person.status === undefined ? {} : { status: one.person.status }),
    ...(located ? { location: { ...where, ...zone, ageMin: isStale(nth) ? 2 : 0 } } : {}),
  };
  return Object.keys(hit).length > 1 ? [hit] : [];
}

test('there is somebody to see and somebody to hide for every role, or the walk proves nothing', async () => {
  await company.setMode('user-decides-show');
  for (const audience of [...walls.slice(1), ...company.viewers.map(signedIn)]) {
    const { dots, names } = expectedBoard(audience, 'user-decides-show', company.floors[0] as FloorId);
    expect(dots.length).toBeGreaterThan(5);
    expect(names.length).toBeGreaterThan(50);
    expect(names.length).toBeLessThan(company.all.length / 2 - 10);
  }
});
