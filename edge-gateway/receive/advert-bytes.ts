// noble hands out adverts taken apart. The decoder wants the bytes as they were on the air, so that one decoder serves
// every radio; this puts the two kinds of AD structure back together that can hold a tag.

type Parsed = {
  readonly manufacturerData?: Uint8Array | undefined;
  readonly serviceData?: readonly { readonly uuid: string; readonly data: Uint8Array }[] | undefined;
};

const manufacturerSpecific = 0xff;
const serviceData16 = 0x16;

/** AD structures (length, type, data) of the manufacturer data and of service data with a 16-bit UUID. Always a copy. */
export function advertBytes({ manufacturerData, serviceData = [] }: Parsed): Uint8Array {
  const parts: Buffer[] = [];
  if (manufacturerData !== undefined) parts.push(structure(manufacturerSpecific, manufacturerData));
  for (const { uuid, data } of serviceData) {
    if (uuid.length === 4) parts.push(structure(serviceData16, Buffer.from(uuid, 'hex').reverse(), data));
  }
  return Buffer.concat(parts);
}

function structure(type: number, ...data: Uint8Array[]): Buffer {
  const body = Buffer.concat(data);
  return Buffer.concat([Buffer.of(Math.min(body.length + 1, 255), type), body.subarray(0, 254)]);
}
