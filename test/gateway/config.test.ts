import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Config, readConfig } from '#gateway/config.ts';
import { testSecrets } from '#test/fakes/secrets.ts';

const site = `
id: test
name: Test house
timeZone: Europe/Berlin
floors:
  - id: f1
    name: Floor 1
    short: '1'
    outline: { rect: [0, 0, 10, 10] }
    zones: [{ id: z1, name: All, shape: { rect: [0, 0, 10, 10] } }]
    anchors: [{ id: a1, at: [5, 5] }]
`;
const gateway = `
bookingSystem: { url: 'http://127.0.0.1:1' }
scanners: [{ id: s1, firmware: espresense, room: hall, anchor: a1 }]
displays: [{ id: lobby, name: Lobby, floor: f1, access: loopback }]
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(gatewayYaml: string, siteYaml: string, env: NodeJS.ProcessEnv = testSecrets): ReturnType<typeof readConfig> {
  writeFileSync(join(folder, 'gateway.yaml'), gatewayYaml);
  writeFileSync(join(folder, 'site.yaml'), siteYaml);
  return readConfig(join(folder, 'gateway.yaml'), env, { httpPort: 0, mqttPort: 0 });
}

function accepted(result: ReturnType<typeof readConfig>): Config {
  if (!result.ok) throw new Error(result.detail);
  return result.value;
}

function complaint(result: ReturnType<typeof readConfig>): string {
  return result.ok ? '' : (result.detail ?? '');
}

describe('the configuration', () => {
  test('is complete with a site, a booking system and defaults, and ports from the command line win', () => {
    const config = accepted(read(gateway, site));
    expect(config.http).toEqual({ host: '127.0.0.1', port: 0 });
    expect(config.broker).toEqual({ embedded: { host: '127.0.0.1', port: 0, phoneConnections: 500 } });
    expect(config.site.floors[0]?.outline).toHaveLength(4);
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('reports every mistake at once, each with its file and key', () => {
    const wrong = `${gateway}\npresence: { k: 2 }\nhttp: { port: 99999 }\nhtpp: {}\n`;
    const lines = complaint(read(wrong, site, {})).split('\n');
    expect(lines.join('\n')).toMatch(/gateway\.yaml: presence\.k/);
    expect(lines.join('\n')).toMatch(/gateway\.yaml: http\.port/);
    expect(lines.join('\n')).toMatch(/Unrecognized key: "htpp"/);
    expect(lines.filter((line) => line.startsWith('environment: WAYPOST_'))).toHaveLength(4);
  });

  test('never repeats a secret in a complaint', () => {
    expect(complaint(read(gateway, site, { ...testSecrets, WAYPOST_SCANNER_KEY: 'hunter2' }))).not.toContain('hunter2');
  });

  test('names anchors and floors that do not exist and ids that are used twice', () => {
    const wrong = `
bookingSystem: { url: 'http://127.0.0.1:1' }
scanners:
  - { id: s1, firmware: native, room: hall, anchor: nowhere }
  - { id: s1, firmware: native, room: hall, anchor: a1 }
displays: [{ id: lobby, name: Lobby, floor: f9 }]
`;
    const text = complaint(read(wrong, site));
    expect(text).toContain('there is no anchor "nowhere" in the site');
    expect(text).toContain('scanners.id: "s1" is used twice');
    expect(text).toContain('scanners.room (native): "hall" is used twice');
    expect(text).toContain('there is no floor "f9" in the site');
  });

  test('knows rooms by the topics of their firmware: shared ones belong to one scanner, and an address is spelt as it is there', () => {
    const scanners = (...lines: string[]): string =>
      `bookingSystem: { url: 'http://127.0.0.1:1' }\nscanners:\n${lines.map((line) => `  - { ${line}, anchor: a1 }`).join('\n')}\n`;
    const wrong = scanners(
      'id: s1, firmware: openmqttgateway, room: hall',
      'id: s2, firmware: theengs, room: hall',
      'id: s3, firmware: cassia, room: "cc:1b:e0:e2:8f:2c"',
    );
    const text = complaint(read(wrong, site));
    expect(text).toContain('scanners.room (openmqttgateway): "hall" is used twice');
    expect(text).toContain("scanners.2.room: write the gateway's address as its topics do");
    const right = scanners(
      'id: s1, firmware: tasmota, room: hall',
      'id: s2, firmware: minew, room: hall',
      'id: s3, firmware: cassia, room: "CC:1B:E0:E2:8F:2C"',
    );
    expect(accepted(read(right, site)).scanners).toHaveLength(3);
  });

  test('names installers and tags of their kit, which are no beacon of an anchor', () => {
    const kit = `${gateway}installers: [kim]\ncalibrationTags: ['mac:0000000000aa']\n`;
    expect(accepted(read(gateway, site))).toMatchObject({ installers: [], calibrationTags: [] });
    expect(accepted(read(kit, site))).toMatchObject({ installers: ['kim'], calibrationTags: ['mac:0000000000aa'] });
    const beacon = site.replace('at: [5, 5]', "at: [5, 5], beacon: 'mac:0000000000aa'");
    expect(complaint(read(kit, beacon))).toContain('calibrationTags.0: is the beacon of an anchor');
    expect(complaint(read(kit.replace('mac:0000000000aa', 'AA'), site))).toContain('calibrationTags.0: not a canonical tag id');
    expect(complaint(read(kit.replace('[kim]', '[kim, kim]'), site))).toContain('installers: "kim" is used twice');
    const shortKey = { ...testSecrets, WAYPOST_INSTALLER_KEY: 'hunter2' };
    expect(complaint(read(kit, site, shortKey))).toMatch(/WAYPOST_INSTALLER_KEY: use at least 24 characters/);
  });

  test('keeps the name of phones from scanners, and lets in as many phones as it says', () => {
    const phone = gateway.replace('id: s1', 'id: phone');
    expect(complaint(read(phone, site))).toContain('scanners.0.id: "phone" is how phones log in; choose another id');
    const many = accepted(read(`${gateway}broker: { embedded: { phoneConnections: 2000 } }\n`, site));
    expect(many.broker).toMatchObject({ embedded: { phoneConnections: 2000 } });
    expect(complaint(read(`${gateway}broker: { embedded: { phoneConnections: 0 } }\n`, site))).toContain('gateway.yaml: broker');
  });

  test('R46a: takes TLS to everything it dials, and no sign-in over plain http but on this machine', () => {
    const secure = gateway.replace('http://127.0.0.1:1', 'https://booking.example');
    expect(accepted(read(`${secure}broker: { url: 'mqtts://broker.example' }\n`, site))).toMatchObject({
      bookingSystem: { url: 'https://booking.example' },
      broker: { url: 'mqtts://broker.example' },
    });
    const signIn = (issuer: string, publicUrl: string): ReturnType<typeof readConfig> =>
      read(`${gateway}signIn: { issuer: '${issuer}', publicUrl: '${publicUrl}' }\n`, site);
    expect(signIn('https://login.example', 'https://waypost.example').ok).toBe(true);
    expect(signIn('http://127.0.0.1:1', 'http://localhost:2').ok).toBe(true);
    const refused = complaint(signIn('http://login.example', 'http://waypost.example'));
    expect(refused).toContain('signIn.issuer: use https');
    expect(refused).toContain('signIn.publicUrl: use https');
  });

  test('tells no other system anything unless it is named', () => {
    expect(accepted(read(gateway, site)).integrations).toEqual({});
  });

  const told = (mqttRoom: string): string =>
    `${gateway}integrations: { mqttRoom: { url: 'mqtt://127.0.0.1:1', things: [], ${mqttRoom} } }\n`;

  test('lists things for mqtt_room under room_presence unless another base is given, with a login from the environment', () => {
    const things = "things: [{ id: 'trolley 1', tag: 'mac:0000000000aa' }]";
    const env = { ...testSecrets, WAYPOST_MQTT_ROOM_USERNAME: 'waypost', WAYPOST_MQTT_ROOM_PASSWORD: 'any' };
    const { integrations, secrets } = accepted(read(told('').replace('things: []', things), site, env));
    const mqttRoom = { url: 'mqtt://127.0.0.1:1', base: 'room_presence', things: [{ id: 'trolley 1', tag: 'mac:0000000000aa' }] };
    expect(integrations).toEqual({ mqttRoom });
    expect(secrets).toMatchObject({ WAYPOST_MQTT_ROOM_USERNAME: 'waypost', WAYPOST_MQTT_ROOM_PASSWORD: 'any' });
    expect(accepted(read(told('base: home/rooms'), site)).integrations.mqttRoom?.base).toBe('home/rooms');
  });

  test('refuses a base with wildcards, an id that JSON or Home Assistant would change, and a broker that speaks no MQTT', () => {
    const text = complaint(
      read(
        told("base: 'rooms/+'").replace('things: []', "things: [{ id: 'tr\u00f6lley', tag: AA }]").replace('mqtt:', 'http:'),
        site,
      ),
    );
    expect(text).toContain('integrations.mqttRoom.base: use 1 to 60 of');
    expect(text).toContain('integrations.mqttRoom.things.0.id: use 1 to 80 of');
    expect(text).toContain('integrations.mqttRoom.things.0.tag: not a canonical tag id');
    expect(text).toContain('integrations.mqttRoom.url:');
  });

  test('knows each thing by one id as Home Assistant compares them and by one tag, never the beacon of an anchor or its tag’s text', () => {
    const things = `things: [
      { id: 'Trolley 1', tag: 'mac:0000000000aa' },
      { id: trolley_1, tag: 'mac:0000000000bb' },
      { id: cart, tag: 'mac:0000000000bb' }]`;
    const beacon = site.replace('at: [5, 5]', "at: [5, 5], beacon: 'mac:0000000000aa'");
    const text = complaint(read(told('').replace('things: []', things), beacon));
    expect(text).toContain('things.1.id: Home Assistant takes "trolley_1" for one that stands above it');
    expect(text).toContain('things.2.tag: belongs to a thing that stands above it');
    expect(text).toContain('things.0.tag: is the beacon of an anchor, which does not move; list what does');
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('0000000000');
  });

  test('says so when the file is missing or is not YAML', () => {
    expect(complaint(readConfig(join(folder, 'none.yaml'), testSecrets))).toContain('none.yaml');
    expect(complaint(read('a: [', site))).toContain('gateway.yaml');
  });
});

describe('a site file', () => {
  test('with an open ring, an anchor outside its floor and an id used twice is refused with all three named', () => {
    const wrong = site
      .replace(
        '{ rect: [0, 0, 10, 10] } }]',
        '{ ring: [[0, 0], [10, 0], [10, 10], [0, 10]] } }, { id: z1, name: B, shape: { rect: [0, 0, 1, 1] } }]',
      )
      .replace('at: [5, 5]', 'at: [50, 5]');
    const text = complaint(read(gateway, wrong));
    expect(text).toMatch(/floors\.0\.zones\.0\.shape: the ring is open: its last point must equal its first/);
    expect(text).toContain('the zone id "z1" is used twice');
    expect(text).toContain('anchor "a1" stands outside its floor');
  });
});
