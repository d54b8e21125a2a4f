// What a signed-in person of any role can try to reach somebody else: other references in bodies, addresses and queries,
// guessed ids, odd methods and headers, broken bodies. Nothing is answered but what is their own, nothing of the victim
// changes, and a refusal is the same whether what was asked for exists or not (rule 9; statement 16).

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mePaths } from '#shared/wire/me-actions.ts';
import { privacyPaths } from '#shared/wire/privacy-desk.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';
import { type Route, whileNotingRoutes } from './all-routes.ts';
import { type Answered, ask, type Caller, type Headers, isActorsName, oneOfEachRole } from './callers.ts';
import { type Search, searchFor } from './canaries.ts';
import { sampleOf } from './sample-requests.ts';
import { openVictim, type Victim } from './victim.ts';

/** Stands in whatever is sent; no answer may echo it. */
const echo = 'zq-canary-7781';

let office: OfficeGateway;
let routes: readonly Route[];
let attackers: readonly Caller[];
let victim: Victim;
let search: Search;
let before: object;

beforeAll(async () => {
  const noted = await whileNotingRoutes(() => officeGateway());
  office = noted.started;
  const behindSignIn = ['self', 'overseer'];
  routes = noted.routes.filter(
    ({ audience = '', websocket, method }) => behindSignIn.includes(audience) && !websocket && method !== 'HEAD',
  );
  search = searchFor(office.population);
  attackers = await oneOfEachRole(office);
  for (const { who } of attackers) await office.administrate(`people/${who?.person.ref}`, { groups: ['finance'] });
  victim = await openVictim(office);
  before = await victim.state();
});
afterAll(() => office.stop());

const send = (caller: Caller, method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answered> =>
  ask(office.url, { method, path, body, headers: { ...caller.headers, ...headers } });
const posts = (): Route[] => routes.filter(({ method, url }) => method === 'POST' && url !== mePaths.erase);
const reads = (caller: Caller): string[] =>
  routes.filter((route) => route.method === 'GET' && isMeant(route, caller)).map(({ url }) => url);
const isMeant = ({ audience = '' }: Route, caller: Caller): boolean => caller.in.includes(audience);
const bytesOf = ({ text, headers }: Answered): string => text + JSON.stringify(headers);
/** What is in it has been asked for by others meanwhile. */
const changing: readonly string[] = [mePaths.data, privacyPaths.audit];
const own = ({ who }: Caller) => (who === undefined ? [] : [who.person.ref]);
/** Without moments, the number of a receipt and that of entries in the audit, which differ from one answer to the next. */
const still = (text: string): string =>
  text.replace(/"(\w+Ms|receiptId|entries)":("[\w-]+"|\d+)/g, '').replace(/"atMs":\d+/g, '');
/** Runs the attack with each role's session, all at once, and expects no sentence about a leak. */
async function byEachRole(attack: (caller: Caller) => Promise<string[]>): Promise<void> {
  const faults = await Promise.all(attackers.map(attack));
  expect(faults.flat()).toEqual([]);
}
const leaksOf = (what: string, caller: Caller, answer: Answered): string[] => {
  const isFine = (leak: string): boolean => what === privacyPaths.audit && isActorsName(leak, attackers);
  const found = search(bytesOf(answer), own(caller)).filter((leak) => !isFine(leak));
  if (bytesOf(answer).includes(echo)) found.push('what was sent');
  return found.map((leak) => `${what} gave ${caller.name} ${leak}`);
};

test('the victim has everything that could be stolen', () => {
  expect(victim.ids).toMatchObject({ booking: expect.stringMatching(/^b-/), handle: expect.stringMatching(/.{20}/) });
  expect(victim.ids.notice).not.toBe('');
  expect(before).toMatchObject({ status: 'travelling', location: { state: 'on' }, offer: victim.ids.offer });
});

describe('another person’s reference', () => {
  test('in a body is refused as any unknown key is, whatever it says: R40 R44 S9', async () => {
    const { ref, account } = victim.who.person;
    const keys = [`"ref":"${ref}"`, `"account":"${account}"`, `"__proto__":{"ref":"${ref}"}`];
    await byEachRole(async (caller) => {
      const faults: string[] = [];
      for (const route of posts()) {
        const body = JSON.stringify(sampleOf(route).body);
        for (const key of keys) {
          const answer = await send(caller, 'POST', route.url, body.replace('{', `{${key},`));
          const expected = isMeant(route, caller) ? 400 : 403;
          if (answer.status !== expected) faults.push(`${route.url} took ${key}: ${answer.status}`);
          faults.push(...leaksOf(route.url, caller, answer));
        }
      }
      return faults;
    });
  }, 60_000);

  test('in a query, a filter or an order changes not one byte of the own answer: S9', async () => {
    const { ref, displayName } = victim.who.person;
    const queries = [`ref=${ref}&person=${ref}&subject=${ref}`, `filter[name]=${encodeURIComponent(displayName)}`];
    const orders = ['sort=-displayName&limit=1000&offset=0', `floor=floor-1&include=people,${echo}`, 'format=csv'];
    await byEachRole(async (caller) => {
      const faults: string[] = [];
      for (const url of reads(caller)) {
        const plain = await send(caller, 'GET', url);
        for (const query of [...queries, ...orders]) {
          const asked = await send(caller, 'GET', `${url}?${query}`);
          const same = asked.status === plain.status && (changing.includes(url) || still(asked.text) === still(plain.text));
          faults.push(...(same ? [] : [`${url}?${query} is not ${url}`]), ...leaksOf(url, caller, asked));
        }
      }
      return faults;
    });
  });

  test('in an address leads nowhere, and to the same nowhere as an invented one: R9 S16', async () => {
    const guesses = (id: string): string[] => [
      ...['people', 'users', 'persons', 'subjects', 'positions', 'bookings', 'consents'].map((what) => `/api/v1/${what}/${id}`),
      ...[mePaths.me, mePaths.data, mePaths.receipt, mePaths.find, '/me'].map((path) => `${path}/${id}`),
      ...[`/api/v1/me/../people/${id}`, `/api/v1/me%2f${id}`, `/api/v1/me;ref=${id}`, `/_demo/people/${id}`, `/v1/people/${id}`],
    ];
    await byEachRole(async (caller) => {
      const answers = await Promise.all(
        [victim.who.person.ref, victim.ids.booking, echo].map((id) =>
          Promise.all(guesses(id).map((path) => send(caller, 'GET', path))),
        ),
      );
      const texts = new Set(answers.flat().map(({ status, text }) => `${status} ${text}`));
      return texts.size === 1 && [...texts][0]?.startsWith('404') ? [] : [...texts].map((text) => `${caller.name}: ${text}`);
    });
  });
});

describe('another person’s ids', () => {
  const idsOf = (real: boolean): [path: string, body: object][] => {
    const of = (id: string): string => (real ? id : `${id.slice(0, -4)}zzzz`);
    const event = randomUUID();
    return [
      ...[mePaths.checkIn, mePaths.release, mePaths.extend].map((path): [string, object] => [
        path,
        { event: randomUUID(), booking: of(victim.ids.booking) },
      ]),
      [mePaths.lostTag, { event, handle: of(victim.ids.handle) }],
      [mePaths.confirmTag, { event, offer: of(victim.ids.offer) }],
      [mePaths.seen, { notice: of(victim.ids.notice) }],
    ];
  };

  test('of bookings, tags, offers and notices are answered as invented ones, and do nothing: S16', async () => {
    await byEachRole(async (caller) => {
      const answered = async (real: boolean): Promise<string[]> => {
        const texts: string[] = [];
        for (const [path, body] of idsOf(real)) texts.push(`${path} ${(await send(caller, 'POST', path, body)).text}`);
        return texts;
      };
      const [real, invented] = [await answered(true), await answered(false)];
      return real.flatMap((text, i) => (text === invented[i] ? [] : [`${caller.name} can tell ${text} from ${invented[i]}`]));
    });
    expect(await victim.state()).toEqual(before);
  });
});

describe('odd requests', () => {
  test('methods that no route has are not found, and a HEAD has no body', async () => {
    await byEachRole(async (caller) => {
      const faults: string[] = [];
      for (const { url, method: real } of routes.slice(0, 8)) {
        for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE']) {
          const answer = await send(caller, method, url);
          const good = method === 'HEAD' ? answer.text === '' : answer.status === 404;
          faults.push(...(good ? [] : [`${method} ${url} (${real}): ${answer.status}`]), ...leaksOf(url, caller, answer));
        }
      }
      return faults;
    });
  });

  test('no answer can be kept, cut or asked for again by its mark: no ETag, no range, one form whatever is accepted', async () => {
    const odd: readonly Headers[] = [
      { 'if-none-match': '*' },
      { 'if-modified-since': new Date(4e12).toUTCString() },
      { range: 'bytes=0-10' },
      { accept: 'text/html' },
      { accept: 'application/xml;q=1, */*;q=0.1', 'accept-encoding': 'gzip, br' },
      { 'x-http-method-override': 'DELETE', 'x-original-url': `/api/v1/people/${victim.who.person.ref}` },
    ];
    const marks = ['etag', 'last-modified', 'accept-ranges', 'content-range', 'content-encoding', 'vary'];
    await byEachRole(async (caller) => {
      const faults: string[] = [];
      for (const url of [mePaths.me, mePaths.document]) {
        const plain = await send(caller, 'GET', url);
        for (const headers of odd) {
          const answer = await send(caller, 'GET', url, undefined, headers);
          const same = answer.status === plain.status && still(answer.text) === still(plain.text);
          const marked = marks.filter((name) => name in answer.headers);
          if (!same || marked.length > 0) faults.push(`${url} with ${JSON.stringify(headers)}: ${answer.status} ${marked}`);
        }
      }
      return faults;
    });
  });

  test('broken, oversize and poisoned bodies get the constant sentence of their status and no echo', async () => {
    const bodies = [
      ...['{', '[]', 'null', '"', `"${echo}"`, `{"${echo}":1}`, `{"event":"${echo}"}`, '{"event":null}', `${'['.repeat(5_000)}`],
      ...[`{"constructor":{"prototype":{"x":"${echo}"}}}`, `{"event":{"toString":"${echo}"}}`, `\u0000${echo}`],
      `{"event":"${'a'.repeat(66_000)}"}`,
    ];
    await byEachRole(async (caller) => {
      const texts = new Map<number, Set<string>>();
      const faults: string[] = [];
      for (const [i, body] of bodies.entries()) {
        const mine = posts().filter((route) => isMeant(route, caller));
        const path = mine[(i * 5) % mine.length]?.url ?? '';
        const answer = await send(caller, 'POST', path, body);
        texts.set(answer.status, (texts.get(answer.status) ?? new Set()).add(answer.text.replace(/,"fields":\[.*\]/, '')));
        faults.push(...leaksOf(`${path} with ${body.slice(0, 20)}`, caller, answer));
      }
      const form = await send(caller, 'POST', mePaths.find, `text=${echo}`, {
        'content-type': 'application/x-www-form-urlencoded',
      });
      faults.push(...leaksOf('a form', caller, form));
      const statuses = [...texts.keys(), form.status].toSorted();
      if (String(statuses) !== '400,413,415') faults.push(`${caller.name}: ${statuses}`);
      return [...faults, ...[...texts].filter(([, seen]) => seen.size !== 1).map(([status]) => `several texts for ${status}`)];
    });
  });

  test('a wish for a floor that is not there, or for more than a floor, closes the page’s socket unanswered', async () => {
    const wishes = [
      { kind: 'show', floor: echo },
      { kind: 'show', floor: 'floor-1', ref: victim.who.person.ref },
      { kind: 'show' },
    ];
    for (const wish of wishes) {
      const page = await victim.page();
      await page.me(() => true);
      page.send(JSON.stringify(wish));
      expect(await page.closed()).toBe(1008);
      expect(page.frames()).not.toContain('"board"');
    }
  });
});

test('after all of it the victim is as before, and can still see who they are: R40 R45', async () => {
  expect(await victim.state()).toEqual(before);
  expect((await victim.me()).name).toBe(victim.who.person.displayName);
  for (const { person } of office.population.people) expect(office.logged()).not.toContain(person.displayName);
  expect(office.logged()).not.toContain(echo);
});
