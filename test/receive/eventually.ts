import { vi } from 'vitest';

/** Waits until `check` passes; generous, because the whole suite shares two cores. Shows the last failure otherwise. */
export const eventually = (check: () => unknown): Promise<void> =>
  vi.waitFor(
    async () => {
      await check();
    },
    { timeout: 15_000 },
  );
