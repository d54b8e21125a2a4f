import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCanaries } from './canaries.ts';
import { patternsOf } from './patterns.ts';
import { createScanner } from './scan.ts';

describe('the scanner of the deletion proof', () => {
  const book = createCanaries();
  book.badge();
  book.address();
  book.zone();
  book.name();
  book.identifier();
  const scanner = createScanner(book.all());

  test('finds every form of every canary wherever it stands, and nothing else', () => {
    const forms = book.all().flatMap(patternsOf);
    expect(new Set(forms.map(({ form }) => form)).size).toBeGreaterThan(15);
    const missed = forms.filter((pattern, i) => {
      const bytes = Buffer.concat([Buffer.alloc(i % 5, 0xa5), pattern.bytes, Buffer.alloc(3, 0x5a)]);
      return !scanner.scan(bytes).some((hit) => hit.canary === pattern.canary && hit.offset === i % 5);
    });
    expect(missed).toEqual([]);
    expect(scanner.scan(Buffer.alloc(100_000, 'a walk through the office at half past nine. '))).toEqual([]);
  });

  test('finds what other programs make of a canary: base64 inside a longer text, numbers of every order', () => {
    const tag = book.all().find(({ kind }) => kind === 'tag');
    const zone = book.all().find(({ kind }) => kind === 'zone');
    if (!tag?.bytes || !zone?.bytes) throw new Error('no canaries');
    const number = BigInt(`0x${zone.text}`);
    const [big, little, double] = [Buffer.alloc(8), Buffer.alloc(8), Buffer.alloc(8)];
    big.writeBigUInt64BE(number);
    little.writeBigUInt64LE(number);
    double.writeDoubleLE(Number(number));
    const made = {
      json: Buffer.from(JSON.stringify({ tag: `ib:${tag.text}:1:2` })),
      base64: Buffer.from(Buffer.from(JSON.stringify({ a: `ib:${tag.text}` })).toString('base64')),
      base64OfBytes: Buffer.from(Buffer.concat([Buffer.from('x'), tag.bytes, Buffer.from('yz')]).toString('base64')),
      utf16: Buffer.from(`zone ${zone.text}`, 'utf16le'),
      ...{ big, little, double },
    };
    for (const [what, bytes] of Object.entries(made)) expect([what, scanner.scan(bytes).length > 0]).toEqual([what, true]);
  });

  test('finds what lies across the border of two pieces of a file, once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-test-'));
    const tag = book.all()[0];
    const bytes = Buffer.alloc(8 * 1024 * 1024 + 500);
    bytes.write(tag?.text ?? '', 8 * 1024 * 1024 - 7, 'latin1');
    writeFileSync(join(folder, 'image'), bytes);
    expect(scanner.scanFile(join(folder, 'image')).map(({ offset }) => offset)).toEqual([8 * 1024 * 1024 - 7]);
    rmSync(folder, { recursive: true });
  });
});
