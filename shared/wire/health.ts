// GET /api/v1/health

import { z } from 'zod';

const State = z.enum(['up', 'down', 'off']);

/** `degraded`: it works, but a person should look. Holds no personal data and no count of located people. */
export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  uptimeMs: z.int(),
  broker: z.object({ state: State, scannersConnected: z.int(), scannersConfigured: z.int() }),
  /** Anchors at which something listens, and how many of them nothing comes from any more. */
  anchors: z.object({ state: State, configured: z.int(), silent: z.int() }),
  store: z.object({ state: State, schema: z.int(), outbox: z.int(), quarantined: z.int() }),
  booking: z.object({ state: State, sinceMs: z.int().nullable(), mirror: z.enum(['empty', 'loaded']) }),
  /** `down`: a gate fails. `off`: switched off. `detail` is a sentence for each gate that fails or whose risk was accepted. */
  positions: z.object({ state: State, detail: z.array(z.string()) }),
  vault: z.object({ state: State, capacity: z.int(), maxAgeMs: z.int(), flushes: z.int() }),
  radio: z.object({ state: State, detail: z.string().optional() }),
});
export type Health = z.infer<typeof Health>;
