// Run as a process of its own, to be killed: gives bookings back as fast as it can, and prints the id of a tap only once
// its answer is there. Usage: node tapping-child.ts <store file>

import { writeSync } from 'node:fs';
import { openStore } from '#gateway/store/open-store.ts';
import { hours, minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { bookingOf, morningMs, padOn, tap, wall } from './pad-world.ts';

const clock = fakeClock(morningMs);
const opened = openStore({ path: process.argv[2] ?? '', clock, notice: () => {} });
if (!opened.ok) throw new Error(opened.detail);
const pad = padOn(opened.value, clock);
const first = morningMs + hours(1);
pad.world.mirrored = Array.from({ length: 2000 }, (_, i) =>
  bookingOf(`b-${i}`, 'r-1', 'p-ada', first + minutes(i), first + minutes(i + 1)),
);
const { session } = await pad.signedIn('1001', '111111');
for (const { id } of pad.world.mirrored) {
  const event = tap();
  const reply = await pad.release(wall, { session, event, booking: id });
  if (reply.ok) writeSync(1, `${event}\n`);
}
