// The demo booking system can be told to fail, in the ways real ones do, for people who try the product and for tests.

import { z } from 'zod';

export const FailureMode = z.enum(['ok', '503', '429', 'timeout', 'drop-after-commit', 'garbage', '401', 'in-progress']);
export type FailureMode = z.infer<typeof FailureMode>;

/** POST /_demo/fail. `count`: only the next so many requests; `only`: leave reads or writes alone. */
export const FailureOrder = z.strictObject({
  mode: FailureMode,
  count: z.int().min(1).optional(),
  only: z.enum(['reads', 'writes']).optional(),
});
export type FailureOrder = z.infer<typeof FailureOrder>;

export type Failures = {
  readonly order: (order: FailureOrder) => void;
  /** How the request at hand has to fail; counts it. */
  readonly next: (kind: 'reads' | 'writes') => FailureMode;
};

export function createFailures(): Failures {
  let current: FailureOrder = { mode: 'ok' };
  return {
    order: (order) => {
      current = order;
    },
    next: (kind) => {
      if (current.mode === 'ok' || (current.only !== undefined && current.only !== kind)) return 'ok';
      const { mode, count } = current;
      if (count === 1) current = { mode: 'ok' };
      else if (count !== undefined) current = { ...current, count: count - 1 };
      return mode;
    },
  };
}
