import { z } from 'zod';
import { AnchorId } from './ids.ts';

/** What runs on a scanner; decides its topics, payloads and rights. */
export const Firmware = z.enum([
  'espresense',
  'openmqttgateway',
  'theengs',
  'tasmota',
  'minew',
  'ingics',
  'cassia',
  'ruuvi',
  'aprilbrother',
  'room-assistant',
  'mqtt-room',
  'native',
]);
export type Firmware = z.infer<typeof Firmware>;

/**
 * A radio that hears tags and reports them over MQTT. `id` is its login name; `room` is the segment by which its
 * firmware names it in topics (ESPresense's room slug, OpenMQTTGateway's gateway name, the native receiver id).
 */
export const Scanner = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,40}$/, 'use a-z 0-9 _ -'),
  firmware: Firmware,
  room: z.string().regex(/^[A-Za-z0-9_:-]{1,40}$/, 'use A-Z a-z 0-9 _ : -'),
  anchor: AnchorId,
});
export type Scanner = z.infer<typeof Scanner>;

/** What a scanner says of itself, or its connection says of it; absent is what its firmware does not tell. Nobody is in it. */
export type ScannerReport = {
  /** The id of the scanner in the configuration. */
  readonly scanner: string;
  readonly atBootMs: number;
  /** From its last-will topic or its connection. */
  readonly online?: boolean;
  readonly firmwareVersion?: string;
  readonly uptimeS?: number;
  /** Adverts it has heard since it started. */
  readonly advertsTotal?: number;
  /** Tags it holds at the moment, and how many it can hold before it forgets the oldest. */
  readonly tagsHeld?: number;
  readonly tagSlots?: number;
  readonly freeHeapBytes?: number;
  /** Its own clock when the report was made, epoch ms, where it tells. Only compared with ours, never believed. */
  readonly ownClockMs?: number;
};
