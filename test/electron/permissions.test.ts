import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { refusePermissions } from '#kiosk/electron/permissions.ts';
import { FakeSession } from '#test/fakes/electron.ts';

const electronFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const typings = readFileSync(join(electronFolder, 'electron.d.ts'), 'utf8');

/** Every permission name that appears in the typings of `method`. */
function permissionsOf(method: string): string[] {
  const line = typings.split('\n').find((text) => text.includes(`${method}(handler:`)) ?? '';
  const union = /permission: ((?:'[\w-]+'(?: \| )?)+)/.exec(line)?.[1] ?? '';
  return [...union.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? '');
}

const requested = permissionsOf('setPermissionRequestHandler');
const checked = permissionsOf('setPermissionCheckHandler');

function refusing(): FakeSession['handlers'] {
  const session = new FakeSession();
  refusePermissions(session);
  return session.handlers;
}

test("the tables below hold Electron's own list of permissions", () => {
  expect(requested.length).toBeGreaterThan(30);
  expect(requested).toContain('media');
  expect(checked).toContain('geolocation');
});

describe('a page that asks for a permission', () => {
  test.each(requested)('is refused %s', (permission) => {
    const answers: boolean[] = [];
    refusing().setPermissionRequestHandler?.({}, permission, (granted) => answers.push(granted));
    expect(answers).toEqual([false]);
  });
});

describe('a page that looks whether it has a permission', () => {
  test.each(checked)('has not %s', (permission) => {
    expect(refusing().setPermissionCheckHandler?.({}, permission)).toBe(false);
  });
});

test('no device, no screen capture and no pairing is granted, and every USB class stays protected', () => {
  const handlers = refusing();
  const answers: unknown[] = [];
  expect(handlers.setDevicePermissionHandler?.()).toBe(false);
  handlers.setDisplayMediaRequestHandler?.({}, (streams) => answers.push(streams));
  handlers.setBluetoothPairingHandler?.({}, (response) => answers.push(response));
  expect(answers).toEqual([null, { confirmed: false }]);
  expect(handlers.setUSBProtectedClassesHandler?.({ protectedClasses: ['audio', 'hid'] })).toEqual(['audio', 'hid']);
});
