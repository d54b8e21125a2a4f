// The clockwork of forgetting: looks at the clocks every second and zeroes what has expired every ten. Stopping it wipes
// the vault, because nothing would forget any more.

import type { Running } from '#gateway/running.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { PositionVault } from './vault.ts';

/** Starts both timers; has effects at once. `onSwept` is called after every sweep: a watchdog waits for it. */
export function startRetention(vault: PositionVault, clock: Clock, onSwept: () => void = () => undefined): Running {
  const sweep = (): void => {
    vault.sweep();
    onSwept();
  };
  // There is nothing in it yet; from now on the next sweep is waited for.
  onSwept();
  const cancels = [clock.every(seconds(1), vault.watchClocks), clock.every(seconds(10), sweep)];
  return {
    stop: async () => {
      for (const cancel of cancels) cancel();
      vault.forgetAll();
    },
  };
}
