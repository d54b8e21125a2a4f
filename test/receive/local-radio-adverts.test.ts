// What the radio library makes of real advertising bytes, from a controller's events to sightings. The library runs as it
// is, in its own process; only the controller below it is made of bytes.

import { afterAll, describe, expect, it } from 'vitest';
import { createDecoder } from '#gateway/decode/decoder.ts';
import { localRadio } from '#gateway/receive/local-radio.ts';
import type { RawAdvert, RunningFeed } from '#gateway/receive/tag-feed.ts';
import { AnchorId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';
import { eventually } from '#test/eventually.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { advertisingReport, extendedReport, type Report } from '#test/fakes/hci-events.ts';

const anchor = AnchorId.parse('gateway');
const feeds: RunningFeed[] = [];
afterAll(async () => {
  for (const feed of feeds) await feed.stop();
});

const last = { address: 'ffffffffffff', data: '020106', rssiDbm: -99 };

/** What comes out when the controller says these events; a last one of its own shows that all were looked at. */
async function heard(...events: readonly Buffer[]): Promise<readonly RawAdvert[]> {
  const said = [...events, advertisingReport(last)].map((event) => event.toString('hex')).join(',');
  const controller = new URL(`../fakes/hci-socket.ts?events=${said}`, import.meta.url).href;
  const all: RawAdvert[] = [];
  const radio = localRadio({ anchor, clock: fakeClock(), nodeArguments: ['--import', controller] });
  const started = await radio.start((raw) => {
    if (raw.kind === 'advert') all.push(raw);
  });
  if (!started.ok) throw new Error(started.detail);
  feeds.push(started.value);
  await eventually(() => expect(all.at(-1)?.address).toBe(last.address));
  return all.slice(0, -1);
}

const uuid = 'fda50693a4e24fb1afcfc6eb07647825';
const flags = '020106';
const iBeacon = `${flags}1aff4c000215${uuid}00640007c5`;
const altBeacon = `${flags}1bff1801beac${uuid}00640007be00`;
const eddystone = `${flags}0303aafe1516aafe00ee00112233445566778899aabbccddeeff`;
const name = '0409576179';
const address = 'c1a2b3040506';
const tag = `ib:${uuid}:100:7`;

const decode = createDecoder({ scanners: [], anchors: [] });
const from = (address: string, data: string, rssiDbm = -70, more: Partial<Report> = {}): Buffer =>
  advertisingReport({ address, data, rssiDbm, ...more });

/** Each advert as `tag at strength` and the power at one metre where it says one, or as the reason why it gave nothing. */
function sightingsOf(all: readonly RawAdvert[]): readonly string[] {
  const said = ({ tag, rssiDbm, measuredPowerDbm: power }: Sighting): string =>
    power === undefined ? `${tag} at ${rssiDbm}` : `${tag} at ${rssiDbm}, ${power} at 1 m`;
  return all.map(decode).flatMap((result) => (result.ok ? result.value.map(said) : [result.why]));
}

describe('the bytes of the air, through the radio library to sightings', () => {
  it('are iBeacons, AltBeacons and Eddystones with their power, and addresses where they are none', async () => {
    const all = await heard(
      from('c1a2b3040501', iBeacon, -71),
      from('c1a2b3040502', altBeacon, -72),
      from('c1a2b3040503', eddystone, -73),
      from('c1a2b3040504', `${flags}${name}`, -74),
      from('c1a2b3040505', '', -75),
    );
    expect(sightingsOf(all)).toEqual([
      `${tag} at -71, -59 at 1 m`,
      `alt:${uuid}:100:7 at -72, -66 at 1 m`,
      'eddy:00112233445566778899:aabbccddeeff at -73, -59 at 1 m',
      'mac:c1a2b3040504 at -74',
      'mac:c1a2b3040505 at -75',
    ]);
  });

  it('give no sighting where the strength is not available (127) or 0', async () => {
    const all = await heard(from(address, iBeacon, 127), from(address, iBeacon, 0), from(address, iBeacon, -20));
    expect(sightingsOf(all)).toEqual(['rssi-out-of-range', 'rssi-out-of-range', `${tag} at -20, -59 at 1 m`]);
  });

  it('are no beacon when its data is too short, and one when more follows it', async () => {
    const short = `${flags}19ff4c000215${uuid}00640007`;
    const long = `${flags}1bff4c000215${uuid}00640007c564`;
    const empty = `${flags}01ff`;
    const all = await heard(from('c1a2b3040501', short), from('c1a2b3040502', long), from('c1a2b3040503', empty));
    expect(sightingsOf(all)).toEqual(['mac:c1a2b3040501 at -70', `${tag} at -70, -59 at 1 m`, 'mac:c1a2b3040503 at -70']);
  });

  it('are counted once each, an advert at once and its scan response as the address it comes from', async () => {
    const all = await heard(
      from(address, iBeacon, -70, { type: 0 }),
      from(address, name, -71, { type: 4 }),
      from(address, iBeacon, -72, { type: 0 }),
    );
    expect(sightingsOf(all)).toEqual([`${tag} at -70, -59 at 1 m`, 'mac:c1a2b3040506 at -71', `${tag} at -72, -59 at 1 m`]);
  });

  it('count for what they hold themselves, not for what the same address sent before', async () => {
    const all = await heard(
      from(address, iBeacon, -60),
      from(address, eddystone, -61),
      from(address, flags, -62),
      from(address, altBeacon, -63),
    );
    expect(sightingsOf(all)).toEqual([
      `${tag} at -60, -59 at 1 m`,
      'eddy:00112233445566778899:aabbccddeeff at -61, -59 at 1 m',
      'mac:c1a2b3040506 at -62',
      `alt:${uuid}:100:7 at -63, -66 at 1 m`,
    ]);
  });

  it('come from public and from random addresses alike, twelve digits in lower case', async () => {
    const all = await heard(from('ABCDEF012345', flags, -70), from('FEDCBA987654', flags, -71, { random: true }));
    expect(all.map((raw) => raw.address)).toEqual(['abcdef012345', 'fedcba987654']);
  });

  it('may come several to an event, and as extended reports', async () => {
    const one = { address: 'c1a2b3040501', data: iBeacon, rssiDbm: -71 };
    const two = { address: 'c1a2b3040502', data: flags, rssiDbm: -72 };
    const all = await heard(
      advertisingReport(one, two),
      extendedReport({ ...one, rssiDbm: -73, random: true }),
      extendedReport(two),
    );
    expect(sightingsOf(all)).toEqual([
      `${tag} at -71, -59 at 1 m`,
      'mac:c1a2b3040502 at -72',
      `${tag} at -73, -59 at 1 m`,
      'mac:c1a2b3040502 at -72',
    ]);
  });

  it('never stop the radio, broken as they may be', async () => {
    const broken = ['0116', '010a', '1aff4c00', 'ff', '00', '02160a', '0120', '0121', '0114', '01ff01ff'];
    const halved = advertisingReport({ address, data: iBeacon, rssiDbm: -70 }).subarray(0, 30);
    const lying = Buffer.from('043e02020a', 'hex');
    const all = await heard(...broken.map((data) => from(address, data)), halved, lying, from('c1a2b3040501', iBeacon));
    expect(sightingsOf(all).at(-1)).toBe(`${tag} at -70, -59 at 1 m`);
    expect(new Set(sightingsOf(all).slice(0, -1))).toEqual(new Set(['mac:c1a2b3040506 at -70']));
  });
});
