// One scanner of each firmware, and the short way from a topic and a payload to what the decoder says.

import { createDecoder, type DecodeResult } from '#gateway/decode/decoder.ts';
import { AnchorId, TagId } from '#shared/model/ids.ts';
import { type Firmware, Scanner } from '#shared/model/scanner.ts';

const rooms: Readonly<Record<Firmware, string>> = {
  espresense: 'kitchen',
  openmqttgateway: 'OMG_3',
  theengs: 'TheengsGateway',
  tasmota: 'ceiling',
  minew: 'AC233FC005D8',
  ingics: 'F008D1789200',
  cassia: 'CC:1B:E0:E2:8F:2C',
  ruuvi: 'C8:25:2D:8E:9C:2C',
  aprilbrother: 'ab-4',
  'room-assistant': 'living-room',
  'mqtt-room': 'studio',
  native: 'rx7',
};

const firmwares = Object.keys(rooms) as Firmware[];

/** The scanner of a firmware is called after it, and so is its anchor. */
const scanners = [
  ...firmwares.map((firmware) => Scanner.parse({ id: firmware, firmware, room: rooms[firmware], anchor: `a-${firmware}` })),
  Scanner.parse({ id: 'espresense-2', firmware: 'espresense', room: 'hall', anchor: 'a-hall' }),
  Scanner.parse({ id: 'room-assistant-2', firmware: 'room-assistant', room: 'bedroom', anchor: 'a-bedroom' }),
];

/** What the anchors `a-hall` and `a-minew` advertise themselves, as it is heard. */
export const beaconOf = {
  hall: TagId.parse('ib:e5ca1adef007ba110000000000000000:1:2'),
  minew: TagId.parse('mac:ac233fc005d8'),
};

const decode = createDecoder({
  scanners,
  anchors: [
    // As a site file may write it: with leading zeros.
    { id: AnchorId.parse('a-hall'), beacon: TagId.parse('ib:e5ca1adef007ba110000000000000000:0001:00002') },
    { id: AnchorId.parse('a-minew'), beacon: beaconOf.minew },
    { id: AnchorId.parse('a-espresense') },
  ],
});

/** Decodes a text, bytes, or anything JSON can hold, as heard at 5,000 ms. */
export function decoded(topic: string, payload: unknown, retained = false): DecodeResult {
  const bytes =
    payload instanceof Uint8Array ? payload : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return decode({ kind: 'mqtt', topic, payload: bytes, retained, heardAtBootMs: 5_000 });
}

type HeardTag = { readonly tag: string; readonly rssiDbm: number; readonly measuredPowerDbm?: number };

/** What the decoder answers when one scanner heard these tags at its own anchor. */
export function sighted(scanner: string, ...heard: readonly HeardTag[]): object {
  const value = heard.map((one) => ({ ...one, anchor: `a-${scanner}`, heardAtBootMs: 5_000 }));
  return { ok: true, scanner, value, between: [], report: null };
}

/** What it answers when that scanner heard another anchor. */
export function between(scanner: string, from: string, rssiDbm: number): object {
  const heard = { from, anchor: `a-${scanner}`, rssiDbm, heardAtBootMs: 5_000 };
  return { ok: true, scanner, value: [], between: [heard], report: null };
}

export const sightingTopics: Readonly<Record<Firmware, string>> = {
  espresense: 'espresense/devices/iBeacon:x/kitchen',
  openmqttgateway: 'home/OMG_3/BTtoMQTT/C1A2B3040506',
  theengs: 'home/TheengsGateway/BTtoMQTT/C1A2B3040506',
  tasmota: 'tele/ceiling/SENSOR',
  minew: 'minew/AC233FC005D8',
  ingics: 'ingics/F008D1789200',
  cassia: 'up/CC:1B:E0:E2:8F:2C/scan',
  ruuvi: 'ruuvi/C8:25:2D:8E:9C:2C/C1:A2:B3:04:05:06',
  aprilbrother: 'aprilbrother/ab-4',
  'room-assistant':
    'room-assistant/entity/living-room/bluetooth-low-energy-presence-sensor/ble-fda50693a4e24fb1afcfc6eb07647825-100-7',
  'mqtt-room': 'room_presence/studio',
  native: 'waypost/v1/rx/rx7/s',
};
