import { afterEach, describe, expect, test } from 'vitest';
import { maskFound } from '#gateway/mask/find-mask.ts';
import type { Masked } from '#shared/wire/board.ts';
import { FindHit, type FindReply } from '#shared/wire/find.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { ana, ben, type MePage, startMePage } from './me-page.ts';

let page: MePage;
afterEach(() => page.server.stop());

const place = { space: 's'.repeat(63), spaceName: '室'.repeat(60), floor: 'f'.repeat(63), floorName: '階'.repeat(60) };
const longest = FindHit.parse({
  ...{ name: '名'.repeat(120), status: 'in-office', booking: { ...place, untilMs: 1_800_000_000_000 } },
  location: { floor: place.floor, floorName: place.floorName, zoneName: '区'.repeat(60), ageMin: 29 },
});
const reply = (hits: number): Masked<FindReply> =>
  maskFound(
    Array.from({ length: hits }, () => longest as Masked<FindHit>),
    true,
  );
const headers = (who: string) => ({ cookie: `waypost_me=handle-of-${who}`, origin: page.server.url });
const seek = (text: string, who = 'ana'): Promise<Response> => page.server.post(mePaths.find, { text }, headers(who));
/** Lets everything that can happen without the clock happen. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((go) => setImmediate(go));
};

describe('a search', () => {
  test('S16: has one length, be it of nobody or of five with the longest names there are', async () => {
    let hits = 0;
    page = await startMePage({ desk: { find: () => reply(hits) } });
    const lengths = [];
    for (hits of [0, 1, 5]) {
      const answer = await seek('anybody');
      expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(await answer.clone().text())));
      expect(((await answer.json()) as FindReply).hits).toHaveLength(hits);
      lengths.push(answer.headers.get('content-length'));
    }
    expect(lengths).toEqual(['8192', '8192', '8192']);
  });

  test('S16: is answered at one moment after it was asked, however long looking took', async () => {
    const httpClock = fakeClock();
    let look: () => Promise<Masked<FindReply>> | Masked<FindReply> = () => reply(0);
    page = await startMePage({ httpClock, desk: { find: () => look() } });
    const answered: string[] = [];
    const ask = async (what: string): Promise<void> => {
      const waiting = httpClock.waiting();
      void seek('anybody').then(() => answered.push(what));
      while (httpClock.waiting() === waiting) await settle();
    };
    await ask('nobody');
    look = async () => {
      await settle();
      return reply(5);
    };
    await ask('five');
    httpClock.advance(199);
    await settle();
    expect(answered).toEqual([]);
    httpClock.advance(1);
    while (answered.length < 2) await settle();
    expect(answered.toSorted()).toEqual(['five', 'nobody']);
  });

  test('is asked forty times a minute by one person, and that takes nothing from another', async () => {
    const asked: string[] = [];
    const find = (ref: string) => {
      asked.push(ref);
      return reply(0);
    };
    page = await startMePage({ desk: { find } });
    const statuses = await Promise.all(Array.from({ length: 45 }, async () => (await seek('anybody')).status));
    expect([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 429).length]).toEqual([
      40, 5,
    ]);
    expect((await seek('anybody', 'ben')).status).toBe(200);
    expect(asked.filter((ref) => ref === ana)).toHaveLength(40);
    expect(asked.at(-1)).toBe(ben);
  });

  test('is not made for who is signed out, with one letter, with a hundred, or with more than a text', async () => {
    let asked = 0;
    const find = () => {
      asked += 1;
      return reply(0);
    };
    page = await startMePage({ desk: { find } });
    expect((await seek('anybody', 'nobody')).status).toBe(401);
    for (const body of [{ text: 'a' }, { text: 'a'.repeat(61) }, { text: ['ab'] }, { text: 'ab', groups: ['all'] }, {}]) {
      const answer = await page.server.post(mePaths.find, body, headers('ana'));
      expect([body, answer.status]).toEqual([body, 400]);
    }
    expect(asked).toBe(0);
  });
});
