import { describe, expect, it } from 'vitest';
import { decoded, sighted, sightingTopics } from './scanners.ts';

const topic = sightingTopics.tasmota;
const beacon = {
  UID: 'FDA50693A4E24FB1AFCFC6EB07647825',
  MAJOR: '0064',
  MINOR: '0007',
  MAC: 'C1A2B3040506',
  RSSI: -71,
  STATE: 'ON',
  PERSEC: 5,
};
const message = (change: object = {}) => ({ Time: '2026-01-05T09:00:02', IBEACON: { ...beacon, ...change } });
const tag = 'ib:fda50693a4e24fb1afcfc6eb07647825:100:7';

describe('a Tasmota message', () => {
  it('becomes one sighting of its beacon', () => {
    expect(decoded(topic, message())).toEqual(sighted('tasmota', { tag, rssiDbm: -71 }));
  });

  it('has MAJOR and MINOR in the order of the air, and never also in the swapped one of firmware before 9.4.0', () => {
    const swapped = decoded(topic, message({ MAJOR: '6400', MINOR: '0700' }));
    expect(swapped).toEqual(sighted('tasmota', { tag: 'ib:fda50693a4e24fb1afcfc6eb07647825:25600:1792', rssiDbm: -71 }));
  });

  it('is the same beacon in lower case', () => {
    const lower = { UID: beacon.UID.toLowerCase(), MAJOR: '00ff', MINOR: 'fFfF', MAC: 'c1a2b3040506' };
    expect(decoded(topic, message(lower))).toHaveProperty('value.0.tag', 'ib:fda50693a4e24fb1afcfc6eb07647825:255:65535');
  });

  it('is no sighting when the beacon left, which is told with STATE OFF and RSSI 0', () => {
    expect(decoded(topic, message({ STATE: 'OFF', RSSI: 0 }))).toEqual(sighted('tasmota'));
    expect(decoded(topic, message({ STATE: 'OFF' }))).toEqual(sighted('tasmota'));
  });

  it('is never a sighting of strength 0, whatever STATE says', () => {
    for (const change of [{ RSSI: 0 }, { RSSI: '0', STATE: undefined }]) {
      expect(decoded(topic, message(change))).toEqual({ ok: false, why: 'rssi-out-of-range', scanner: 'tasmota' });
    }
  });

  it('is the address when a build with an alias writes the key MAC twice and the UID is lost in the first', () => {
    const text = `{"Time":"2026-01-05T09:00:02","IBEACON":{"MAC":"${beacon.UID}","NAME":"iBann","MAJOR":"0064","MINOR":"0007","MAC":"C1A2B3040506","RSSI":-71,"STATE":"ON","PERSEC":5}}`;
    expect(decoded(topic, text)).toEqual(sighted('tasmota', { tag: 'mac:c1a2b3040506', rssiDbm: -71 }));
  });

  it('is the address of a device that is no iBeacon, in either case, without its name', () => {
    for (const MAC of ['FFFFA0003B19', 'ffffa0003b19']) {
      const result = decoded(topic, { Time: 'x', IBEACON: { MAC, NAME: 'iB1', RSSI: -81, STATE: 'ON', PERSEC: 10 } });
      expect(result).toEqual(sighted('tasmota', { tag: 'mac:ffffa0003b19', rssiDbm: -81 }));
    }
  });

  it('is the address when MAJOR or MINOR are not four hex digits', () => {
    for (const change of [{ MAJOR: '64' }, { MINOR: '00007' }, { MAJOR: 'zzzz' }, { MINOR: undefined }, { UID: '12' }]) {
      expect(decoded(topic, message(change))).toHaveProperty('value.0.tag', 'mac:c1a2b3040506');
    }
  });

  it('is nothing without a tag, or from another sensor on the same topic', () => {
    expect(decoded(topic, { IBEACON: { RSSI: -81, STATE: 'ON' } })).toEqual(sighted('tasmota'));
    expect(decoded(topic, { Time: '2026-01-05T09:00:02', ESP32: { Temperature: 53.3 }, TempUnit: 'C' })).toEqual(
      sighted('tasmota'),
    );
  });

  it('says nothing about tags on its other topics', () => {
    for (const rest of ['BLE', 'LWT', 'STATE', 'INFO1', 'INFO3', 'RESULT', 'SENSOR/x']) {
      expect(decoded(`tele/ceiling/${rest}`, message())).toMatchObject({ ok: true, value: [], scanner: 'tasmota' });
    }
    expect(decoded('stat/ceiling/SENSOR', message())).toMatchObject({ ok: true, value: [], scanner: 'tasmota' });
  });
});
