import { vi } from 'vitest';

/** Waits until `check` passes, and answers what it does; generous, because the whole suite shares two cores. Shows the last failure otherwise. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 30_000, interval: 20 });
