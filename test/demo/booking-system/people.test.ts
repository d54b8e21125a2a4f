import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { privacyDocument } from '#gateway/demo/booking-system/privacy-document.ts';
import { longestDocumentBytes, Problem, paths } from '#shared/booking-api/contract.ts';
import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import { hours } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import { TagId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { type DemoBookingSystem, demoBookingSystem } from '#test/fakes/demo-booking-system.ts';
import { aBooking, anna, bert, officeNowMs as now, tap } from '#test/fakes/office.ts';

const live = new AbortController().signal;
const { version, sha256 } = privacyDocument;
const consent: PersonEvent = {
  event: tap(1),
  person: anna.ref,
  atMs: now,
  action: 'consent',
  scopes: ['wall'],
  documentVersion: version,
};

describe('The demo booking system about people', () => {
  let demo: DemoBookingSystem;
  const person = async (ref = anna.ref): Promise<Person | undefined> => {
    const answer = await demo.system.snapshot(live);
    return answer.ok ? answer.value.people.find((one) => one.ref === ref) : undefined;
  };
  const bookings = async (): Promise<readonly Booking[]> => {
    const answer = await demo.system.snapshot(live);
    return answer.ok ? answer.value.bookings : [];
  };
  beforeEach(async () => {
    demo = await demoBookingSystem();
    demo.apply({ kind: 'person', person: anna });
    demo.apply({ kind: 'person', person: bert });
    await demo.control('policy', { consentDocument: { version, sha256 } });
  });
  afterEach(() => demo.stop());

  test('lets an administrator change groups, roles, what is managed, status and account, and take them away', async () => {
    const given = {
      groups: ['sales'],
      roles: ['user', 'group-manager'],
      manages: { groups: ['sales'] },
      status: 'away',
      account: 's-1',
      duties: ['first-aider'],
      dutyNamed: true,
    };
    expect((await demo.control('people/p-anna', given)).status).toBe(204);
    expect(await person()).toMatchObject(given);
    expect((await demo.control('people/p-anna', { manages: null, status: null, account: null })).status).toBe(204);
    const left = await person();
    expect([left?.manages, left?.status, left?.account, left?.roles]).toEqual([undefined, undefined, undefined, given.roles]);
    expect((await demo.control('people/p-anna', { roles: ['emperor'] })).status).toBe(400);
    expect((await demo.control('people/p-anna', { ref: 'p-bert' })).status).toBe(400);
  });

  test('gives a person who was archived and is back a rev above all before', async () => {
    await demo.system.deliver(consent, live);
    const before = (await person())?.rev ?? 0;
    await demo.control('people/p-anna', undefined, 'DELETE');
    demo.apply({ kind: 'person', person: anna });
    expect((await person())?.rev).toBeGreaterThan(before);
  });

  test('erases what is over and keeps what is to come', async () => {
    const at = (id: string, fromMs: number) => aBooking(id, { fromMs, toMs: fromMs + hours(1), state: 'checked-in' });
    for (const booking of [at('over', now - hours(3)), at('now', now), at('soon', now + hours(5))]) {
      demo.apply({ kind: 'booking', booking });
    }
    demo.apply({ kind: 'booking', booking: { ...at('of-bert', now - hours(3)), holder: bert.ref } });
    await demo.system.deliver({ event: tap(2), person: anna.ref, atMs: now, action: 'erase' }, live);
    expect(Object.fromEntries((await bookings()).map(({ id, holder }) => [id, holder]))).toEqual({
      over: undefined,
      now: anna.ref,
      soon: anna.ref,
      'of-bert': bert.ref,
    });
  });

  test('gives nobody more than eight tags, and knows whose a tag is after its person withdrew', async () => {
    await demo.system.deliver(consent, live);
    await demo.system.deliver({ ...consent, event: tap(2), person: bert.ref }, live);
    const bring = (nth: number, ref = anna.ref) => {
      const what = { tag: TagId.parse(`mac:${String(nth % 100).padStart(12, '0')}`) };
      return demo.system.writeTag({ event: tap(nth), person: ref, what }, 'bring', live);
    };
    for (let nth = 10; nth < 18; nth += 1) expect(await bring(nth)).toMatchObject({ ok: true });
    expect(await bring(18)).toMatchObject({ ok: false, why: 'refused', code: 'invalid' });
    expect(await bring(110, bert.ref)).toMatchObject({ ok: false, code: 'conflict' });
    await demo.system.deliver({ event: tap(3), person: anna.ref, atMs: now, action: 'withdraw' }, live);
    expect(await bring(210, bert.ref)).toMatchObject({ ok: true });
  });

  test('R25: serves a document that is short, in words, and the one its hash says', async () => {
    const url = `${demo.url}${paths.privacyDocuments}/${version}`;
    const headers = { authorization: `Bearer ${demo.token}` };
    const response = await fetch(url, { headers });
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(Buffer.byteLength(text)).toBeLessThan(longestDocumentBytes);
    for (const word of ['30 minutes', 'take your yes back', 'Data protection officer', version]) expect(text).toContain(word);
    const other = await fetch(`${url}0`, { headers });
    expect([other.status, Problem.parse(await other.json()).code]).toEqual([404, 'not-found']);
    expect((await fetch(url)).status).toBe(401);
  });
});
