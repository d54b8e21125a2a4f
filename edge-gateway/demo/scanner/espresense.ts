// ESPresense's own words (wire formats 2.1): one message per tag and report, a distance of its own making beside it.

import { type Heard, iBeaconOf, type Message } from './heard.ts';

const absorption = 2.7;
const defaultPowerDbm = -65;

/** `espresense/devices/<id>/<room>`. */
export function espresenseSighting(room: string, heard: Heard): Message {
  const id = espresenseId(heard);
  const powerDbm = heard.measuredPowerDbm ?? defaultPowerDbm;
  const distance = 10 ** ((powerDbm - heard.rssiDbm) / (10 * absorption));
  const payload = {
    mac: heard.address,
    id,
    ...(heard.measuredPowerDbm === undefined ? {} : { 'rssi@1m': heard.measuredPowerDbm }),
    rssi: round(heard.rssiDbm),
    rxAdj: 0,
    rssiVar: 4,
    distance: round(distance),
    var: round((distance * 0.2) ** 2),
    ...(distance < 0.5 ? { close: true } : {}),
    int: 480,
  };
  return { topic: `espresense/devices/${id}/${room}`, payload: JSON.stringify(payload) };
}

/** `espresense/rooms/<room>/telemetry`, sent about every 15 seconds; `adverts` are those since its start. */
export function espresenseTelemetry(room: string, upForMs: number, tagsInHearing: number, adverts: number): Message {
  const payload = {
    ip: '127.0.0.1',
    uptime: Math.round(upForMs / 1000),
    firm: 'esp32c3',
    rssi: -58,
    ver: 'v4.1.0',
    ...(adverts > 0 ? { adverts } : {}),
    seen: tagsInHearing,
    freeHeap: 118_000,
    maxHeap: 61_000,
    fingerprints: tagsInHearing,
    scanStack: 3200,
    loopStack: 2100,
    bleStack: 1900,
  };
  return { topic: `espresense/rooms/${room}/telemetry`, payload: JSON.stringify(payload) };
}

function espresenseId(heard: Heard): string {
  const beacon = iBeaconOf(heard.tag);
  if (beacon === null) return heard.address;
  const dashed = beacon.uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return `iBeacon:${dashed}-${beacon.major}-${beacon.minor}`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
