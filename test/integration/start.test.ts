// What `npm start` runs, as a person meets it: what it prints, and that nothing of it is left after Ctrl-C.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { root } from '#test/source-files.ts';

type Started = { readonly child: ChildProcess; readonly said: () => string };

function start(...args: readonly string[]): Started {
  const child = spawn(process.execPath, [join(root, 'edge-gateway/demo/start.ts'), '--port', '0', '--mqtt-port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stderr, child.stdout]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  return { child, said: () => said };
}

test('it prints the addresses and three people with PINs, and Ctrl-C stops every process with code 0', {
  timeout: 60_000,
}, async () => {
  const { child, said } = start();
  await vi.waitFor(() => expect(said()).toContain('ready.'), 40_000);
  expect(said()).toMatch(/wall +http:\/\/localhost:\d+\/wall/);
  expect(said().match(/number \d+ +PIN \d{6}/g)).toHaveLength(3);
  const wall = /http:\/\/localhost:\d+/.exec(said())?.[0] ?? '';
  const booking = /booking +(http:\S+)/.exec(said())?.[1] ?? '';
  expect((await fetch(`${wall}/api/v1/health`)).status).toBe(200);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(said().trim()).toMatch(/Ctrl-C stops everything\.$/);
  for (const url of [wall, booking]) await expect(fetch(url)).rejects.toThrow();
});

test('a replay without a head ends by itself with one line of JSON', { timeout: 60_000 }, async () => {
  const { child, said } = start('--replay', 'tetam/straight_04', '--speed', '20', '--headless');
  expect(await once(child, 'exit')).toEqual([0, null]);
  const result: unknown = JSON.parse(said().trim().split('\n').at(-1) ?? '');
  const figure = expect.any(Number);
  expect(result).toEqual({
    replay: 'tetam/straight_04',
    sightings: 558,
    fixes: figure,
    meanM: figure,
    medianM: figure,
    p95M: figure,
  });
});

test('a port in use is named, and everything that was started is stopped with code 1', { timeout: 60_000 }, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { child, said } = start('--port', String(port));
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(said()).toContain(`Port ${port} is in use`);
  server.close();
});
