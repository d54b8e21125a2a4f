// The gateway as main.ts builds it, for what main.ts must not be able to do: its clock can be moved on, so that 30 minutes
// pass in seconds, the garbage collector can be called (start it with --expose-gc), and it can be made to leak on purpose,
// to see that the proof would notice. Orders come over the IPC channel.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { destination } from 'pino';
import { z } from 'zod';
import { readConfig } from '#gateway/config.ts';
import { forgetFreedMemory } from '#gateway/freed-memory.ts';
import { startGateway } from '#gateway/gateway.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { createLog } from '#gateway/watch/log.ts';
import { pause } from '#shared/kit/clock.ts';
import type { Fix } from '#shared/model/fix.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { root } from '#test/source-files.ts';
import { type Leak, leaks } from './leaks.ts';

/** What this process can be told; it answers `{ obeyed: true }`. */
const Order = z.union([z.object({ moveOnMs: z.number() }), z.object({ collectGarbage: z.literal(true) })]);
export type Order = z.infer<typeof Order>;

forgetFreedMemory();
const option = { type: 'string', default: '' } as const;
const { values: args } = parseArgs({
  options: { config: option, data: option, 'booking-url': option, issuer: option, leak: { type: 'string', default: 'none' } },
});
const leak = z.enum(leaks).parse(args.leak);
const log = createLog({ level: 'trace', destination: destination(2) });

// Follows the machine's clocks, and in between can be moved on by orders: both clocks together, as time does.
const clock = fakeClock(machineClock.wallMs(), machineClock.bootMs());
let lastMs = machineClock.bootMs();
machineClock.every(5, () => {
  const nowMs = machineClock.bootMs();
  clock.advance(nowMs - lastMs);
  lastMs = nowMs;
});

const kept: string[] = [];
const leaking: Record<Exclude<Leak, 'none'>, (fix: Fix) => void> = {
  file: (fix) => appendFileSync(join(args.data, 'trail.txt'), `${JSON.stringify(fix)}\n`),
  memory: (fix) => void kept.push(JSON.stringify(fix)),
};
const config = readConfig(args.config, process.env, {
  ...{ httpPort: 0, mqttPort: 0, bookingUrl: args['booking-url'], issuer: args.issuer },
});
if (!config.ok) throw new Error(config.detail);
const gateway = await startGateway({
  config: config.value,
  dataFolder: args.data,
  pagesFolder: join(root, '.build/pages'),
  version: 'proof',
  clock,
  networkClock: machineClock,
  // Not this machine's: its gates are watched in the real process (and tested in test/watch).
  gates: { judge: () => [], onChange: () => undefined },
  log,
  ...(leak === 'none' ? {} : { measure: leaking[leak] }),
});
if (!gateway.ok) throw new Error(gateway.detail);

async function obey(order: Order): Promise<void> {
  if ('collectGarbage' in order) {
    for (let times = 0; times < 2; times++) {
      (globalThis as { gc?: () => void }).gc?.();
      await pause(machineClock, 50);
    }
    return;
  }
  // In small steps, with a breath after each, so that everything falls due in its order.
  for (let restMs = order.moveOnMs; restMs > 0; restMs -= 500) {
    clock.advance(Math.min(500, restMs));
    await new Promise(setImmediate);
  }
}
process.on('message', (message) => {
  const order = Order.safeParse(message);
  if (order.success) void obey(order.data).then(() => process.send?.({ obeyed: true }));
});
const stop = (): void => void (gateway.ok ? gateway.value.stop() : Promise.resolve()).then(() => process.exit(0));
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, stop);
process.stdout.write(`${JSON.stringify({ ready: true, http: gateway.value.httpPort, mqtt: gateway.value.mqttPort })}\n`);
