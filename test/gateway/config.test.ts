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
    expect(config.broker).toEqual({ embedded: { host: '127.0.0.1', port: 0 } });
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
