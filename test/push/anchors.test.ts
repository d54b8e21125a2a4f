import { afterEach, describe, expect, test } from 'vitest';
import { AnchorId, FloorId } from '#shared/model/ids.ts';
import { Anchors } from '#shared/wire/anchors.ts';
import { bearer, startTestServer, type TestServer } from './harness.ts';

const list: Anchors = {
  anchors: [
    {
      ...{ id: AnchorId.parse('hall'), floor: FloorId.parse('f1'), x: 1.5, y: 2, kind: 'scanner', scanners: ['s1'] },
      ...{ state: 'silent', why: 'offline', lastHeardAgoMs: 60_000, advertsPerSecond: null, saturated: null },
      ...{ clockSkewMs: -3_000, firmwareVersion: 'v4.1.0' },
      calibration: {
        samples: 40,
        residualDb: 3.2,
        biasDb: null,
        readings: 400,
        moved: { suspicion: 'maybe', reason: 'It hears others.' },
      },
    },
  ],
};

let server: TestServer;
afterEach(() => server.stop());

const start = async (): Promise<void> => {
  server = await startTestServer({
    anchors: () => list,
    mayInspect: (authorization) => authorization === 'Bearer installer.right',
  });
};
/** Somebody behind a proxy on this machine: not this machine. */
const elsewhere = { 'x-forwarded-for': '192.0.2.7' };
const ask = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

describe('GET /api/v1/anchors', () => {
  test('answers a caller on this machine with every field of the list', async () => {
    await start();
    const answer = await ask('/api/v1/anchors');
    expect(answer.status).toBe(200);
    expect(Anchors.parse(await answer.json())).toEqual(list);
  });

  test('answers whoever has a right to inspect, from anywhere', async () => {
    await start();
    expect((await ask('/api/v1/anchors', { ...elsewhere, authorization: 'Bearer installer.right' })).status).toBe(200);
  });

  test.each([
    ['nobody in particular', {}],
    ['a wrong token', { authorization: 'Bearer installer.wrong' }],
    ['a display, which has no use for it', { authorization: bearer('lobby') }],
  ])('tells %s nothing of the site', async (_who, headers) => {
    await start();
    const answer = await ask('/api/v1/anchors', { ...elsewhere, ...headers });
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toMatch(/hall|s1|1\.5/);
  });

  test('is for this machine only as long as nobody has a right to inspect', async () => {
    server = await startTestServer({ anchors: () => list });
    expect((await ask('/api/v1/anchors', { ...elsewhere, authorization: 'Bearer ' })).status).toBe(401);
    expect((await ask('/api/v1/anchors')).status).toBe(200);
  });
});

describe('the figures of single scanners', () => {
  test('are for the same callers, and the others have the rest', async () => {
    await start();
    const texts = await Promise.all([{}, elsewhere].map(async (headers) => (await ask('/metrics', headers)).text()));
    expect(texts.map((text) => text.includes('waypost_scanner_up'))).toEqual([true, false]);
    expect(texts.map((text) => text.includes('waypost_board_frames_total'))).toEqual([true, true]);
  });
});
