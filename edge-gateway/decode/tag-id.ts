// The one place where the decoders make canonical tag ids. Every part is checked before it is put together, which is what
// TagId's own parse would do again at ten times the cost; a property test holds the two to each other.

import type { TagId } from '#shared/model/ids.ts';

const hex32 = /^[0-9a-f]{32}$/;
const hex20 = /^[0-9a-f]{20}$/;
const hex12 = /^[0-9a-f]{12}$/;
const decimal = /^\d{1,5}$/;
const canonical = /^(?:(ib|alt):([0-9a-f]{32}):(\d{1,5}):(\d{1,5})|eddy:[0-9a-f]{20}:[0-9a-f]{12}|mac:[0-9a-f]{12})$/;

/** An iBeacon (`ib`) or AltBeacon (`alt`); `uuid` with or without dashes, in either case. Null when it is none. */
export function beaconTag(kind: 'ib' | 'alt', uuid: string, major: number | string, minor: number | string): TagId | null {
  const bare = hex(uuid, '-');
  const majorNumber = sixteenBits(major);
  const minorNumber = sixteenBits(minor);
  if (!hex32.test(bare) || majorNumber === null || minorNumber === null) return null;
  return `${kind}:${bare}:${majorNumber}:${minorNumber}` as TagId;
}

/** Eddystone-UID: 10 bytes of namespace, 6 of instance. */
export function eddystoneTag(namespace: string, instance: string): TagId | null {
  const bareNamespace = hex(namespace, '-');
  const bareInstance = hex(instance, '-');
  return hex20.test(bareNamespace) && hex12.test(bareInstance) ? (`eddy:${bareNamespace}:${bareInstance}` as TagId) : null;
}

/** A Bluetooth address with or without colons, in either case. */
export function macTag(address: string): TagId | null {
  const bare = hex(address, ':');
  return hex12.test(bare) ? (`mac:${bare}` as TagId) : null;
}

/** A tag that claims to be canonical already; numbers lose leading zeros. */
export function canonicalTag(text: string): TagId | null {
  const match = canonical.exec(text);
  if (match === null) return null;
  const [, kind, uuid, major, minor] = match;
  if (kind === undefined) return text as TagId;
  return beaconTag(kind === 'ib' ? 'ib' : 'alt', uuid ?? '', major ?? '', minor ?? '');
}

function sixteenBits(value: number | string): number | null {
  if (typeof value === 'string' && !decimal.test(value)) return null;
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 && number <= 0xffff ? number : null;
}

/** Lower case without separators; text that needs neither comes back as it is, which is the common case. */
function hex(text: string, separator: string): string {
  const lower = text.toLowerCase();
  return lower.includes(separator) ? lower.replaceAll(separator, '') : lower;
}
