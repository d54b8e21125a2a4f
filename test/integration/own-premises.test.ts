// A real gateway process, recorded from its first line on: whom it dials while people work with it, and what of the day's
// bookings it has written down.

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type DemoProcess, startProcess } from '#gateway/demo/child-process.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { paths, Snapshot } from '#shared/booking-api/contract.ts';
import { pause } from '#shared/kit/clock.ts';
import { Health } from '#shared/wire/health.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { root } from '#test/source-files.ts';
import { employee } from './employee.ts';
import { type BookingProcess, freshFolder, startBookingProcess } from './processes.ts';

const [folder, elsewhere] = [freshFolder(), freshFolder()];
const recorded = join(elsewhere.path, 'dials');
let booking: BookingProcess;
let gateway: DemoProcess;
let central: Snapshot;
let tapped: string;

beforeAll(async () => {
  booking = await startBookingProcess(elsewhere.path);
  gateway = startProcess({
    name: 'the recorded gateway',
    file: join(root, 'edge-gateway/main.ts'),
    args: [
      ...['--config', join(root, 'firmware-config/sites/demo-office/gateway.yaml'), '--data', folder.path, '--port', '0'],
      ...['--mqtt-port', '0', '--booking-url', booking.url, '--issuer', booking.issuer, '--log-level', 'error'],
    ],
    env: {
      ...process.env,
      ...testSecrets,
      NODE_OPTIONS: `--import ${new URL('dial-recorder.ts', import.meta.url).pathname}`,
      RECORDED_DIALS: recorded,
    },
    clock: machineClock,
  });
  const { http } = z.object({ http: z.int() }).parse(await gateway.ready);
  const url = `http://127.0.0.1:${http}`;
  const mirror = async () => Health.parse(await (await fetch(`${url}/api/v1/health`)).json()).booking.mirror;
  while ((await mirror()) === 'empty') await pause(machineClock, 20);

  const authorization = `Bearer ${testSecrets.WAYPOST_BOOKING_TOKEN}`;
  central = Snapshot.parse(await (await fetch(booking.url + paths.snapshot, { headers: { authorization } })).json());
  const [first] = booking.tryThese;
  const person = central.people.find(({ identifier }) => identifier === first?.identifier);
  if (!first || !person) throw new Error('the demo booking system has nobody to try');
  const ana = await employee(url, { person, pin: first.pin });

  await ana.consent(['company']);
  tapped = (await ana.me()).bookings[0]?.id ?? '';

  await booking.kill();

  expect(await ana.act(mePaths.checkIn, { booking: tapped, event: randomUUID() })).toEqual({
    ok: true,
    delivery: 'will-be-sent',
  });
});
afterAll(async () => {
  await gateway.stop();
  for (const { remove } of [folder, elsewhere]) remove();
});

/** Everything in the gateway's data folder, whatever the file. */
function onDisk(): Buffer {
  const files = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).map((name) => join(folder.path, name));
  return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
}

describe('a gateway that people work with', () => {
  test('R47: dials the booking system and the sign-in that its configuration names, and no other address', () => {
    const dialled = readFileSync(recorded, 'utf8').trim().split('\n');
    expect(new Set(dialled)).toEqual(new Set([booking.url, booking.issuer].map((url) => new URL(url).host)));
  });

  test('R37: has of the day’s bookings only the one somebody tapped for on its disk, and no name at all', () => {
    const bytes = onDisk();
    const written = (texts: readonly string[]): readonly string[] =>
      texts.filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')));
    expect(central.bookings.length).toBeGreaterThan(20);
    expect(written(central.bookings.map(({ id }) => id))).toEqual([tapped]);
    expect(written(central.people.map(({ displayName }) => displayName))).toEqual([]);
  });
});
