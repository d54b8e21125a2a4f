// The privacy desk over real HTTP: for whom it is, what reaches it, how often; what it answers goes through as it is.

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maskDesk } from '#gateway/mask/desk-mask.ts';
import { type KnownGlass, maskGlass } from '#gateway/mask/glass-mask.ts';
import { createMeHub } from '#gateway/push/me-hub.ts';
import type { MeDesk } from '#gateway/push/me-ports.ts';
import type { MeAccess } from '#gateway/push/me-session.ts';
import type { PrivacyDeskPort } from '#gateway/push/privacy-ports.ts';
import { refused } from '#shared/kit/outcome.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import { firstSettings } from '#shared/model/privacy-settings.ts';
import { AuditPage, GlassReply, PrivacyDesk, PrivacyReply, privacyPaths } from '#shared/wire/privacy-desk.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { viewer } from '#test/mask/looks.ts';
import { floor, startTestServer, type TestServer } from './harness.ts';

const [officer, manager, user] = ['p-officer', 'p-manager', 'p-user'].map((id) => SubjectRef.parse(id));
const id = randomUUID();
let server: TestServer;
let asked: [what: string, ref: SubjectRef, body: unknown][];
let knows: boolean;

const desk = PrivacyDesk.parse({
  asOfMs: 5,
  may: { readAudit: true, stopPositions: true, propose: true, askGlass: [] },
  positions: { on: true, why: null, failing: [], accepted: [] },
  ...{ settings: firstSettings, limits: firstSettings, proposals: [], glasses: [], audit: { entries: 3, intact: true } },
});
const glass: KnownGlass = {
  ...{ floor: floor('f1'), asOfMs: 5, untilMs: 9, nowBootMs: 0, mode: 'hide-everyone', fixes: [] },
  ...{ person: () => undefined, consentOf: () => undefined, zoneName: () => undefined },
};

/** Says yes to everything and remembers what it was asked. */
function deskThatAgrees(): PrivacyDeskPort {
  const act = (what: string) => (ref: SubjectRef, body: unknown) => {
    asked.push([what, ref, body]);
    return { ok: true } as const;
  };
  return {
    oversees: (ref) => ref !== user,
    desk: () => (knows ? maskDesk(desk, viewer({ roles: ['privacy-officer'] })) : null),
    audit: (ref, before) => {
      asked.push(['audit', ref, before]);
      return ref === manager ? { ok: false, why: 'not-allowed' } : { entries: [], nextBefore: null };
    },
    stopPositions: act('stopPositions'),
    propose: act('propose'),
    answerProposal: act('answerProposal'),
    askGlass: act('askGlass'),
    answerGlass: act('answerGlass'),
    lookGlass: (ref, body) => {
      asked.push(['lookGlass', ref, body]);
      return maskGlass(glass).view;
    },
    closeGlass: () => ({ ok: false, why: 'gone' }),
  };
}

beforeEach(async () => {
  asked = [];
  knows = true;
  const access: MeAccess = {
    origin: () => server.url,
    begin: async () => refused('not-ready'),
    finish: async () => refused('failed'),
    of: (handle) => {
      const ref = [officer, manager, user].find((one) => one === handle);
      return ref === undefined ? null : { ref, endsAtMs: 9_000 };
    },
    end: () => undefined,
  };
  const plan = () => ({ siteName: '', timeZone: '', floors: [] });
  const none = () => null;
  const hub = createMeHub({ clock: fakeClock(), me: none, boardFor: none, managed: none, emergencyOf: none, plan });
  server = await startTestServer({ people: { desk: {} as MeDesk, access, hub }, privacy: deskThatAgrees() });
});
afterEach(() => server.stop());

const headersOf = (who: SubjectRef | undefined) => ({ cookie: `waypost_me=${who}`, origin: server.url });
const get = (path: string, who = officer) => fetch(server.url + path, { headers: headersOf(who) });
const post = (path: string, body: object, who = officer) => server.post(path, body, headersOf(who));
const tap = () => ({ event: randomUUID() });

const bodies = {
  stopPositions: () => tap(),
  propose: () => ({ ...tap(), setting: 'k', to: 9 }),
  answerProposal: () => ({ ...tap(), id, yes: true }),
  askGlass: () => ({ ...tap(), floor: 'f1', reason: 'medical', text: 'Somebody has fallen' }),
  answerGlass: () => ({ ...tap(), id, yes: false }),
  lookGlass: () => ({ ...tap(), id }),
};
const acts = Object.keys(bodies) as (keyof typeof bodies)[];

describe('for whom it is', () => {
  test('who is signed out gets the 401 of every own page, and who holds none of the roles one 403, before a body is read', async () => {
    const answers = new Set<string>();
    for (const act of acts) {
      const [nobody, noRole] = [
        await post(privacyPaths[act], {}, SubjectRef.parse('p-gone')),
        await post(privacyPaths[act], {}, user),
      ];
      expect([nobody.status, noRole.status]).toEqual([401, 403]);
      answers.add(await noRole.text());
    }
    for (const path of [privacyPaths.desk, privacyPaths.audit, `${privacyPaths.audit}?before=x`]) {
      answers.add(await (await get(path, user)).text());
    }
    expect([...answers].map((text) => JSON.parse(text))).toEqual([
      { ...{ type: 'about:blank', status: 403, code: 'overseers-only' }, title: expect.stringContaining('privacy officers') },
    ]);
    expect(asked).toEqual([]);
  });

  test('who is not known to the booking system any more is signed out', async () => {
    knows = false;
    expect((await get(privacyPaths.desk)).status).toBe(401);
  });

  test('a page of elsewhere can have nothing done in a browser that is signed in', async () => {
    const foreign = { ...headersOf(officer), origin: 'https://elsewhere.example' };
    for (const act of acts) expect((await server.post(privacyPaths[act], bodies[act](), foreign)).status).toBe(403);
    expect(asked).toEqual([]);
  });
});

describe('what it answers', () => {
  test('the desk, and the audit from the newest or before an entry; a no is a 200 with its reason', async () => {
    expect(PrivacyDesk.parse(await (await get(privacyPaths.desk)).json())).toEqual(desk);
    const read = async (query: string, who = officer) => (await get(privacyPaths.audit + query, who)).json();
    expect(AuditPage.parse(await read(''))).toEqual({ entries: [], nextBefore: null });
    await read('?before=7');
    expect(await read('', manager)).toEqual({ ok: false, why: 'not-allowed' });
    expect(asked.map(([, , before]) => before)).toEqual([null, 7, null]);
    for (const query of ['?before=0', '?before=x', '?before=']) {
      expect((await get(privacyPaths.audit + query)).status).toBe(400);
    }
  });

  test.each(acts)('%s reaches the desk for the person of the session with its body, and nothing else does', async (act) => {
    const body = bodies[act]();
    const answer = await post(privacyPaths[act], body, manager);
    expect((act === 'lookGlass' ? GlassReply : PrivacyReply).parse(await answer.json()).ok).toBe(true);
    expect(asked).toEqual([[act, manager, body]]);
    expect((await post(privacyPaths[act], { ...bodies[act](), ref: user }, officer)).status).toBe(400);
    expect((await post(privacyPaths[act], {}, officer)).status).toBe(act === 'lookGlass' ? 429 : 400);
  });

  test('a refusal is a value', async () => {
    const answer = await post(privacyPaths.closeGlass, { ...tap(), id });
    expect([answer.status, await answer.json()]).toEqual([200, { ok: false, why: 'gone' }]);
  });

  test('S10: break-glass is not asked for without a reason of the list and a sentence', async () => {
    const ask = async (change: object) => (await post(privacyPaths.askGlass, { ...bodies.askGlass(), ...change })).status;
    expect(await ask({ reason: 'curious' })).toBe(400);
    expect(await ask({ text: 'because   ' })).toBe(400);
    expect(await ask({ text: 'x'.repeat(501) })).toBe(400);
    expect(asked).toEqual([]);
  });

  test('one look a second for each person, whoever else looks', async () => {
    const look = async (who = officer) => (await post(privacyPaths.lookGlass, bodies.lookGlass(), who)).status;
    expect(await Promise.all([look(), look(), look(manager)])).toSatisfy(
      (all: number[]) =>
        all.filter((status) => status === 200).length === 2 && all.filter((status) => status === 429).length === 1,
    );
    expect(asked.map(([, ref]) => ref).toSorted()).toEqual([manager, officer]);
  });
});

test('a gateway where nobody can sign in has no privacy desk', async () => {
  const bare = await startTestServer({ privacy: deskThatAgrees() });
  expect((await fetch(bare.url + privacyPaths.desk)).status).toBe(404);
  await bare.stop();
});
