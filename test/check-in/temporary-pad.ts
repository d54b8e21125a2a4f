// A pad over a real SQLite file in a temporary folder that goes with the test.

import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { openTemporary, temporaryPath } from '#test/store/open-temporary.ts';
import { morningMs, padOn } from './pad-world.ts';

export function temporaryPad(path = temporaryPath(), clock: FakeClock = fakeClock(morningMs)) {
  const store = openTemporary(path, clock);
  return { ...padOn(store, clock), path, store, clock };
}
