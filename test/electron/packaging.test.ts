// The package can't be built in a test run, so what goes into it is held against electron-builder's own schema and rules.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import type { Configuration } from 'electron-builder';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readKioskConfig } from '#kiosk/electron/config.ts';
import { exitCodes } from '#kiosk/electron/exit-codes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
/** The schema belongs to a package that only electron-builder knows. */
const schemaPath = createRequire(createRequire(import.meta.url).resolve('electron-builder')).resolve(
  'app-builder-lib/scheme.json',
);
const config = parse(read('electron-builder.yml'));
const unit = read('kiosk/electron/linux/waypost-kiosk.service');
const scripts = ['kiosk/electron/linux/after-install.sh', 'kiosk/electron/linux/after-remove.sh'];

describe('electron-builder.yml', () => {
  const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

  test("is valid by electron-builder's schema, which knows no key that was misspelt", () => {
    expect(validate(config), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...config, npmRebuilt: false })).toBe(false);
  });

  test('packs the built kiosk and pages and nothing else', () => {
    expect(config.files).toEqual(['.build/kiosk/**', '.build/pages/**', '!node_modules/**/*']);
    expect(config.asar).toBe(true);
    expect(config.npmRebuild).toBe(false);
    expect(config.publish).toBeNull();
  });

  test('makes a deb for x64 and arm64, and nothing that updates itself', () => {
    expect(config.appId).toBe('dev.waypost.kiosk');
    expect(config.linux.target).toEqual([{ target: 'deb', arch: ['x64', 'arm64'] }]);
    expect(config.directories.output).toBe('.build/dist');
  });

  test('flips every fuse that would let somebody in', () => {
    const closed: Configuration['electronFuses'] = {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      onlyLoadAppFromAsar: true,
      enableCookieEncryption: true,
    };
    expect(config.electronFuses).toEqual(closed);
  });

  test('names scripts and resources that are there', () => {
    expect([config.deb.afterInstall, config.deb.afterRemove]).toEqual(scripts);
    const [resources] = config.extraResources;
    for (const file of resources.filter) expect(existsSync(join(root, resources.from, file))).toBe(true);
  });

  test("starts what package.json calls main, which is what the kiosk's build makes", () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({ main: '.build/kiosk/main.js', type: 'module' });
  });
});

describe("the package's scripts", () => {
  test.each(scripts)('%s is sound shell once electron-builder has filled in its two names', (path) => {
    const macros = [...read(path).matchAll(/\$\{([a-zA-Z]+)\}/g)].map((match) => match[1] ?? '');
    expect(macros.filter((name) => name !== 'executable' && name !== 'sanitizedProductName')).toEqual([]);
    const filled = read(path).replace(/\$\{[a-zA-Z]+\}/g, 'waypost-kiosk');
    expect(() => execFileSync('bash', ['-n'], { input: filled })).not.toThrow();
  });

  test('know the place where the deb unpacks and the command the unit starts', () => {
    expect(unit).toContain(`/opt/${config.productName}/${config.linux.executableName} `);
  });
});

describe('the systemd unit', () => {
  const value = (key: string): string | undefined => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1];

  test('restarts a kiosk that died or hangs, but not for ever and not one that is configured wrong', () => {
    expect(value('Type')).toBe('notify');
    expect(value('NotifyAccess')).toBe('all');
    expect(value('Restart')).toBe('always');
    expect(value('WatchdogSec')).toBe('60');
    expect(value('StartLimitIntervalSec')).toBe('600');
    expect(value('StartLimitBurst')).toBe('10');
    expect(value('RestartPreventExitStatus')).toBe(String(exitCodes.configWrong));
    expect(value('LimitCORE')).toBe('0');
  });

  test('gives the kiosk its own user and one folder to write to', () => {
    expect(value('User')).toBe('waypost-kiosk');
    expect(value('StateDirectory')).toBe('waypost-kiosk');
    expect(value('ProtectSystem')).toBe('strict');
    expect(value('NoNewPrivileges')).toBe('yes');
    expect(unit).not.toContain('--no-sandbox');
  });
});

test('the example configuration is one the kiosk accepts', () => {
  const example = join(root, 'kiosk/electron/linux/config.example.yaml');
  expect(readKioskConfig({ WAYPOST_KIOSK_CONFIG: example })).toMatchObject({ ok: true, value: { display: 'lobby' } });
});
