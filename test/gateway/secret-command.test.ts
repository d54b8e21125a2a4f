import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { derivedSecret } from '#gateway/secrets.ts';
import { bareEnv } from '#test/child-env.ts';
import { root } from '../source-files.ts';

const key = 'a key of at least 24 characters';

/** Runs the command as `npm run secret --` does. */
function secret(words: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'edge-gateway/secret-command.ts'), ...words],
      { env: { ...bareEnv, ...env } },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
  });
}

test('npm run secret tells the fire panel’s two secrets, and asks for what is missing', async () => {
  const env = { WAYPOST_FIRE_PANEL_KEY: key };
  const [mqtt, http, other, without] = await Promise.all([
    secret(['fire-panel', 'mqtt'], env),
    secret(['fire-panel', 'http'], env),
    secret(['fire-panel', 'hall'], env),
    secret(['fire-panel', 'mqtt'], {}),
  ]);
  expect(mqtt).toEqual({ code: 0, out: `${derivedSecret(key, 'fire-panel', 'mqtt')}\n`, err: '' });
  expect(http).toEqual({ code: 0, out: `${derivedSecret(key, 'fire-panel', 'http')}\n`, err: '' });
  expect(other).toMatchObject({ code: 2, out: '', err: expect.stringContaining('fire-panel mqtt') });
  expect(without).toMatchObject({ code: 2, out: '', err: expect.stringContaining('WAYPOST_FIRE_PANEL_KEY') });
});
