// How the gateway's process begins and ends: nothing left open, and every reason not to start is a sentence and a code.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway } from '#gateway/gateway.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { createLog } from '#gateway/watch/log.ts';
import { startStubBooking } from '#test/bench/stub-booking.ts';
import { bareEnv } from '#test/child-env.ts';
import { gatesWith } from '#test/fakes/gates.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { root } from '#test/source-files.ts';
import { officeConfig } from './office-gateway.ts';
import { freshFolder } from './processes.ts';

const folder = freshFolder();
let booking: Awaited<ReturnType<typeof startStubBooking>>;
beforeAll(async () => {
  booking = await startStubBooking(3, 3);
});
afterAll(async () => {
  await booking.stop();
  folder.remove();
});

const start = () =>
  startGateway({
    config: officeConfig(booking.url),
    dataFolder: folder.path,
    pagesFolder: folder.path,
    version: 'test',
    clock: machineClock,
    gates: gatesWith(),
    log: createLog({ level: 'silent' }),
  });

test('the gateway starts and stops eight times in one process and leaves no server, socket or timer open', async () => {
  const open = (): string[] => process.getActiveResourcesInfo().filter((kind) => /Timeout|TCPServer/.test(kind));
  const round = async (): Promise<void> => {
    const gateway = await start();
    if (!gateway.ok) throw new Error(gateway.detail);
    await gateway.value.stop();
  };
  // The first round also brings what Node itself keeps, such as the timer of its HTTP client's pool.
  await round();
  const before = open().length;
  for (let i = 0; i < 7; i++) await round();
  expect(open().length).toBeLessThanOrEqual(before);
});

describe('the process', () => {
  type Ended = { readonly code: number | null; readonly said: string };
  async function runMain(args: readonly string[], env: NodeJS.ProcessEnv = testSecrets): Promise<Ended> {
    const main = join(root, 'edge-gateway/main.ts');
    const defaults = ['--data', folder.path, '--port', '0', '--mqtt-port', '0', '--booking-url', booking.url];
    const child = spawn(process.execPath, [main, ...defaults, ...args], {
      env: { ...bareEnv, ...env },
      stdio: 'pipe',
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    const [code] = await once(child, 'exit');
    return { code: code as number | null, said };
  }

  test('names the port that is in use and ends with code 3', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const option of ['--port', '--mqtt-port']) {
      const ended = await runMain([option, String(port)]);
      expect(ended).toMatchObject({ code: 3, said: expect.stringContaining(String(port)) });
    }
    server.close();
  });

  test('names every missing secret and ends with code 2', async () => {
    const ended = await runMain([], {});
    expect(ended.code).toBe(2);
    for (const name of Object.keys(testSecrets)) expect(ended.said).toContain(name);
  });

  test('refuses a data folder that another gateway uses, in words', async () => {
    const gateway = await start();
    if (!gateway.ok) throw new Error(gateway.detail);
    const ended = await runMain([]);
    expect(ended.code).toBe(3);
    expect(ended.said).toContain(folder.path);
    await gateway.value.stop();
  });

  test('refuses a calibration file with mistakes and says in which line', async () => {
    const site = freshFolder();
    writeFileSync(join(site.path, 'calibration.jsonl'), '{"floor":"floor-1"}\n');
    writeFileSync(
      join(site.path, 'gateway.yaml'),
      `site: ${join(root, 'firmware-config/sites/demo-office/site.yaml')}\ncalibration: calibration.jsonl\nbookingSystem: { url: 'http://127.0.0.1:1' }\n`,
    );
    const ended = await runMain(['--config', join(site.path, 'gateway.yaml')]);
    expect(ended).toMatchObject({ code: 3, said: expect.stringContaining('line 1') });
    site.remove();
  });
});
