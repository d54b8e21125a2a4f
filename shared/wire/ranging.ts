// What a phone says it hears of this site's beacons, over HTTP and over MQTT alike: the native batch of our own scanners,
// turned round. Who says it is known from the login, never from the batch.

import { z } from 'zod';
import { TagId } from '#shared/model/ids.ts';

/** On the embedded broker: the user name of every phone (its password is its secret), and the one topic it may write to. */
export const phoneLine = { username: 'phone', topic: 'waypost/v1/me/s' } as const;

/** POST /api/v1/me/ranging: the same batch with the secret as Bearer token. */
export const rangingPath = '/api/v1/me/ranging';

/** The longest batch, on either way, before anything looks into it. */
export const longestRangingBytes = 8_192;

/** Beacon in its canonical form, mean strength in dBm, power it claims at one metre in dBm, number of adverts. */
const Entry = z.tuple([TagId, z.number(), z.number().nullish(), z.number().nullish()]);

/**
 * Speaks of the moment it arrives: a phone sends what it heard in the last second or so and keeps nothing for later. Other
 * keys, the sender's time `t` among them, are never read.
 */
export const RangingBatch = z.object({ v: z.literal(1), s: z.array(Entry).max(64) });
export type RangingBatch = z.infer<typeof RangingBatch>;
