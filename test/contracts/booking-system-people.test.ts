// What every booking system makes of people's decisions and tags. The fake folds decisions as the edge does, so this also
// holds the edge's own view of a decision to what the demo booking system makes of it.

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withDecisions } from '#gateway/booking/with-decisions.ts';
import { privacyDocument } from '#gateway/demo/booking-system/privacy-document.ts';
import type { TagWrite } from '#shared/booking-api/contract.ts';
import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import { PhoneVerifier, RotatingKey } from '#shared/model/consent.ts';
import { TagId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { anna, bert, officeNowMs, ref, tap } from '#test/fakes/office.ts';
import { type Bench, bookingSystems } from './booking-systems.ts';

const { version, sha256 } = privacyDocument;
const tag = TagId.parse('mac:0123456789ab');
const phone = PhoneVerifier.parse('a'.repeat(64));
const rotating = RotatingKey.parse('k'.repeat(43));
const by = (nth: number, person = anna.ref) => ({ event: tap(nth), person, atMs: officeNowMs + nth });
const consent = (nth: number, person = anna.ref, documentVersion: string = version): PersonEvent => {
  return { ...by(nth, person), action: 'consent', scopes: ['group', 'wall'], documentVersion };
};

describe.each(bookingSystems)('%s', (_, make) => {
  let bench: Bench;
  const live = new AbortController().signal;
  const deliver = (event: PersonEvent) => bench.system.deliver(event, live);
  const bring = (nth: number, what: TagWrite['what'], person = anna.ref) =>
    bench.system.writeTag({ event: tap(nth), person, what }, 'bring', live);
  const person = async (whose = anna.ref): Promise<Person | undefined> => {
    const answer = await bench.system.snapshot(live);
    return answer.ok ? answer.value.people.find((one) => one.ref === whose) : undefined;
  };
  beforeEach(async () => {
    bench = await make();
    bench.apply({ kind: 'policy', policy: { ...defaultPolicy, consentDocument: { version, sha256 } } });
    bench.apply({ kind: 'person', person: anna });
    bench.apply({ kind: 'person', person: bert });
  });
  afterEach(() => bench.stop());

  test('makes of every decision what the edge shows while it waits, and tells the feed', async () => {
    const decisions: readonly PersonEvent[] = [
      consent(1),
      { ...by(2), action: 'pause', untilMs: officeNowMs + 60_000 },
      { ...consent(3), scopes: [] } as PersonEvent,
      { ...by(4), action: 'pause', untilMs: 0 },
      { ...by(5), action: 'visibility', visibility: 'hide' },
      { ...by(6), action: 'status', status: 'remote' },
      { ...by(7), action: 'status', status: null },
      { ...by(8), action: 'drop-tags' },
      { ...by(9), action: 'withdraw' },
      { ...by(10), action: 'pause', untilMs: officeNowMs + 60_000 },
      { ...by(11), action: 'status', status: 'busy' },
      consent(12),
      { ...by(13), action: 'erase' },
      { ...by(14), action: 'looked-at', reason: 'medical' },
    ];
    for (const [nth, decision] of decisions.entries()) {
      const before = (await person()) ?? anna;
      const answer = await deliver(decision);
      const { rev: _rev, ...expected } = withDecisions(before, [decision]);
      expect(answer, decision.action).toMatchObject({ ok: true, value: { person: expected } });
      const stands = await person();
      expect(stands).toEqual({ ...expected, rev: stands?.rev });
      expect(await bench.effects()).toHaveLength(nth + 1);
      if (decision.action === 'consent') await bring(100 + nth, { tag });
      if (decision.action === 'consent') await bring(200 + nth, { rotating });
    }
    const { rev: _rev, ...left } = (await person()) ?? anna;
    expect(left).toEqual({ ...anna, visibility: 'unset' });
  });

  test('takes a decision once: a repeat of an old yes after a later no changes nothing', async () => {
    const first = await deliver(consent(1));
    await deliver({ ...by(2), action: 'withdraw' });
    expect(await deliver(consent(1))).toEqual(first);
    expect(await person()).not.toHaveProperty('location');
    expect(await bench.effects()).toEqual([tap(1), tap(2)]);
  });

  test('S11: takes it always, and once, that a person is to be told they were looked at, whatever they have agreed to', async () => {
    const told: PersonEvent = { ...by(1), action: 'looked-at', reason: 'missing-person' };
    const { rev: _rev, ...before } = (await person()) ?? anna;
    expect(await deliver(told)).toMatchObject({ ok: true, value: { person: before } });
    expect(await deliver(told)).toMatchObject({ ok: true });
    expect(await person()).toMatchObject(before);
    expect(await bench.effects()).toEqual([tap(1)]);
  });

  test('gives a person a higher rev with each change', async () => {
    const revs = [(await person())?.rev];
    for (const decision of [consent(1), { ...by(2), action: 'withdraw' } as const]) {
      await deliver(decision);
      revs.push((await person())?.rev);
    }
    expect(revs).toEqual(revs.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(new Set(revs).size).toBe(3);
  });

  test('S24: refuses a yes to another version of the document for good, and still takes the no', async () => {
    expect(await deliver(consent(1, anna.ref, 'an older one'))).toMatchObject({ ok: false, why: 'refused', code: 'conflict' });
    await deliver(consent(2));
    bench.apply({ kind: 'policy', policy: { ...defaultPolicy, consentDocument: { version: '2027-1', sha256 } } });
    expect(await deliver({ ...by(3), action: 'withdraw' })).toMatchObject({ ok: true });
    expect(await person()).not.toHaveProperty('location');
  });

  test('knows no decision of somebody unknown', async () => {
    expect(await deliver(consent(1, ref('p-nobody')))).toMatchObject({ ok: false, why: 'refused', code: 'not-found' });
  });

  test('R36: gives a tag to a person who consents, and says how they stand', async () => {
    await deliver(consent(1));
    for (const [nth, what] of [{ tag }, { phone }, { rotating }].entries()) {
      expect(await bring(10 + nth, what)).toMatchObject({ ok: true, value: { ref: anna.ref } });
    }
    expect((await person())?.location).toMatchObject({ tags: [tag], phones: [phone], rotating: [rotating] });
    expect(await bring(20, { tag })).toMatchObject({ ok: true, value: { location: { tags: [tag] } } });
    const back = await bench.system.writeTag({ event: tap(21), person: anna.ref, what: { tag } }, 'give-up', live);
    expect(back).toMatchObject({ ok: true, value: { location: { tags: [], phones: [phone] } } });
    expect(await bench.system.writeTag({ event: tap(22), person: bert.ref, what: { phone } }, 'give-up', live)).toMatchObject({
      ok: true,
    });
    expect((await person())?.location).toMatchObject({ tags: [], phones: [phone] });
  });

  test('gives no tag without a consent, and none of another person', async () => {
    expect(await bring(1, { tag })).toMatchObject({ ok: false, why: 'refused', code: 'not-allowed' });
    await deliver(consent(2));
    await deliver(consent(3, bert.ref));
    await bring(4, { tag });
    expect(await bring(5, { tag }, bert.ref)).toMatchObject({ ok: false, why: 'refused', code: 'conflict' });
    expect((await person(bert.ref))?.location?.tags).toEqual([]);
    expect((await person())?.location?.tags).toEqual([tag]);
  });

  test('R25: gives the text whose hash stands in the policy, and none for another version', async () => {
    const answer = await bench.system.privacyDocument(version, live);
    const text = answer.ok ? answer.value : '';
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    for (const other of ['1999-1', '..', 'x/../y', '\ud800']) {
      expect(await bench.system.privacyDocument(other, live)).toMatchObject({ ok: false });
    }
  });
});
