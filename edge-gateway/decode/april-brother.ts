// April Brother's AB BLE Gateway V4 (its user guide, "Data Format"): a MessagePack map whose `devices` are raw adverts,
// each `advertising type, address, strength, advertising data` in bytes. The address is in reading order, most significant
// byte first (the guide's example, and integrations that turn it round for HCI); the strength is its byte minus 256.
// `time`, the seconds since it started, is never read and no device has a time of its own, so the gateway has to be set to
// upload every second: it can also hold adverts back for half an hour, and they would all look as if they were heard now.

import { z } from 'zod';
import { decodeAdvert } from './advert.ts';
import { together } from './batch.ts';
import { type FormatResult, wrongShape } from './heard.ts';
import { readMessagePack } from './message-pack.ts';

const Devices = z.array(z.instanceof(Uint8Array));

const addressAt = 1;
const strengthAt = 7;
const dataAt = 8;

/** Every advert in the message; a broken one costs only itself. */
export function decodeAprilBrother(payload: Uint8Array): FormatResult {
  const message = readMessagePack(payload);
  const devices = Devices.safeParse(message instanceof Map ? message.get('devices') : undefined);
  return devices.success ? together(devices.data.map(advertIn)) : wrongShape;
}

function advertIn(device: Uint8Array): FormatResult {
  const strength = device[strengthAt];
  if (strength === undefined) return { ok: false, why: 'not-an-advert' };
  const address = Buffer.from(device.subarray(addressAt, strengthAt)).toString('hex');
  return decodeAdvert(address, strength - 256, device.subarray(dataAt));
}
