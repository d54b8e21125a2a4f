// What is decided at the booking system reaches every open wall and page of the real gateway: how the first frame after it
// looks, and that none after that falls back (rules 10, 17; statement 3). Times are printed, order is asserted.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { Role } from '#shared/model/roles.ts';
import type { Board } from '#shared/wire/board.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { ToMe } from '#shared/wire/me.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { openDisplay } from '#test/integration/display.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';

/** Rounds the hubs may have had between a change and the first frame that obeys it: a second of them, and then some. */
const mostFrames = 20;
/** How much of Ada is to be seen: her dot on the plan, her name at her desk. */
type Seen = { readonly dot: boolean; readonly desk: boolean };
type Eye = { readonly name: string; readonly boards: () => readonly Board[]; readonly close: () => void };

let office: OfficeGateway;
let ada: Employee;
let adaIs: DemoPerson;
let colleague: Employee;
let outsider: Employee;
let eyes: readonly Eye[];
let drop: () => void;
const tell = (path: string, body: object): Promise<void> => office.administrate(path, body);
const ofAda = (body: object): Promise<void> => tell(`people/${adaIs.person.ref}`, body);

beforeAll(async () => {
  office = await officeGateway();
  adaIs = office.population.people.find(({ tryThis }) => tryThis === 'booked') as DemoPerson;
  const [colleagueIs, outsiderIs] = office.population.people.filter(
    ({ person, tryThis }) => !tryThis && person.roles.length === 1,
  );
  await ofAda({ groups: ['sales'] });
  await tell(`people/${colleagueIs?.person.ref}`, { groups: ['sales'] });
  await tell(`people/${outsiderIs?.person.ref}`, { groups: ['finance'] });
  ada = await employee(office.url, adaIs);
  colleague = await employee(office.url, colleagueIs as DemoPerson);
  outsider = await employee(office.url, outsiderIs as DemoPerson);
  eyes = [
    await wall('a wall with initials', 'lobby'),
    await wall('a wall with names', 'floor-2'),
    await page('a colleague', colleague),
    await page('an outsider', outsider),
  ];
  drop = await carryBadge();
  await consents(['group', 'company', 'wall']);
  await all({ dot: true, desk: true });
});
afterAll(async () => {
  drop();
  for (const eye of eyes) eye.close();
  await office.stop();
});

async function wall(name: string, id: 'lobby' | 'floor-2'): Promise<Eye> {
  const display = await openDisplay(office.url, id);
  display.show('floor-1');
  return { name, boards: boardsIn(display.frames, ToDisplay), close: display.close };
}

async function page(name: string, who: Employee): Promise<Eye> {
  const open = await who.page();
  open.show('floor-1');
  return { name, boards: boardsIn(open.frames, ToMe), close: open.close };
}

/** The boards of the first floor among all frames so far; each is parsed once. */
function boardsIn(frames: () => string, schema: typeof ToDisplay | typeof ToMe): () => readonly Board[] {
  const boards: Board[] = [];
  let parsed = 0;
  return () => {
    const texts = frames().split('\n').filter(Boolean);
    for (const text of texts.slice(parsed)) {
      const frame = schema.parse(JSON.parse(text));
      if (frame.kind === 'board' && frame.board.floor === 'floor-1') boards.push(frame.board);
    }
    parsed = texts.length;
    return boards;
  };
}

/** Only Ada's badge is heard in this office, so a dot is hers. */
async function carryBadge(): Promise<() => void> {
  const { scanner, send } = await office.scanner('rx-quarry-1');
  const tag = adaIs.tags[0];
  if (!tag) throw new Error('nobody to try carries a badge');
  const heard = { tag, address: 'c1a2b3040506', rssiDbm: -45, measuredPowerDbm: -59, count: 3 };
  return machineClock.every(200, () => {
    for (const message of nativeSightings(scanner.room, [heard])) send(message);
  });
}

async function consents(scopes: readonly string[]): Promise<void> {
  await ada.consent(scopes);
  await ada.act(mePaths.bringTag, { printed: adaIs.tags[0]?.split(':').slice(2).join('-') });
}

function seenOn(board: Board): Seen {
  const [given, family] = adaIs.person.displayName.split(' ');
  const desk = office.population.bookings.find(({ holder, state }) => holder === adaIs.person.ref && state === 'booked')?.space;
  const label = board.spaces.find(({ id }) => id === desk)?.label;
  const isHers = label === adaIs.person.displayName || label === `${given?.[0]}${family?.[0]}`;
  return { dot: board.people.length + board.somewhere.length > 0, desk: isHers };
}

const same = (a: Seen, b: Seen): boolean => a.dot === b.dot && a.desk === b.desk;

/** Waits until this eye's newest board is as expected; answers how many boards it took since `from`. */
async function reached(eye: Eye, expected: Seen, from: number): Promise<number> {
  for (;;) {
    const last = eye.boards().at(-1);
    if (last && same(seenOn(last), expected))
      return (
        eye
          .boards()
          .slice(from)
          .findIndex((board) => same(seenOn(board), expected)) + 1
      );
    await pause(machineClock, 5);
  }
}

type Expected = Seen | ((eye: Eye) => Seen);
const of = (expected: Expected, eye: Eye): Seen => (typeof expected === 'function' ? expected(eye) : expected);

async function all(expected: Expected): Promise<void> {
  await Promise.all(eyes.map((eye) => reached(eye, of(expected, eye), 0)));
}

/** What has been expected since the last change, and from which frame of each eye on. */
let last: { readonly from: readonly number[]; readonly expected: Expected } | undefined;

/** Of the frames after the last change none falls back behind the first that obeys it. */
function nothingFellBack(): void {
  for (const [i, eye] of last === undefined ? [] : eyes.entries()) {
    const expected = of(last?.expected ?? nothing, eye);
    const after = eye.boards().slice(last?.from[i]);
    const first = after.findIndex((board) => same(seenOn(board), expected));
    const backs = first < 0 ? [] : after.slice(first).filter((board) => !same(seenOn(board), expected));
    expect([eye.name, backs.length]).toEqual([eye.name, 0]);
  }
}

/** Makes the change; every eye obeys within a few frames. */
async function change(what: string, make: () => Promise<unknown>, expected: Expected): Promise<void> {
  nothingFellBack();
  const from = eyes.map((eye) => eye.boards().length);
  const startMs = machineClock.bootMs();
  const following = eyes.map(async (eye, i) => {
    const frames = await reached(eye, of(expected, eye), from[i] ?? 0);
    return { name: eye.name, frames, ms: Math.round(machineClock.bootMs() - startMs) };
  });
  await make();
  const told = await Promise.all(following);
  process.stdout.write(`${what}: ${told.map(({ name, frames, ms }) => `${name} ${ms} ms (frame ${frames})`).join(', ')}\n`);
  expect(told.filter(({ frames }) => frames > mostFrames)).toEqual([]);
  last = { from, expected };
}
afterEach(() => {
  nothingFellBack();
  last = undefined;
});

const nothing: Seen = { dot: false, desk: false };
const everything: Seen = { dot: true, desk: true };
const policy = (body: object) => (): Promise<void> => tell('policy', body);

describe('every open wall and page follows', () => {
  test('a change of the company’s mode, there and back: R3 R10', async () => {
    await change('mode B', policy({ mode: 'hide-everyone' }), nothing);
    await change('mode C', policy({ mode: 'user-decides-show' }), everything);
  });

  test('a change of the own flag: R4 R6', async () => {
    await change('flag hide', () => ofAda({ visibility: 'hide' }), nothing);
    await change('mode A, flag hide', policy({ mode: 'show-everyone' }), { dot: false, desk: true });
    await change('flag unset', () => ofAda({ visibility: 'unset' }), everything);
    await change('mode D', policy({ mode: 'user-decides-hide' }), nothing);
    await change('flag show', () => ofAda({ visibility: 'show' }), everything);
  });

  test('a consent narrowed to the own groups, then the group itself; a role brings nothing back: R27 R45 S9 S17 S18', async () => {
    const forGroup = (eye: Eye): Seen => ({ dot: eye.name === 'a colleague', desk: true });
    await change('scope group', () => ada.consent(['group']), forGroup);
    await change('all roles for an outsider', () => tell(`people/${outsider.ref}`, { roles: Role.options }), forGroup);
    expect((await outsider.find(adaIs.person.displayName)).hits).toEqual([]);
    await change('another group', () => ofAda({ groups: ['product'] }), { dot: false, desk: true });
    await change('the group again', () => ofAda({ groups: ['sales'] }), forGroup);
    await change('all scopes', () => ada.consent(['group', 'company', 'wall']), everything);
  });

  test('an answer to a search is taken off the page when it holds no more, be it for who was found or for who asked: R9 R10 R27', async () => {
    const open = await colleague.page();
    const overs = (): number => open.frames().split('"find-over"').length - 1;
    const takenBack = async (make: () => Promise<void>, undo: () => Promise<void>): Promise<void> => {
      while ((await colleague.find(adaIs.person.displayName)).hits.length === 0) await pause(machineClock, 50);
      const before = overs();
      await make();
      while (overs() === before) await pause(machineClock, 5);
      expect((await colleague.find(adaIs.person.displayName)).hits).toEqual([]);
      await undo();
    };
    const ofColleague = (body: object) => () => tell(`people/${colleague.ref}`, body);
    await takenBack(
      () => ofAda({ visibility: 'hide' }),
      () => ofAda({ visibility: 'show' }),
    );
    await takenBack(policy({ mode: 'hide-everyone' }), policy({ mode: 'user-decides-hide' }));
    await takenBack(ofColleague({ groups: ['product'] }), ofColleague({ groups: ['sales'] }));
    open.close();
  });

  test('a consent that is taken away at the centre, and a new document that nobody has agreed to: S3 S24', async () => {
    await change('withdrawn', () => ofAda({ location: null }), { dot: false, desk: true });
    expect((await ada.me()).dot).toBeNull();
    await change('given again', () => consents(['wall', 'company']), everything);
    const document = { version: '2099-1', sha256: 'e'.repeat(64) };
    await change('a new document', policy({ consentDocument: document }), { dot: false, desk: true });
    expect(await ada.me()).toMatchObject({ dot: null, location: { state: 'outdated' } });
    await change('the yes to it', () => ada.consent(['wall', 'company']), everything);
  });

  test('somebody who leaves: gone from every board, and signed out: R17', async () => {
    const own = await ada.page();
    await own.me(() => true);
    const leave = () => fetch(`${office.booking.url}/_demo/people/${adaIs.person.ref}`, { method: 'DELETE' });
    await change('left', leave, nothing);
    expect(await own.closed()).toBe(4401);
    expect(office.logged()).not.toContain(adaIs.person.displayName);
  });
});
