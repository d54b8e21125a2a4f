// Messages per second: the bare broker, then the whole way with tags nobody agreed to, then with consenting tags.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { readConfig } from '#gateway/config.ts';
import { espresenseSighting } from '#gateway/demo/scanner/espresense.ts';
import { startGateway } from '#gateway/gateway.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { createLog } from '#gateway/watch/log.ts';
import { pause } from '#shared/kit/clock.ts';
import { TagId } from '#shared/model/ids.ts';
import { gatesWith } from '#test/fakes/gates.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { freshFolder } from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';
import { startStubBooking, tagOf } from './stub-booking.ts';

const warmUpMs = 1_000;
const measureMs = 4_000;

type Login = { readonly username: string; readonly password: string; readonly room: string };

function shout(port: number, login: Login, tags: readonly string[]): ChildProcess {
  const messages = tags.map((tag, i) =>
    espresenseSighting(login.room, {
      tag: TagId.parse(tag),
      address: 'c1a2b3040506',
      rssiDbm: -60 - (i % 20),
      measuredPowerDbm: -59,
      count: 1,
    }),
  );
  const order = {
    port,
    ...login,
    topics: messages.map((m) => m.topic),
    payloads: messages.map((m) => m.payload),
    seconds: (warmUpMs + measureMs) / 1000 + 1,
  };
  const child = spawn(process.execPath, [join(root, 'test/bench/publisher.ts')], { stdio: ['pipe', 2, 2] });
  child.stdin?.end(JSON.stringify(order));
  return child;
}

async function rate(publisher: ChildProcess, count: () => number | Promise<number>): Promise<number> {
  await pause(machineClock, warmUpMs);
  const before = await count();
  const startedMs = machineClock.bootMs();
  await pause(machineClock, measureMs);
  const perSecond = ((await count()) - before) / ((machineClock.bootMs() - startedMs) / 1000);
  publisher.kill();
  await once(publisher, 'exit');
  return Math.round(perSecond);
}

/** aedes as it comes, a subscriber in the same process that only counts. */
export async function bareBroker(): Promise<number> {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let heard = 0;
  await new Promise<void>((resolve) =>
    broker.subscribe(
      'espresense/devices/#',
      (_packet, done) => {
        heard += 1;
        done();
      },
      resolve,
    ),
  );
  const login = { username: 'any', password: 'any', room: 'any' };
  const perSecond = await rate(shout((server.address() as AddressInfo).port, login, [tagOf(1)]), () => heard);
  server.close();
  broker.close();
  return perSecond;
}

/** The whole gateway; `consenting`: tags of 500 people who said yes, otherwise 500 tags nobody knows. */
export async function wholeWay(consenting: boolean): Promise<number> {
  const folder = freshFolder();
  const booking = await startStubBooking(500, 500);
  const config = readConfig(join(root, 'firmware-config/sites/demo-office/gateway.yaml'), testSecrets, {
    httpPort: 0,
    mqttPort: 0,
    bookingUrl: booking.url,
  });
  if (!config.ok) throw new Error(config.detail);
  const gateway = await startGateway({
    config: config.value,
    dataFolder: folder.path,
    pagesFolder: folder.path,
    version: 'bench',
    clock: machineClock,
    gates: gatesWith(),
    log: createLog({ level: 'silent' }),
    scannerRate: { perSecond: 10_000_000, burst: 10_000_000 },
  });
  if (!gateway.ok) throw new Error(gateway.detail);
  await pause(machineClock, 1_000);
  const scanner = config.value.scanners.find((s) => s.firmware === 'espresense');
  if (!scanner) throw new Error('the demo office has no ESPresense scanner');
  const login = {
    username: scanner.id,
    password: derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', scanner.id),
    room: scanner.room,
  };
  const tags = Array.from({ length: 500 }, (_, i) => tagOf(consenting ? i : 10_000 + i));
  const result = consenting ? 'consented' : 'dropped';
  const perSecond = await rate(shout(gateway.value.mqttPort ?? 0, login, tags), async () => {
    const text = await (await fetch(`http://127.0.0.1:${gateway.value.httpPort}/metrics`)).text();
    return Number(new RegExp(`^waypost_sightings_total\\{result="${result}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  });
  await gateway.value.stop();
  await booking.stop();
  folder.remove();
  return perSecond;
}
