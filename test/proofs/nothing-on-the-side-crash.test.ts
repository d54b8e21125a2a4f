// The gateway's own process ends by an error that carries a person in every part an error has: what it prints, and every
// file it leaves, says where in the code and nothing of them.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPopulation } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { committedSite } from '#test/firmware-config/committed-site.ts';
import { type BookingProcess, freshFolder, startBookingProcess } from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';
import { shapesOf } from './nothing-on-the-side-shapes.ts';
import { tracesOf, wrongWord } from './nothing-on-the-side-traces.ts';

const population = demoPopulation(committedSite('demo-office'), machineClock.wallMs(), 1);
const [canary] = population.people;
if (!canary) throw new Error('the demo company is empty');
const traces = tracesOf(canary, population);
const said = `${canary.person.displayName} ${wrongWord} ${canary.person.ref} ${canary.tags[0]}`;

const folder = freshFolder();
let booking: BookingProcess;
beforeAll(async () => {
  booking = await startBookingProcess(folder.path);
});
afterAll(async () => {
  await booking.stop();
  folder.remove();
});

/** The way an unexpected error arises in the middle of work, once the process is ready. */
const ends: Readonly<Record<string, string>> = {
  'an exception': 'setImmediate(() => { throw error; })',
  'a promise that nobody waited for': 'Promise.reject(said)',
};

/** Ends the gateway that way: with everything it printed, and its exit code. */
async function crashed(how: string, own: string): Promise<{ readonly printed: string; readonly code: number | null }> {
  for (const name of ['data', 'tmp', 'home']) mkdirSync(join(own, name), { recursive: true });
  const error = `Object.assign(new Error(said, { cause: new TypeError(said) }), { person: said, code: 'E_TEST', tag: said })`;
  const preload = join(own, 'preload.mjs');
  writeFileSync(
    preload,
    `const said = process.env.CANARY_SAID; delete process.env.CANARY_SAID;
     process.on('SIGUSR2', () => { const error = ${error}; ${how}; });`,
  );
  const site = join(root, 'firmware-config/sites/demo-office/gateway.yaml');
  const args = ['--config', site, '--data', join(own, 'data'), '--port', '0', '--mqtt-port', '0', '--log-level', 'trace'];
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', preload, join(root, 'edge-gateway/main.ts'), ...args, '--booking-url', booking.url, '--issuer', booking.issuer],
    {
      cwd: own,
      env: { ...process.env, ...testSecrets, CANARY_SAID: said, TMPDIR: join(own, 'tmp'), HOME: join(own, 'home') },
    },
  );
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  const printed = Promise.all([text(stdout), text(stderr)]);
  await once(stdout, 'data');
  child.kill('SIGUSR2');
  const [code] = await once(child, 'exit');
  return { printed: (await printed).join(''), code };
}

/** Everything below `path`, as one latin1 text for each file. */
function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'preload.mjs')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

describe('a gateway that ends unexpectedly', () => {
  test.concurrent.each(Object.entries(ends))(
    'S1 R21: by %s says where, with exit code 1, and nothing of anybody',
    async (name, how) => {
      expect(traces(said)).toEqual(expect.arrayContaining(['family name', 'reference', 'wrong word', 'tag']));
      const own = join(folder.path, name.replaceAll(' ', '-'));
      const { printed, code } = await crashed(how, own);
      expect(code).toBe(1);
      expect(printed).toContain('an unexpected error ended the gateway');
      expect(traces(printed)).toEqual([]);
      const files = filesOf(own);
      expect(files.length).toBeGreaterThan(0);
      const marks = [wrongWord, canary.person.displayName, canary.person.ref].flatMap(shapesOf);
      expect(marks.filter((mark) => files.some((file) => file.includes(mark)))).toEqual([]);
    },
  );
});
