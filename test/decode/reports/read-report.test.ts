// Each firmware's own words, written from its documented fields, and whatever a broken or hostile one may say.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReport } from '#gateway/decode/reports/read-report.ts';
import { Firmware, Scanner, type ScannerReport } from '#shared/model/scanner.ts';

const scannerOf = (firmware: Firmware): Scanner => Scanner.parse({ id: 's-1', firmware, room: 'kitchen', anchor: 'a-1' });

const bytes = (payload: unknown): Uint8Array => Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));

/** What the report says beside whose it is and when it came. */
function told(firmware: Firmware, rest: string, payload: unknown): Partial<ScannerReport> | null {
  const report = readReport(scannerOf(firmware), rest, payload instanceof Uint8Array ? payload : bytes(payload), 5_000);
  if (report === null) return null;
  const { scanner, atBootMs, ...rest_ } = report;
  expect({ scanner, atBootMs }).toEqual({ scanner: 's-1', atBootMs: 5_000 });
  return rest_;
}

const telemetry = {
  ...{ ip: '10.0.0.21', uptime: 86_400, firm: 'esp32c3', rssi: -58, ver: 'v4.1.0', count: 3, adverts: 5_120, seen: 96 },
  ...{ queried: 0, reported: 410, failed: 1, freeHeap: 118_000, maxHeap: 61_000, fingerprints: 44, scanStack: 3_200 },
};
const systemState = {
  ...{ uptime: 113, version: 'v1.8.1', env: 'esp32dev-ble', freemem: 112_000, minmem: 98_000, rssi: -61, SSID: 'office' },
  ...{ ip: '10.0.0.22', mac: 'AC:67:B2:00:00:01', modules: ['BT'] },
};
const cassia = {
  ...{ id: '35656', action: 'gateway_status', timestamp: 1_800_000_000_123, gateway: 'CC:1B:E0:E2:8F:2C' },
  data: { model: 'M2000', version: '7.7.161.2401041522', uptime: 8_721, uplink: 'wireless', private_ip: '192.168.3.134' },
};
const golden: [string, Firmware, string, unknown, Partial<ScannerReport>][] = [
  [
    'ESPresense telemetry, with the slots of its board',
    'espresense',
    'telemetry',
    telemetry,
    {
      ...{ firmwareVersion: 'v4.1.0', uptimeS: 86_400, advertsTotal: 5_120, tagsHeld: 44, tagSlots: 200 },
      freeHeapBytes: 118_000,
    },
  ],
  ['ESPresense greeting', 'espresense', 'status', 'online', { online: true }],
  ['ESPresense last will', 'espresense', 'status', 'offline', { online: false }],
  [
    'OpenMQTTGateway state',
    'openmqttgateway',
    'SYStoMQTT',
    systemState,
    { firmwareVersion: 'v1.8.1', uptimeS: 113, freeHeapBytes: 112_000 },
  ],
  ['OpenMQTTGateway last will', 'openmqttgateway', 'LWT', 'offline', { online: false }],
  ['Theengs greeting', 'theengs', 'LWT', 'online', { online: true }],
  ['Tasmota last will, in its own spelling', 'tasmota', 'LWT', 'Offline', { online: false }],
  [
    'Tasmota state',
    'tasmota',
    'STATE',
    { Time: '2026-01-05T09:00:02', Uptime: '0T00:10:11', UptimeSec: 611, Heap: 24, SleepMode: 'Dynamic', Wifi: { RSSI: 44 } },
    { uptimeS: 611, freeHeapBytes: 24_576 },
  ],
  [
    'Tasmota start, as newer versions say it',
    'tasmota',
    'INFO1',
    { Info1: { Module: 'ESP32-DevKit', Version: '13.1.0(bluetooth)', FallbackTopic: 'cmnd/DVES_D460E6_fb/' } },
    { firmwareVersion: '13.1.0' },
  ],
  ['Tasmota start, as older ones did', 'tasmota', 'INFO1', { Version: '8.3.1.2(tasmota)' }, { firmwareVersion: '8.3.1.2' }],
  [
    'Tasmota Bluetooth figures',
    'tasmota',
    'BLE',
    { Time: '2026-01-05T09:00:02', BLE: { scans: 3, adverts: 491, devices: 2, resets: 0 } },
    { advertsTotal: 491 },
  ],
  [
    'Cassia status, with the gateway’s own clock',
    'cassia',
    'gateway_status',
    cassia,
    { firmwareVersion: '7.7.161.2401041522', uptimeS: 8_721, ownClockMs: 1_800_000_000_123 },
  ],
  ['Cassia heartbeat', 'cassia', 'heartbeat', { id: '1', action: 'heartbeat', data: {} }, {}],
  ['Ruuvi greeting', 'ruuvi', 'gw_status', { state: 'online' }, { online: true }],
  ['Ruuvi last will', 'ruuvi', 'gw_status', { state: 'offline' }, { online: false }],
  ['room-assistant last will', 'room-assistant', '', 'offline', { online: false }],
  [
    'native heartbeat',
    'native',
    'hb',
    { v: 1, up: 60, fw: '1.2.0', adv: 900, held: 12, slots: 64, heap: 90_000, t: 1_800_000_000_000 },
    {
      ...{ uptimeS: 60, firmwareVersion: '1.2.0', advertsTotal: 900, tagsHeld: 12, tagSlots: 64, freeHeapBytes: 90_000 },
      ownClockMs: 1_800_000_000_000,
    },
  ],
  ['native heartbeat of one that knows nothing more', 'native', 'hb', { v: 1 }, {}],
  ['native last will', 'native', 'hb', 'offline', { online: false }],
];

describe('a report', () => {
  test.each(golden)('%s', (_name, firmware, rest, payload, expected) => {
    expect(told(firmware, rest, payload)).toEqual(expected);
  });

  test.each([
    ['esp32', 45],
    ['esp32-verbose', 45],
    ['m5atom', 45],
    ['macchina-a0', 45],
    ['esp32s3-cdc', 150],
    ['esp32c3-cdc', 200],
    ['esp32c6', 200],
    ['something-new', undefined],
  ])('knows how many tags ESPresense holds on %s', (firm, slots) => {
    expect(told('espresense', 'telemetry', { ...telemetry, firm })?.tagSlots).toBe(slots);
  });

  test('counts no advert as zero, because ESPresense leaves a zero out', () => {
    const { adverts: _, ...silent } = telemetry;
    expect(told('espresense', 'telemetry', silent)?.advertsTotal).toBe(0);
  });

  test.each([
    ['v4.1.0-beta.2', 'v4.1.0-beta.2'],
    ['4.0.0-rc1', '4.0.0-rc1'],
    ['v1.8.3-9-g9a5b68d-dirty', 'v1.8.3'],
    ['development', undefined],
    ['d41d8cd98f00b204e9800998ecf8427e-20260101', undefined],
    [`${'9'.repeat(5)}.1`, undefined],
  ])('reads the version %s as %s', (ver, read) => {
    expect(told('espresense', 'telemetry', { ver })?.firmwareVersion).toBe(read);
  });

  test('keeps its good fields when one is wrong', () => {
    const wrong = { uptime: -1, freeHeap: 'many', fingerprints: null };
    expect(told('espresense', 'telemetry', { ...telemetry, ...wrong })).toEqual({
      ...{ firmwareVersion: 'v4.1.0', advertsTotal: 5_120, tagSlots: 200 },
    });
  });

  test('takes numbers written as text', () => {
    expect(told('cassia', 'gateway_status', { ...cassia, data: { ...cassia.data, uptime: '8721' } })?.uptimeS).toBe(8_721);
  });

  test.each([0, 978_307_200_000, 1e17, Number.NaN, 'now'])('does not take %s for the time of a clock that was set', (t) => {
    expect(told('native', 'hb', { v: 1, t })).toEqual({});
  });

  test.each<[Firmware, string, string]>([
    ['espresense', 'known_irks', 'online'],
    ['espresense', 'telemetry', '[1]'],
    ['openmqttgateway', 'BTtoMQTT', '{"version":"v1.8.1"}'],
    ['tasmota', 'BLE', '{"BLEDevices":{"total":1,"E8D03CBAEEF3":{"r":-81}}}'],
    ['native', 'hb', '{"v":2,"up":5}'],
    ['native', 's', '{"v":1,"s":[]}'],
    ['minew', 'status', 'online'],
    ['espresense', 'status', 'online and well'],
    ['espresense', 'telemetry', `{"ver":"v4.1.0","pad":"${'x'.repeat(5_000)}"}`],
  ])('%s says nothing of itself on %s with %s', (firmware, rest, payload) => {
    expect(told(firmware, rest, payload)).toBeNull();
  });
});

describe('whatever a sender says', () => {
  const canary = fc.constantFrom(
    'Canaria Bird',
    'c0ffee123456',
    'C0:FF:EE:12:34:56',
    'ib:00112233445566778899aabbccddeeff:7:9',
    '1.c0ffee',
    '1.0-canaria',
  );
  const rests = [
    'status',
    'telemetry',
    'LWT',
    'SYStoMQTT',
    'STATE',
    'INFO1',
    'BLE',
    'hb',
    'gateway_status',
    'heartbeat',
    'gw_status',
    '',
  ];
  const everyRest = fc.constantFrom(...rests);
  const firmware = fc.constantFrom(...Firmware.options);

  test('never throws', () => {
    const shaped = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.json().map(bytes),
      fc.anything().map((v) => bytes(JSON.stringify(v) ?? 'null')),
    );
    fc.assert(
      fc.property(firmware, everyRest, shaped, (from, rest, payload) => {
        const report = readReport(scannerOf(from), rest, payload, 1);
        expect(report === null || report.scanner === 's-1').toBe(true);
      }),
    );
  });

  test('no name and no address comes through a field that is text', () => {
    const keys = ['ver', 'version', 'Version', 'fw', 'firm', 'up', 'uptime', 'adverts', 'state', 'id', 'UptimeSec', 't', 'adv'];
    fc.assert(
      fc.property(firmware, everyRest, fc.dictionary(fc.constantFrom(...keys), canary), (from, rest, fields) => {
        for (const payload of [{ v: 1, ...fields }, { data: fields }, { Info1: fields }, { BLE: fields }]) {
          expect(JSON.stringify(told(from, rest, payload) ?? {})).not.toMatch(/canaria|c0.?ff.?ee|0011/i);
        }
      }),
    );
  });
});
