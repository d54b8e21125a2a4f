// The other side of MessagePack, for tests only: what a gateway of that make puts on the wire.

/** A value as the specification's smallest form of it; whole numbers, text, bytes, lists and objects. */
export function packed(value: unknown): Buffer {
  if (value === null) return Buffer.of(0xc0);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xc3 : 0xc2);
  if (typeof value === 'number') return packedInteger(value);
  if (typeof value === 'string') return withLength(Buffer.from(value), { fix: 0xa0, fixMax: 31, wide: [0xd9, 0xda] });
  if (value instanceof Uint8Array) return withLength(Buffer.from(value), { fix: 0, fixMax: -1, wide: [0xc4, 0xc5] });
  if (Array.isArray(value)) return counted(value.length, 0x90, 0xdc, value.map(packed));
  const entries = Object.entries(value as object);
  return counted(entries.length, 0x80, 0xde, entries.flat().map(packed));
}

function packedInteger(value: number): Buffer {
  if (value >= -32 && value <= 127) return Buffer.of(value & 0xff);
  const body = Buffer.alloc(9);
  if (Math.abs(value) > 0x7fff_ffff) {
    body[0] = 0xd3;
    body.writeBigInt64BE(BigInt(value), 1);
    return body;
  }
  body[0] = 0xd2;
  body.writeInt32BE(value, 1);
  return body.subarray(0, 5);
}

type Leads = { readonly fix: number; readonly fixMax: number; readonly wide: readonly [number, number] };

function withLength(body: Buffer, { fix, fixMax, wide: [one, two] }: Leads): Buffer {
  if (body.length <= fixMax) return Buffer.concat([Buffer.of(fix + body.length), body]);
  if (body.length <= 0xff) return Buffer.concat([Buffer.of(one, body.length), body]);
  return Buffer.concat([Buffer.of(two, body.length >> 8, body.length & 0xff), body]);
}

function counted(count: number, fix: number, wide: number, items: readonly Buffer[]): Buffer {
  const head = count <= 15 ? Buffer.of(fix + count) : Buffer.of(wide, count >> 8, count & 0xff);
  return Buffer.concat([head, ...items]);
}
