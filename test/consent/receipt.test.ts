import { describe, expect, test } from 'vitest';
import { receiptOf } from '#gateway/consent/receipt.ts';
import { LocationConsent } from '#shared/model/consent.ts';
import { Person } from '#shared/model/person.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { ConsentReceipt } from '#shared/wire/receipt.ts';
import { morningMs } from './gate.ts';

const policy: Policy = {
  ...defaultPolicy,
  consentDocument: { version: '2027-1', sha256: 'ab'.repeat(32) },
  dataProtectionOfficer: 'privacy@example.org',
  controller: 'Example Ltd, 1 High Street',
};
const location = LocationConsent.parse({
  scopes: ['wall', 'group'],
  documentVersion: '2027-1',
  givenAtMs: morningMs - 1000,
  tags: ['mac:00112233aabb'],
});
const person = Person.parse({
  ref: 'p-9f2c',
  displayName: 'Ana Weber',
  identifier: '4100',
  visibility: 'show',
  groups: ['sales'],
  roles: ['user'],
  location,
});

type Deps = Parameters<typeof receiptOf>[0];
const deps = (changes: Partial<Deps> = {}): Deps => ({
  person,
  policy,
  history: [],
  newId: () => 'receipt-1',
  nowMs: morningMs,
  wallDisplays: true,
  groupNames: ['Sales'],
  ...changes,
});
const receipt = (changes: Partial<Deps> = {}): ConsentReceipt => ConsentReceipt.parse(receiptOf(deps(changes)));

describe('the receipt of a consent', () => {
  test('S24: carries every field of TS 27560 that applies, the hash of the notice included', () => {
    expect(receipt()).toEqual({
      schema: 'ISO/IEC TS 27560:2023',
      receiptId: 'receipt-1',
      issuedAtMs: morningMs,
      controller: 'Example Ltd, 1 High Street',
      dataProtectionOfficer: 'privacy@example.org',
      subject: 'p-9f2c',
      notice: { version: '2027-1', sha256: 'ab'.repeat(32) },
      purpose: 'indoor-location',
      legalBasis: 'consent',
      data: ['place in the building', 'identifier of the tag'],
      scopes: ['group', 'wall'],
      recipients: ['yourself', 'colleagues in Sales', 'whoever looks at a wall display'],
      retention: 'PT30M',
      givenAtMs: morningMs - 1000,
      method: 'signed-in page, active choice',
      withdrawal: 'At any time on the page /me: switch location off. It takes effect at once.',
      events: [{ atMs: morningMs - 1000, state: 'given' }],
    });
  });

  test('S24: no field is empty, whatever the booking system left out', () => {
    const { controller: _, ...silent } = policy;
    const whole = receipt({ policy: { ...silent, dataProtectionOfficer: '' }, groupNames: [], wallDisplays: false });
    for (const [field, value] of Object.entries(whole)) expect(value, field).not.toEqual('');
    expect(whole.recipients).toEqual([
      'yourself',
      'colleagues in your groups (none at present)',
      'whoever looks at a wall display (none at present)',
    ]);
  });

  test('S24: is none of a consent to another notice than the one in force, whose hash would be the wrong one', () => {
    const changed = { ...policy, consentDocument: { version: '2027-2', sha256: 'cd'.repeat(32) } };
    expect(receiptOf(deps({ policy: changed }))).toBeNull();
    expect(receiptOf(deps({ person: Person.parse({ ...person, location: undefined }) }))).toBeNull();
  });

  test('names as recipients exactly those whom the scopes let see', () => {
    const recipientsWith = (scopes: LocationConsent['scopes']): string[] =>
      receipt({ person: { ...person, location: { ...location, scopes } } }).recipients;
    expect(recipientsWith([])).toEqual(['yourself']);
    expect(recipientsWith(['company'])).toEqual(['yourself', 'everybody in the company who is signed in']);
  });

  test('tells what became of this consent, oldest first and only once, and nothing of the ones before it', () => {
    const at = (ms: number, state: 'given' | 'paused' | 'resumed' | 'withdrawn') => ({ atMs: location.givenAtMs + ms, state });
    const history = [at(500, 'resumed'), at(-900, 'given'), at(-800, 'withdrawn'), at(0, 'given'), at(200, 'paused')];
    expect(receipt({ history }).events).toEqual([at(0, 'given'), at(200, 'paused'), at(500, 'resumed')]);
  });

  test('holds no name, no tag and no number of its person, so that a lost one tells nobody’s', () => {
    const text = JSON.stringify(receipt());
    for (const personal of ['Ana', 'Weber', '4100', '00112233aabb']) expect(text).not.toContain(personal);
  });

  test('fits a QR code after a month of pauses', () => {
    const history = Array.from({ length: 40 }, (_, nth) => ({
      atMs: morningMs + nth,
      state: nth % 2 === 0 ? ('paused' as const) : ('resumed' as const),
    }));
    // Version 40, error correction L, bytes.
    expect(Buffer.byteLength(JSON.stringify(receipt({ history })))).toBeLessThan(2953);
  });
});
