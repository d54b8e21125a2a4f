// Payloads nobody should send, for the property tests of single formats: bytes, any JSON, and JSON that is nearly right.

import fc from 'fast-check';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, plain) ?? '');
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** `right` is a message as it should be; one of its keys at a time is replaced by anything or left out. */
export function hostilePayloads(right: Readonly<Record<string, unknown>>): fc.Arbitrary<Uint8Array> {
  const near = fc
    .tuple(fc.constantFrom(...Object.keys(right)), fc.option(fc.anything(), { nil: undefined }))
    .map(([key, value]) => bytesOf({ ...right, [key]: value }));
  return fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.json().map((text) => Buffer.from(text)),
    near,
  );
}

/** What one format function is given when a message holds `value`. */
export const asJson = bytesOf;
