// Raw advertising data (Bluetooth Core supplement, part A) to a tag: iBeacon, AltBeacon, Eddystone-UID, or the address.
// One decoder for every radio that hands over bytes.

import type { TagId } from '#shared/model/ids.ts';
import { type FormatResult, heardOne } from './heard.ts';
import { beaconTag, eddystoneTag, macTag } from './tag-id.ts';

type Beacon = { readonly tag: TagId; readonly power: number | undefined };

const serviceData16 = 0x16;
const manufacturerSpecific = 0xff;
/** An advert is at most 255 bytes in one extended PDU; chained ones reach 1,650. */
const longestAdvert = 1_650;
const wholeBytes = /^(?:[0-9a-f]{2})*$/i;

/** Reads AD structures one after another; a structure that reaches past the end makes the advert no advert. */
export function decodeAdvert(address: string, rssiDbm: number, data: Uint8Array): FormatResult {
  if (data.length > longestAdvert) return { ok: false, why: 'too-large' };
  let at = 0;
  let beacon: Beacon | null = null;
  while (at < data.length && beacon === null) {
    const length = data[at] ?? 0;
    if (length === 0) break; // The rest is padding.
    if (at + 1 + length > data.length) return { ok: false, why: 'not-an-advert' };
    const body = Buffer.from(data.buffer, data.byteOffset + at + 2, length - 1);
    beacon = beaconIn(data[at + 1] ?? 0, body);
    at += 1 + length;
  }
  if (beacon !== null) return heardOne(beacon.tag, rssiDbm, beacon.power);
  const plain = macTag(address);
  return plain === null ? { ok: false, why: 'not-an-advert' } : heardOne(plain, rssiDbm, undefined);
}

/** The same for an advert written as hex digits in either case, as many gateways do. */
export function decodeAdvertHex(address: string, rssiDbm: number, hex: string): FormatResult {
  return wholeBytes.test(hex) ? decodeAdvert(address, rssiDbm, Buffer.from(hex, 'hex')) : { ok: false, why: 'not-an-advert' };
}

function beaconIn(type: number, body: Buffer): Beacon | null {
  if (type === manufacturerSpecific) return iBeacon(body) ?? altBeacon(body);
  return type === serviceData16 ? eddystone(body) : null;
}

/** 4C 00 02 15, uuid, major, minor, power at 1 m. A power of 3 is an Echo's artefact and no beacon (wire formats 2.1). */
function iBeacon(body: Buffer): Beacon | null {
  if (body.length < 25 || body.readUInt32BE(0) !== 0x4c000215) return null;
  const power = body.readInt8(24);
  return power === 3 ? null : beacon('ib', body, power);
}

/** Company id, BE AC, 20 bytes of id, power at 1 m, one byte reserved. */
function altBeacon(body: Buffer): Beacon | null {
  if (body.length < 25 || body.readUInt16BE(2) !== 0xbeac) return null;
  return beacon('alt', body, body.readInt8(24));
}

function beacon(kind: 'ib' | 'alt', body: Buffer, power: number): Beacon | null {
  const tag = beaconTag(kind, body.toString('hex', 4, 20), body.readUInt16BE(20), body.readUInt16BE(22));
  return tag === null ? null : { tag, power: power < 0 ? power : undefined };
}

/** Service FEAA, frame 00, power at 0 m, namespace, instance. 41 dB is what the specification loses over the first metre. */
function eddystone(body: Buffer): Beacon | null {
  if (body.length < 20 || body.readUInt16LE(0) !== 0xfeaa || body[2] !== 0x00) return null;
  const tag = eddystoneTag(body.toString('hex', 4, 14), body.toString('hex', 14, 20));
  return tag === null ? null : { tag, power: body.readInt8(3) - 41 };
}
