// One honest message of every firmware that names the same badge, with everything in it that must not come out again.

import type { Firmware } from '#shared/model/scanner.ts';
import { packed } from './packed.ts';

/** The badge in canonical form. */
export const badge = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';
const upperUuid = 'FDA50693A4E24FB1AFCFC6EB07647825';
const advert = `0201061AFF4C000215${upperUuid}00640007C5`;
const time = '2026-01-05T09:00:01.000Z';
const colons = 'C1:A2:B3:04:05:06';
const bare = 'C1A2B3040506';

const openMqttGateway = (rssi: unknown): unknown => ({
  id: colons,
  name: 'Tag7',
  distance: 7.85,
  uuid: upperUuid,
  major: 100,
  minor: '7',
  rssi,
});

const roomAssistant = (rssi: unknown): unknown => ({
  entity: {
    id: `ble-${upperUuid.toLowerCase()}-100-7`,
    distances: { 'living-room': { lastUpdatedAt: time, distance: 3.6, outOfRange: false } },
    measuredValues: { 'living-room': { rssi, measuredPower: -59 } },
  },
  diff: [{ path: '/measuredValues/living-room' }],
  hasAuthority: true,
});

/** By firmware, a message with this strength. */
export const validMessages: Readonly<Record<Firmware, (rssi: unknown) => unknown>> = {
  espresense: (rssi) => ({
    mac: bare,
    id: 'iBeacon:fda50693-a4e2-4fb1-afcf-c6eb07647825-100-7',
    distance: 2.84,
    irk: '00112233445566778899aabbccddeeff',
    rssi,
  }),
  openmqttgateway: openMqttGateway,
  theengs: openMqttGateway,
  tasmota: (rssi) => ({
    Time: '2026-01-05T09:00:02',
    IBEACON: { UID: upperUuid, MAJOR: '0064', MINOR: '0007', MAC: bare, RSSI: rssi, STATE: 'ON', PERSEC: 5 },
  }),
  minew: (rssi) => [
    { timestamp: time, type: 'Gateway', mac: 'AC233FC005D8', gatewayFree: 64, gatewayLoad: 0.24 },
    { timestamp: time, type: 'Unknown', mac: bare, bleName: '', rssi, rawData: advert },
  ],
  ingics: (rssi) => `$GPRP,${bare},F008D1789200,${rssi},${advert},1767603601.895\r\n`,
  cassia: (rssi) => ({
    id: '35656',
    action: 'data.scan',
    timestamp: 1_767_603_601_895,
    gateway: 'CC:1B:E0:E2:8F:2C',
    data: [{ bdaddrs: [{ bdaddr: colons, bdaddrType: 'random' }], evt_type: 3, rssi, adData: advert, name: 'Tag7' }],
  }),
  ruuvi: (rssi) => ({ gw_mac: 'C8:25:2D:8E:9C:2C', rssi, aoa: [], gwts: '1767603601', ts: '1767603601', data: advert }),
  aprilbrother: (rssi) =>
    packed({
      v: '1.4.1',
      mid: 7,
      time: 86_400,
      devices: [Buffer.concat([Buffer.from(`03${bare}`, 'hex'), Buffer.of(Number(rssi) + 256), Buffer.from(advert, 'hex')])],
    }),
  'room-assistant': roomAssistant,
  'mqtt-room': (rssi) => ({ id: 'fda50693-a4e2-4fb1-afcf-c6eb07647825_100_7', name: 'Tag7', distance: 2.84, rssi }),
  native: (rssi) => ({ v: 1, t: null, s: [[badge, rssi]] }),
};
