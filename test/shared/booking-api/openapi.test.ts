import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { paths } from '#shared/booking-api/contract.ts';
import { bookingApiDocument } from '#shared/booking-api/openapi.ts';
import { defaultPolicy } from '#shared/model/policy.ts';
import { aBooking, anna, officeNowMs, tap } from '#test/fakes/office.ts';

const document = z
  .object({
    openapi: z.literal('3.1.0'),
    paths: z.record(z.string(), z.unknown()),
    components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  })
  .parse(bookingApiDocument());
const ajv = new Ajv2020({ validateFormats: false });
const accepts = (name: string, value: unknown): boolean => ajv.validate(document.components.schemas[name] ?? false, value);

describe('The OpenAPI document of the booking contract', () => {
  test('describes every path of the contract and refers only to what it defines', () => {
    const { openapi: _, ...all } = paths;
    const described = { ...all, privacyDocuments: `${all.privacyDocuments}/{version}` };
    expect(Object.keys(document.paths).toSorted()).toEqual(Object.values(described).toSorted());
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(document.components.schemas).toHaveProperty(reference.split('/').at(-1) ?? '');
  });

  test('accepts what the contract sends and refuses what it does not', () => {
    const snapshot = { cursor: '1', policy: defaultPolicy, people: [anna], bookings: [aBooking('b1')] };
    expect(accepts('Snapshot', snapshot)).toBe(true);
    expect(accepts('Snapshot', { ...snapshot, people: [{ ...anna, identifier: 'letters' }] })).toBe(false);
    const checkIn = { event: tap(1), booking: 'b1', person: 'p-anna', atMs: officeNowMs };
    expect(accepts('CheckIn', checkIn)).toBe(true);
    expect(accepts('CheckIn', { ...checkIn, atMs: 'noon' })).toBe(false);
    const block = {
      act: 'block',
      event: tap(2),
      by: 'p-anna',
      atMs: 1,
      space: 'desk-a',
      reason: 'broken',
      fromMs: 1,
      untilMs: null,
    };
    expect(accepts('ManagerAct', block)).toBe(true);
    expect(accepts('ManagerAct', { ...block, reason: 'because' })).toBe(false);
    expect(accepts('Occupancy', { tickMs: 1, zones: [{ zone: 'z1', about: 10 }] })).toBe(true);
    expect(accepts('Occupancy', { tickMs: 1, zones: [{ zone: 'z1', about: 7 }] })).toBe(false);
  });
});
