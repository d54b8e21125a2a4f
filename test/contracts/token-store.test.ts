// One set of cases for all the places a display's token can live, so that whichever a machine offers behaves the same.

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyring } from '#kiosk/electron/token/keyring.ts';
import { memory } from '#kiosk/electron/token/memory.ts';
import { plainFile } from '#kiosk/electron/token/plain-file.ts';
import { systemdCredential } from '#kiosk/electron/token/systemd-credential.ts';
import type { TokenStore } from '#kiosk/electron/token/token-store.ts';
import { fakeSafeStorage } from '#test/fakes/electron.ts';

const token = 'abcdefghijklmnopqrstuvwxyz012345';
const other = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_-6789';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-token-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function required(store: TokenStore | null): TokenStore {
  if (store === null) throw new Error('This store is not offered here');
  return store;
}

describe.each<[TokenStore['kind'], () => Promise<TokenStore>]>([
  ['keyring', async () => required(await keyring(fakeSafeStorage(), join(folder, 'token.sealed')))],
  ['plain-file', async () => plainFile(join(folder, 'token'))],
  ['memory', async () => memory()],
])('the token store "%s"', (kind, open) => {
  test('says its kind and holds nothing at first', async () => {
    const store = await open();
    expect(store.kind).toBe(kind);
    expect(await store.load()).toEqual({ ok: false, why: 'no-token' });
  });

  test('gives back what was saved last', async () => {
    const store = await open();
    await store.save(other);
    expect(await store.save(token)).toEqual({ ok: true, value: null });
    expect(await store.load()).toEqual({ ok: true, value: token });
  });

  test('keeps it over a restart, unless it is memory', async () => {
    await (await open()).save(token);
    const again = await (await open()).load();
    expect(again).toEqual(kind === 'memory' ? { ok: false, why: 'no-token' } : { ok: true, value: token });
  });
});

describe('a token on disk', () => {
  test.each([
    ['token', async () => plainFile(join(folder, 'token'))],
    ['token.sealed', async () => required(await keyring(fakeSafeStorage(), join(folder, 'token.sealed')))],
  ])('in %s is for this user alone, and not used once others could read it', async (name, open) => {
    const store = await open();
    await store.save(token);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    chmodSync(join(folder, name), 0o640);
    expect(await store.load()).toEqual({ ok: false, why: 'readable-by-others' });
  });

  test('is sealed by the keyring', async () => {
    await required(await keyring(fakeSafeStorage(), join(folder, 'token.sealed'))).save(token);
    expect(readFileSync(join(folder, 'token.sealed'), 'utf8')).not.toContain(token);
  });

  test.each(['', 'short', 'two words that are long enough', `${token}\nand more`, '<html>not a token at all</html>'])(
    'that is no token (%j) never goes over the wire',
    async (text) => {
      writeFileSync(join(folder, 'token'), text, { mode: 0o600 });
      expect(await plainFile(join(folder, 'token')).load()).toEqual({ ok: false, why: 'unreadable' });
    },
  );
});

describe('a systemd credential', () => {
  test('is read where systemd put it and can not be changed', async () => {
    writeFileSync(join(folder, 'kiosk-token'), `${token}\n`);
    const store = required(systemdCredential(folder));
    expect(store.kind).toBe('systemd-credential');
    expect(await store.load()).toEqual({ ok: true, value: token });
    expect(await store.save(other)).toEqual({ ok: false, why: 'read-only' });
    expect(await store.load()).toEqual({ ok: true, value: token });
  });

  test('is not offered where there is none', () => {
    expect(systemdCredential(undefined)).toBeNull();
    expect(systemdCredential(folder)).toBeNull();
  });
});
