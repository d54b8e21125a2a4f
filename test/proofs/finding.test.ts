// A search tells of nobody who may not be found, by no way: not by its words, its length, its moment or its limits
// (rules 3, 9, 27; statement 16).

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPerson } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { FindReply } from '#shared/wire/find.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { type Employee, employee } from '#test/integration/employee.ts';
import { type OfficeGateway, officeGateway } from '#test/integration/office-gateway.ts';
import { ask, type Caller, oneOfEachRole } from './callers.ts';

let office: OfficeGateway;
let roles: readonly Caller[];
let ana: Employee;
/** People of Ana's group who are shown, with a status; and everybody there is no answer about. */
let shown: DemoPerson;
let silent: Record<string, string>;

beforeAll(async () => {
  office = await officeGateway();
  roles = await oneOfEachRole(office);
  const [asker, ...others] = office.population.people.filter(({ person }) => person.roles.length === 1).slice(2);
  const [found, hidden, foreign, left, optedOut] = others;
  if (!asker || !found || !hidden || !foreign || !left || !optedOut) throw new Error('the demo company is too small');
  const change = (one: DemoPerson, patch: object) => office.administrate(`people/${one.person.ref}`, patch);
  for (const { who } of roles) if (who) await change(who, { groups: ['sales'] });
  await change(asker, { groups: ['sales'] });
  await change(found, { groups: ['sales'], visibility: 'show', status: 'remote' });
  await change(hidden, { groups: ['sales'], visibility: 'hide', status: 'remote' });
  await change(foreign, { groups: ['finance'], visibility: 'show', status: 'remote' });
  await change(optedOut, { groups: ['finance'], visibility: 'unset', status: null, location: null });
  await fetch(`${office.booking.url}/_demo/people/${left.person.ref}`, { method: 'DELETE' });
  shown = found;
  const nameOf = ({ person }: DemoPerson): string => person.displayName;
  silent = {
    ...{ hidden: nameOf(hidden), foreign: nameOf(foreign), left: nameOf(left), optedOut: nameOf(optedOut) },
    ...{
      invented: 'Nobody Atall',
      reference: shown.person.ref,
      account: shown.person.account ?? '',
      number: shown.person.identifier,
    },
    ...{ pattern: '.*', wildcards: '%%', star: '**', list: 'a,b', quote: `' OR 1=1 --`, blank: '    ', oneself: nameOf(asker) },
  };
  ana = await employee(office.url, asker);
  while ((await ana.find(found.person.displayName)).hits.length === 0) await pause(machineClock, 50);
});
afterAll(() => office.stop());

const seek = (caller: Pick<Caller, 'headers'>, text: string) =>
  ask(office.url, { method: 'POST', path: mePaths.find, headers: caller.headers, body: { text } });

describe('a search', () => {
  test('R3 R9 R27 S16: for hidden, foreign, left and opted-out people, and for patterns, is that for nobody, byte by byte', async () => {
    const answers = await Promise.all(
      Object.entries(silent).map(async ([what, text]) => [what, await (await ana.post(mePaths.find, { text })).text()]),
    );
    const [, nobody] = answers.find(([what]) => what === 'invented') ?? [];
    expect(JSON.parse(nobody ?? '')).toEqual({ hits: [], more: false });
    expect(answers.filter(([, text]) => text !== nobody).map(([what]) => what)).toEqual([]);
  });

  test('R41 R42 R43 R44 S9: for whoever may not be found is that for nobody for every role too', async () => {
    for (const what of ['hidden', 'foreign', 'left', 'optedOut'] as const) {
      const answers = await Promise.all(roles.map((caller) => seek(caller, silent[what] ?? '')));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text.trim()}`))).toEqual(
        new Set(['200 {"hits":[],"more":false}']),
      );
    }
  });

  test('S16: answers in one length and with the same headers, found or not', async () => {
    const [hit, miss] = await Promise.all(
      [shown.person.displayName, 'Nobody Atall'].map((text) => ana.post(mePaths.find, { text })),
    );
    const ofTheMoment = ['date', 'x-ratelimit-remaining', 'x-ratelimit-reset'];
    const shape = (reply?: Response) => [...(reply?.headers ?? [])].filter(([name]) => !ofTheMoment.includes(name));
    expect(shape(hit)).toEqual(shape(miss));
    expect([hit, miss].map((reply) => reply?.headers.get('content-length'))).toEqual(['8192', '8192']);
    expect(FindReply.parse(await hit?.json()).hits).toHaveLength(1);
  });

  test('S16: takes as long for a hit as for somebody hidden and for nobody', async () => {
    const texts = { hit: shown.person.displayName, hidden: silent.hidden ?? '', nobody: 'Nobody Atall' };
    const tookMs: Record<string, number[]> = { hit: [], hidden: [], nobody: [] };
    // In turn, by several people at once: each may ask forty times a minute.
    const lane = async (caller: Pick<Caller, 'headers'>): Promise<void> => {
      for (const [kind, text] of Array.from({ length: 3 }, () => Object.entries(texts)).flat()) {
        const sentMs = machineClock.bootMs();
        await seek(caller, text);
        tookMs[kind]?.push(machineClock.bootMs() - sentMs);
      }
    };
    await Promise.all(roles.slice(0, 4).map(lane));
    const medians = Object.values(tookMs).map((all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);
    process.stdout.write(`a search took ${medians.map(Math.round).join(', ')} ms (median of hit, hidden, nobody)\n`);
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.25);
  });
});
