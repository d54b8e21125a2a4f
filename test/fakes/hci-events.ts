// What a Bluetooth controller says when it hears adverts (Bluetooth Core, volume 4, part E, 7.7.65.2 and 7.7.65.13), byte
// for byte, so that tests go through the radio library's own parsing.

export type Report = {
  /** Twelve hex digits in reading order; on the wire it goes the other way round. */
  readonly address: string;
  /** Advertising data as hex. */
  readonly data: string;
  readonly rssiDbm: number;
  readonly random?: boolean;
  /** 0 connectable, 2 scannable, 3 neither, 4 a scan response. Of extended reports the bits of 7.7.65.13. */
  readonly type?: number;
};

/** LE Advertising Report; one event can hold several. */
export function advertisingReport(...reports: readonly Report[]): Buffer {
  return leMetaEvent(0x02, reports.map(legacy));
}

/** LE Extended Advertising Report, which controllers send instead once they are asked in the extended way. */
export function extendedReport(...reports: readonly Report[]): Buffer {
  return leMetaEvent(0x0d, reports.map(extended));
}

function legacy({ address, data, rssiDbm, random = false, type = 3 }: Report): Buffer {
  const bytes = Buffer.from(data, 'hex');
  return Buffer.concat([Buffer.of(type, random ? 1 : 0), onAir(address), Buffer.of(bytes.length), bytes, int8(rssiDbm)]);
}

function extended({ address, data, rssiDbm, random = false, type = 0 }: Report): Buffer {
  const bytes = Buffer.from(data, 'hex');
  const kind = Buffer.of(type & 0xff, type >> 8, random ? 1 : 0);
  // Primary and secondary PHY, set id, power not available; the interval of no periodic train; addressed to nobody.
  const middle = [Buffer.of(1, 2, 0xff, 0x7f), int8(rssiDbm), Buffer.alloc(2), Buffer.alloc(7)];
  return Buffer.concat([kind, onAir(address), ...middle, Buffer.of(bytes.length), bytes]);
}

function leMetaEvent(subEvent: number, reports: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.of(subEvent, reports.length), ...reports]);
  return Buffer.concat([Buffer.of(0x04, 0x3e, body.length), body]);
}

const onAir = (address: string): Buffer => Buffer.from(address, 'hex').reverse();
const int8 = (value: number): Buffer => Buffer.of(value & 0xff);
