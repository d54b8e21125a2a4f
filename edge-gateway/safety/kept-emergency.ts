// What survives a restart of a running emergency: that one is on, and until when. No name and no mark is ever on disk.

import { z } from 'zod';
import type { Outcome } from '#shared/kit/outcome.ts';

/** Times are epoch milliseconds. */
const KeptEmergency = z.strictObject({
  id: z.uuid(),
  drill: z.boolean(),
  by: z.enum(['person', 'fire-panel']),
  startedMs: z.int(),
  endsMs: z.int(),
});
export type KeptEmergency = z.infer<typeof KeptEmergency>;

/** Where it is kept. A disk that is full or broken refuses, and never throws. */
export type Keep = {
  readonly read: () => KeptEmergency | null;
  readonly write: (kept: KeptEmergency) => Outcome<void>;
  readonly clear: () => Outcome<void>;
};

/** The text of the file; null for none, and for one that is damaged. */
export function keptEmergency(text: string | null): KeptEmergency | null {
  try {
    return KeptEmergency.safeParse(JSON.parse(text ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}
