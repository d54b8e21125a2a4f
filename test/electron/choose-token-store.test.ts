import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseTokenStore, takeNewToken } from '#kiosk/electron/token/choose-token-store.ts';
import { memory } from '#kiosk/electron/token/memory.ts';
import { plainFile } from '#kiosk/electron/token/plain-file.ts';
import { systemdCredential } from '#kiosk/electron/token/systemd-credential.ts';
import { fakeSafeStorage } from '#test/fakes/electron.ts';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
let folder = '';
let lines: string[] = [];
const log = (_level: string, message: string, fields?: object): void => void lines.push(JSON.stringify({ message, ...fields }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-choose-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const choose = (safeStorage = fakeSafeStorage('basic_text'), allowPlainFile = false, credentialsFolder?: string) =>
  chooseTokenStore({ credentialsFolder, stateFolder: folder, allowPlainFile, safeStorage });

describe('the token is kept', () => {
  test('as a systemd credential where there is one, whatever else there is', async () => {
    writeFileSync(join(folder, 'kiosk-token'), token);
    expect((await choose(fakeSafeStorage(), true, folder)).kind).toBe('systemd-credential');
  });

  test.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])('in the keyring %s', async (backend) => {
    expect((await choose(fakeSafeStorage(backend), true)).kind).toBe('keyring');
  });

  test.each(['basic_text', 'unknown'])('not in %s, whose key everybody knows', async (backend) => {
    expect((await choose(fakeSafeStorage(backend), true)).kind).toBe('plain-file');
    expect((await choose(fakeSafeStorage(backend), false)).kind).toBe('memory');
  });

  test('not in a keyring that can not seal', async () => {
    expect((await choose(fakeSafeStorage('gnome_libsecret', false))).kind).toBe('memory');
  });

  test('never in a file unless the configuration says so, and then nothing is written', async () => {
    await (await choose()).save(token);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a token that was laid down as new-token', () => {
  const laid = (text = `${token}\n`, mode = 0o600): string => {
    const path = join(folder, 'new-token');
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };

  test('moves into the store and the file is gone', async () => {
    const path = laid();
    const store = plainFile(join(folder, 'token'));
    await takeNewToken(folder, store, log);
    expect(await store.load()).toEqual({ ok: true, value: token });
    expect(existsSync(path)).toBe(false);
    expect(lines.join()).not.toContain(token);
  });

  test.each([
    ['others could read it', `${token}`, 0o644, 'readable-by-others'],
    ['it holds no token', 'see the e-mail of Monday', 0o600, 'no-token'],
  ])('stays when %s, and the log says why', async (_when, text, mode, why) => {
    const path = laid(text, mode);
    const store = memory();
    await takeNewToken(folder, store, log);
    expect((await store.load()).ok).toBe(false);
    expect(existsSync(path)).toBe(true);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(why);
  });

  test('stays when the token comes from a systemd credential', async () => {
    writeFileSync(join(folder, 'kiosk-token'), token);
    const path = laid();
    const store = systemdCredential(folder);
    if (store) await takeNewToken(folder, store, log);
    expect(existsSync(path)).toBe(true);
    expect(lines).toHaveLength(1);
  });

  test('is not missed when there is none', async () => {
    await takeNewToken(folder, memory(), log);
    expect(lines).toEqual([]);
  });
});
