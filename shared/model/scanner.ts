import { z } from 'zod';
import { AnchorId } from './ids.ts';

/** What runs on a scanner; decides its topics, payloads and rights. */
export const Firmware = z.enum(['espresense', 'openmqttgateway', 'theengs', 'native']);
export type Firmware = z.infer<typeof Firmware>;

/**
 * A radio that hears tags and reports them over MQTT. `id` is its login name; `room` is the segment by which its
 * firmware names it in topics (ESPresense's room slug, OpenMQTTGateway's gateway name, the native receiver id).
 */
export const Scanner = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/, 'use a-z 0-9 _ -'),
  firmware: Firmware,
  room: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'use A-Z a-z 0-9 _ -'),
  anchor: AnchorId,
});
export type Scanner = z.infer<typeof Scanner>;
