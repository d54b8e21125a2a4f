// What the radio's child process tells the gateway. Bytes cross as bytes (structured clone), nothing as text.

import { z } from 'zod';

export const RadioMessage = z.discriminatedUnion('kind', [
  /** noble's word: poweredOn, poweredOff, unsupported, unauthorized, resetting, unknown; or that it could not be loaded. */
  z.object({ kind: z.literal('state'), state: z.string().max(40) }),
  z.object({
    kind: z.literal('advert'),
    address: z.string().regex(/^[0-9a-f]{12}$/),
    payload: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    rssiDbm: z.number(),
  }),
]);
export type RadioMessage = z.infer<typeof RadioMessage>;
