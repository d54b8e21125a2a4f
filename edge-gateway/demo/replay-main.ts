// A recorded walk through the whole gateway: `npm start -- --replay NAME`. This process holds the gateway, with a clock
// that runs at the replay's speed, and the walk's twelve scanners, which reach it over TCP like real ones; a demo booking
// system runs beside it and says that the person with the tag allowed the wall. At the end the fixes are compared with
// the recorded truth. The last line is one object of JSON.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { destination } from 'pino';
import { z } from 'zod';
import { type Clock, pause, scaledClock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Fix } from '#shared/model/fix.ts';
import { type Config, readConfig } from '../config.ts';
import { type Gateway, startGateway } from '../gateway.ts';
import { derivedSecret } from '../secrets.ts';
import { machineClock } from '../system-clock.ts';
import { machineGates, openOwnGates } from '../watch/gates/machine-gates.ts';
import { createLog } from '../watch/log.ts';
import { startWatchdog } from '../watch/watchdog.ts';
import { type DemoProcess, startProcess } from './child-process.ts';
import { giveTag } from './replay/give-tag.ts';
import { scoreFixes } from './replay/score-fixes.ts';
import { startReplay } from './replay/start-replay.ts';
import { loadWalk, replayNames } from './replay/walks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const site = join(root, 'firmware-config/sites/tetam-hall');

const Args = z.object({
  walk: z.enum(replayNames),
  speed: z.coerce.number(),
  data: z.string(),
  port: z.coerce.number(),
  'mqtt-port': z.coerce.number(),
  headless: z.boolean().default(false),
});
type Args = z.infer<typeof Args>;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { walk: text, speed: text, data: text, port: text, 'mqtt-port': text, headless: { type: 'boolean' } },
});
const args = Args.parse(values);
let stop = (code: number): void => process.exit(code);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.once(signal, () => stop(0));

const booking = startProcess({
  name: 'the demo booking system',
  file: fileURLToPath(new URL('booking-system/main.ts', import.meta.url)),
  args: ['--port', '0', '--data', join(args.data, 'demo-booking.sqlite'), '--site', join(site, 'site.yaml')],
  env: process.env,
  clock: machineClock,
});
try {
  await play(args, booking);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  await booking.stop();
  process.exit(1);
}

async function play(wanted: Args, bookingSystem: DemoProcess): Promise<void> {
  const walk = loadWalk(wanted.walk);
  if (!walk.ok) throw new Error(walk.detail);
  const { url } = z.object({ url: z.url() }).parse(await bookingSystem.ready);
  const config = readConfig(join(site, 'gateway.yaml'), process.env, {
    httpPort: wanted.port,
    mqttPort: wanted['mqtt-port'],
    bookingUrl: url,
  });
  if (!config.ok) throw new Error(config.detail);
  await giveTag(url, config.value.secrets.WAYPOST_BOOKING_TOKEN, walk.value.tag);
  const clock = scaledClock(machineClock, wanted.speed);
  const fixes: Fix[] = [];
  const gateway = await gatewayFor(config.value, wanted, clock, (fix) => fixes.push(fix));
  const replay = await startReplay({
    host: '127.0.0.1',
    port: gateway.mqttPort ?? 0,
    scanners: config.value.scanners,
    password: (id) => derivedSecret(config.value.secrets.WAYPOST_SCANNER_KEY, 'scanner', id),
    walk: walk.value,
    clock,
  });
  stop = (code) => void Promise.all([replay.stop(), gateway.stop(), bookingSystem.stop()]).then(() => process.exit(code));
  console.log(JSON.stringify({ ready: true, http: gateway.httpPort }));
  if (!wanted.headless) console.log(`Replaying ${wanted.walk} on http://localhost:${gateway.httpPort}/wall. Ctrl-C stops.`);
  const sightings = await replay.finished;
  await pause(clock, seconds(2));
  const score = scoreFixes(fixes, walk.value.truth, replay.startBootMs);
  if (!wanted.headless)
    console.log(`Error against the recorded truth: mean ${score.meanM} m, median ${score.medianM} m, 95 % ${score.p95M} m.`);
  console.log(JSON.stringify({ replay: wanted.walk, sightings, ...score }));
  if (wanted.headless) stop(0);
}

/** The gateway with the replay's clock. It is ready when the mirror is loaded, so that the first sighting has a consent. */
async function gatewayFor(config: Config, wanted: Args, clock: Clock, measure: (fix: Fix) => void): Promise<Gateway> {
  openOwnGates();
  // Played slowly, sweeps come as seldom.
  const watchdog = startWatchdog({ clock: machineClock, deadlineMs: seconds(25) / Math.min(1, wanted.speed) });
  await watchdog.ready;
  const gateway = await startGateway({
    config,
    dataFolder: wanted.data,
    pagesFolder: join(root, '.build/pages'),
    version: 'replay',
    clock,
    networkClock: machineClock,
    gates: machineGates(watchdog),
    onSwept: watchdog.beat,
    log: createLog({ level: 'error', destination: destination(2) }),
    measure,
  });
  if (!gateway.ok) throw new Error(gateway.detail ?? gateway.why);
  const health = z.object({ booking: z.object({ mirror: z.enum(['empty', 'loaded']) }) });
  for (let tries = 0; tries < 100; tries++) {
    const reply = await fetch(`http://127.0.0.1:${gateway.value.httpPort}/api/v1/health`);
    if (health.parse(await reply.json()).booking.mirror === 'loaded') return gateway.value;
    await pause(machineClock, 50);
  }
  throw new Error('The gateway could not load the people of the demo booking system within five seconds.');
}
