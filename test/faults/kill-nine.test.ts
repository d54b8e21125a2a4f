// The promise behind "Checked in": what the pad has been told is on disk, and reaches the booking system exactly once,
// whenever the gateway's process is killed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { demoPopulation } from '#gateway/demo/population.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { pause } from '#shared/kit/clock.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { Site } from '#shared/model/site.ts';
import { eventually } from '#test/eventually.ts';
import { type BookingProcess, freshFolder, startBookingProcess, startGatewayProcess } from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';
import { newEvent, padClient } from './pad-client.ts';

const Effects = z.array(z.object({ event: z.string() }).loose());
const folder = freshFolder();
let booking: BookingProcess;

beforeAll(async () => {
  booking = await startBookingProcess(folder.path);
});
afterAll(async () => {
  await booking.stop();
  folder.remove();
});

async function effects(): Promise<string[]> {
  const reply = await fetch(`${booking.url}/_demo/check-ins`);
  return Effects.parse(await reply.json()).map((effect) => effect.event);
}

/** People of the demo who have a PIN and can take a desk or confirm a booking. */
function people(): { identifier: string; pin: string }[] {
  const site = Site.parse(parse(readFileSync(join(root, 'firmware-config/sites/demo-office/site.yaml'), 'utf8')));
  return demoPopulation(site, machineClock.wallMs(), 1).people.map(({ person, pin }) => ({ identifier: person.identifier, pin }));
}

const kills = 10;

test(`after ${kills} times kill -9 at random moments around a check-in, every acknowledged one is at the booking system exactly once`, {
  timeout: 240_000,
}, async () => {
  const random = seededRandom(20_261_121);
  const everybody = people();
  const acknowledged: string[] = [];
  const unanswered: string[] = [];
  const refused: string[] = [];
  for (let round = 0; round < kills; round++) {
    const gateway = await startGatewayProcess(folder.path, booking.url);
    const pad = padClient(gateway.url);
    const person = everybody[round % everybody.length];
    if (!person) throw new Error('the demo has no people');
    const pads = await eventually(async () => {
      const reply = await pad.signIn(person.identifier, person.pin);
      if (!reply.ok) throw new Error(`sign-in: ${reply.why}`);
      return reply.pad;
    });
    const event = newEvent();
    const toConfirm = pads.bookings.find((b) => b.canCheckIn);
    const toRelease = pads.bookings.find((b) => b.canRelease);
    const session = pads.session;
    const target = toConfirm ?? toRelease;
    const action = toConfirm ? 'confirm' : toRelease ? 'release' : 'walk-up';
    const body = target ? { session, event, booking: target.id } : { session, event, space: pads.freeDesks[0]?.space };
    const answered = pad.act(action, body).then(
      (reply) => {
        if (reply.ok) acknowledged.push(event);
        else refused.push(reply.why);
      },
      (error: unknown) => {
        // The connection broke before an answer: the pad was told nothing, so nothing is promised.
        if (error instanceof TypeError) unanswered.push(event);
        else throw error;
      },
    );
    // Half of the kills fall somewhere before or around the acknowledgement, half right after it, however slow the machine.
    if (round % 2 === 1) await answered;
    await pause(machineClock, random() * 30);
    await gateway.kill();
    await answered;
  }
  expect(refused).toEqual([]);
  // Both sides of the acknowledgement have to be hit, or the moments were not random enough to prove anything.
  expect(acknowledged.length).toBeGreaterThan(kills / 5);
  expect(unanswered.length).toBeGreaterThan(kills / 10);
  const last = await startGatewayProcess(folder.path, booking.url);
  await vi.waitFor(async () => {
    const health = z
      .object({ store: z.object({ outbox: z.int() }) })
      .parse(await (await fetch(`${last.url}/api/v1/health`)).json());
    expect(health.store.outbox).toBe(0);
  }, 30_000);
  const arrived = await effects();
  await last.stop();
  const count = (event: string): number => arrived.filter((e) => e === event).length;
  expect(acknowledged.filter((event) => count(event) !== 1)).toEqual([]);
  expect(new Set(arrived).size).toBe(arrived.length);
});
