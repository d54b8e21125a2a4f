import { afterEach, describe, expect, test } from 'vitest';
import { maskOwn } from '#gateway/mask/own-mask.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { ConsentReceipt } from '#shared/wire/receipt.ts';
import { ana, ben, knownSelf, type MePage, startMePage } from './me-page.ts';

let page: MePage;
afterEach(() => page.server.stop());

const yes = { scopes: ['wall'], documentVersion: '1', documentSha256: 'a' };
const booking = { booking: 'b-1' };
const actions: [path: string, what: string, body: object][] = [
  [mePaths.consent, 'consent', yes],
  [mePaths.withdraw, 'withdraw', {}],
  [mePaths.pause, 'pause', { on: true }],
  [mePaths.forget, 'forget', {}],
  [mePaths.visibility, 'visibility', { visibility: 'hide' }],
  [mePaths.status, 'status', { status: null }],
  [mePaths.bringTag, 'bringTag', { printed: '100-1' }],
  [mePaths.holdTag, 'holdTag', {}],
  [mePaths.confirmTag, 'confirmTag', { offer: 'o' }],
  [mePaths.lostTag, 'lostTag', { handle: 'h' }],
  [mePaths.checkIn, 'checkIn', booking],
  [mePaths.release, 'release', booking],
  [mePaths.extend, 'extend', booking],
  [mePaths.erase, 'erase', {}],
];

describe('what somebody decides', () => {
  test.each(actions)('%s is asked for the person of the session, and for nobody else', async (path, what, body) => {
    page = await startMePage();
    expect(await (await page.post(path, body, 'ben')).json()).toEqual({ ok: true, delivery: 'sent' });
    expect(page.asked).toEqual([[what, ben, expect.objectContaining(body)]]);
    expect((await page.post(path, { ...body, ref: ana }, 'ben')).status).toBe(400);
    expect((await page.post(path, body, 'nobody')).status).toBe(401);
    expect(page.asked).toHaveLength(1);
  });

  test('is not asked of a session that has ended meanwhile', async () => {
    page = await startMePage();
    page.sessions.clear();
    const answer = await page.post(mePaths.withdraw, {});
    expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'signed-out' })]);
    expect(page.asked).toEqual([]);
  });

  test('and a notice that was read, which needs no tap', async () => {
    page = await startMePage();
    const headers = { cookie: 'waypost_me=handle-of-ana', origin: page.server.url };
    expect((await page.server.post(mePaths.seen, { notice: 'n' }, headers)).status).toBe(200);
    expect(page.asked).toEqual([['seen', ana, { notice: 'n' }]]);
  });

  test('the key of an app is answered, and nothing beside it', async () => {
    const key = 'K'.repeat(43);
    page = await startMePage({ desk: { app: () => Object.assign({ ok: true as const, key }, { person: 'of somebody' }) } });
    expect(await (await page.post(mePaths.app, {})).json()).toEqual({ ok: true, key });
  });
});

describe('what somebody reads about themselves', () => {
  test('is what the wire describes: what else came along stays here', async () => {
    page = await startMePage({ desk: { me: () => Object.assign(maskOwn(knownSelf()), { account: 'canary', pin: 'canary' }) } });
    const text = await (await page.get(mePaths.me)).text();
    expect(JSON.parse(text)).toMatchObject({ name: 'Name of p-ana', dot: null });
    expect(text).not.toContain('canary');
  });

  test('is the one 401 for who is signed out and for who is not known any more, and no file', async () => {
    page = await startMePage({ desk: { me: () => null, data: () => null, receipt: () => null } });
    const texts = [];
    for (const [path, who] of [
      [mePaths.me, 'ana'],
      [mePaths.data, 'ana'],
      [mePaths.me, 'nobody'],
      [mePaths.receipt, 'nobody'],
    ] as const) {
      const answer = await page.get(path, who);
      expect([path, answer.status, answer.headers.get('content-disposition')]).toEqual([path, 401, null]);
      texts.push(await answer.text());
    }
    expect(new Set(texts).size).toBe(1);
  });

  test('S25: the file of my data is a file, kept by no cache', async () => {
    page = await startMePage({ desk: { data: (ref) => ({ of: ref }) } });
    const answer = await page.get(mePaths.data, 'ben');
    expect(await answer.json()).toEqual({ of: ben });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="waypost-my-data.json"');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('S24: a receipt is a file too; without a consent there is none', async () => {
    page = await startMePage({ desk: { receipt: () => null } });
    expect((await page.get(mePaths.receipt)).status).toBe(404);
    await page.server.stop();
    const receipt = ConsentReceipt.parse({
      ...{ schema: 'ISO/IEC TS 27560:2023', receiptId: 'r', issuedAtMs: 1, controller: 'c', dataProtectionOfficer: 'd' },
      ...{ subject: ana, notice: { version: '1', sha256: 'a' }, purpose: 'indoor-location', legalBasis: 'consent', data: [] },
      ...{ scopes: [], recipients: [], retention: 'PT30M', givenAtMs: 1, withdrawal: 'w', events: [] },
      method: 'signed-in page, active choice',
    });
    page = await startMePage({ desk: { receipt: () => receipt } });
    const answer = await page.get(mePaths.receipt);
    expect(await answer.json()).toEqual(receipt);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="waypost-consent-receipt.json"');
  });

  test('R25: the document comes as plain text to who is signed in, and is not there while it can’t be had', async () => {
    let text: string | null = 'Thirty minutes. <script>';
    page = await startMePage({ desk: { document: async () => text } });
    const answer = await page.get(mePaths.document);
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/plain; charset=utf-8', text]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await page.get(mePaths.document, 'nobody')).status).toBe(401);
    text = null;
    expect((await page.get(mePaths.document)).status).toBe(404);
  });
});
