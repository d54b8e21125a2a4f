import { afterEach, describe, expect, test } from 'vitest';
import { createInstallers } from '#gateway/installers.ts';
import type { CalibrationDesk } from '#gateway/push/ports.ts';
import { HttpProblem } from '#gateway/push/problem.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { CalibrationReport, MapList, VisitReply, VisitState } from '#shared/wire/calibration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { startTestServer, type TestServer } from './harness.ts';

let server: TestServer | undefined;
afterEach(async () => server?.stop());

const base = '/api/v1/calibration';
const key = 'test-installer-key-0123456789';
const secrets = { ...testSecrets, WAYPOST_INSTALLER_KEY: key };
const authorization = `Bearer kim.${derivedSecret(key, 'installer', 'kim')}`;
const visit = { floor: 'f1', x: 1.5, y: 2, tag: 'mac:0000000000aa', seconds: 10 };

/** A desk that remembers what it was asked; who may ask is decided as in the gateway. */
function deskFor(installers: readonly string[]): CalibrationDesk & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const { admit } = createInstallers({ installers: [...installers], secrets }, fakeClock().bootMs);
  return {
    asked,
    admit,
    beginVisit: (body) => {
      asked.push(body);
      return { ok: false, why: 'outside-floor', detail: 'This spot is outside.' };
    },
    visit: () => ({ state: 'none' }),
    cancelVisit: () => {
      asked.push('cancel');
      return { state: 'none' };
    },
    report: async () => ({ map: null, anchors: [], warnings: [] }),
    maps: () => ({ maps: [] }),
    activate: (id) => {
      asked.push(id);
      return { ok: true, map: id };
    },
    refit: () => ({ ok: false, why: 'too-few-pairs', detail: 'Anchors heard each other in 0 pairs.' }),
  };
}

const ask = (method: string, path: string, headers: Record<string, string> = { authorization }, body?: unknown) =>
  fetch(`${server?.url}${base}${path}`, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('calibration over HTTP', () => {
  test('answers an installer, refusals as values', async () => {
    const calibration = deskFor(['kim']);
    server = await startTestServer({ calibration });
    const begun = await ask('POST', '/visits', { authorization }, visit);
    expect(begun.status).toBe(200);
    expect(VisitReply.parse(await begun.json())).toEqual({ ok: false, why: 'outside-floor', detail: 'This spot is outside.' });
    expect(VisitState.parse(await (await ask('GET', '/visits/current')).json())).toEqual({ state: 'none' });
    expect((await ask('DELETE', '/visits/current')).status).toBe(200);
    expect(CalibrationReport.parse(await (await ask('GET', '/report')).json()).anchors).toEqual([]);
    expect(MapList.parse(await (await ask('GET', '/maps')).json())).toEqual({ maps: [] });
    expect(await (await ask('POST', '/maps/0007/activate')).json()).toEqual({ ok: true, map: '0007' });
    expect(await (await ask('POST', '/refit')).json()).toMatchObject({ ok: false, why: 'too-few-pairs' });
    expect(calibration.asked).toEqual([visit, 'cancel', '0007']);
  });

  test('tells a stranger nothing and does nothing for one, before it reads what was sent', async () => {
    const calibration = deskFor(['kim']);
    server = await startTestServer({ calibration });
    const paths = [
      'POST /visits',
      'GET /visits/current',
      'DELETE /visits/current',
      'GET /report',
      'GET /maps',
      'POST /refit',
      'POST /maps/0001/activate',
    ];
    const answers: number[] = [];
    for (const path of paths) {
      const [method = '', at = ''] = path.split(' ');
      const answer = await ask(method, at, { authorization: 'Bearer kim.wrong' });
      answers.push(answer.status);
      expect(HttpProblem.parse(await answer.json()).title).toMatch(/installer is not known|Wait five minutes/);
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(calibration.asked).toEqual([]);
  });

  test('says in a sentence that nobody may, when no installer is set up', async () => {
    server = await startTestServer({ calibration: deskFor([]) });
    const answer = await ask('GET', '/report');
    expect(answer.status).toBe(403);
    expect(HttpProblem.parse(await answer.json()).title).toContain('WAYPOST_INSTALLER_KEY');
  });

  test('names what is wrong in a visit and repeats none of it', async () => {
    const calibration = deskFor(['kim']);
    server = await startTestServer({ calibration });
    for (const wrong of [{ seconds: 61 }, { seconds: 2 }, { x: null }, { tag: 'Ada' }, { floor: 'A B' }, { extra: 'Ada' }]) {
      const answer = await ask('POST', '/visits', { authorization }, { ...visit, ...wrong });
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain('Ada');
    }
    expect((await ask('POST', '/maps/..%2Factive/activate')).status).toBe(400);
    expect(calibration.asked).toEqual([]);
  });

  test('is described in the API document with its own kind of token', async () => {
    server = await startTestServer({ calibration: deskFor(['kim']) });
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
    expect(Object.keys(document.paths).filter((path) => path.startsWith(base))).toHaveLength(6);
    expect(JSON.stringify(document.paths[`${base}/report`])).toContain('"security":[{"installer":[]}]');
  });
});
