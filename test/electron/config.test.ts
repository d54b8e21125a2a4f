import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readKioskConfig } from '#kiosk/electron/config.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-kiosk-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(text: string, env: Record<string, string> = {}) {
  const path = join(folder, 'config.yaml');
  writeFileSync(path, text);
  return readKioskConfig({ WAYPOST_KIOSK_CONFIG: path, ...env });
}
/** The lines of a refusal, without the path before each. */
function mistakes(text: string, env?: Record<string, string>): string[] {
  const config = read(text, env);
  return config.ok ? [] : (config.detail ?? '').split('\n').map((line) => line.replace(`${join(folder, 'config.yaml')}: `, ''));
}

describe('the configuration of a kiosk', () => {
  test('is read from YAML', () => {
    writeFileSync(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\n');
    const config = read('gateway: https://gw.example:8443\ndisplay: lobby\nca: ca.pem\ntoken: {allowPlainFile: true}\n');
    expect(config).toMatchObject({ ok: true, value: { display: 'lobby', allowPlainFile: true } });
    if (config.ok) expect(config.value.gateway.href).toBe('https://gw.example:8443/');
    if (config.ok) expect(config.value.ca).toContain('BEGIN CERTIFICATE');
  });

  test('is read from JSON, with the token kept out of plain files unless asked', () => {
    const config = read('{"gateway":"https://gw.example","display":"lobby"}');
    expect(config).toMatchObject({ ok: true, value: { allowPlainFile: false, ca: undefined } });
  });

  test('needs no file and no display for the gateway on this machine, as npm run kiosk starts it', () => {
    const config = readKioskConfig({ WAYPOST_KIOSK_GATEWAY: 'http://localhost:8080' });
    expect(config).toMatchObject({ ok: true, value: { display: undefined } });
  });

  test('is overruled by the environment', () => {
    const env = { WAYPOST_KIOSK_GATEWAY: 'https://other.example', WAYPOST_KIOSK_DISPLAY: 'hall' };
    const config = read('gateway: https://gw.example\ndisplay: lobby\n', env);
    expect(config).toMatchObject({ ok: true, value: { display: 'hall' } });
    if (config.ok) expect(config.value.gateway.host).toBe('other.example');
  });

  test('is refused with every mistake at once, each with its key', () => {
    const lines = mistakes('gateway: 8080\ndisplay: The Lobby\ntoken: {allowPlainFile: "yes"}\ncolour: red\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['gateway', 'display', 'token.allowPlainFile', '(top level)']);
    expect(lines[3]).toContain('colour');
  });

  test.each([
    ['gateway: http://gw.example\ndisplay: a', 'gateway: http:// is for a gateway on this machine only'],
    ['gateway: https://gw.example/wall\ndisplay: a', 'gateway: give scheme, host and port only'],
    ['gateway: https://u:p@gw.example\ndisplay: a', 'gateway: give scheme, host and port only'],
    ['gateway: ftp://gw.example\ndisplay: a', 'gateway: write an address such as'],
    ['gateway: https://gw.example', "display: name this wall's id"],
    ['gateway: https://gw.example\ndisplay: a\nca: no.pem', 'ca: '],
    ['- gateway', '(top level): write keys and values'],
    ['gateway: [', 'Flow'],
    ['', 'gateway: write an address such as'],
  ])('%j is refused with a sentence', (text, start) => {
    const lines = mistakes(text);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(start)).toBe(true);
  });

  test('that is not there is refused with its path', () => {
    const config = readKioskConfig({ WAYPOST_KIOSK_CONFIG: join(folder, 'none.yaml') });
    expect(config.ok ? '' : config.detail).toContain('none.yaml');
  });
});
