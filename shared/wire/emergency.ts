// Emergency mode between gateway, walls and pages: the roll call of one building, on its own network alone. Times are epoch
// milliseconds. Names are in it because an emergency is on (rule 13); they go with its end.

import { z } from 'zod';
import { EventId, FloorId } from '#shared/model/ids.ts';

export const emergencyPaths = {
  start: '/api/v1/emergency/start',
  end: '/api/v1/emergency/end',
  /** A warden marks somebody. */
  mark: '/api/v1/emergency/mark',
  /** A warden says how many of those without a name are safe. */
  unnamed: '/api/v1/emergency/unnamed',
  /** A person marks themselves. */
  safe: '/api/v1/emergency/safe',
  /** The roll call as a page to print. */
  list: '/api/v1/emergency/list',
  /** The fire panel, with its own token. */
  signal: '/api/v1/fire-panel',
} as const;

/** Somebody who is expected to be in the building. `key` is random, of this emergency only. */
export const RollPerson = z.object({
  key: z.string(),
  label: z.string(),
  /** Where they were known to be; absent when only the floor is. */
  zoneName: z.string().optional(),
  safe: z.boolean(),
  firstAider: z.boolean(),
});
export type RollPerson = z.infer<typeof RollPerson>;

const RollFloor = z.object({
  floor: FloorId,
  people: z.array(RollPerson),
  /** People who are known to be here and are not to be named: so many, and so many of them safe. */
  unnamed: z.object({ here: z.int().min(0), safe: z.int().min(0) }),
});
export type RollFloor = z.infer<typeof RollFloor>;

const running = {
  id: z.uuid(),
  /** Everything says so: nobody may take a drill for the real thing or the other way round. */
  drill: z.boolean(),
  by: z.enum(['person', 'fire-panel']),
  startedMs: z.int(),
  /** It ends by itself then. */
  endsMs: z.int(),
  /** Where to go, as the site's configuration says it; empty when it does not. */
  assemblyPoint: z.string(),
};

/** The roll call, on walls and for wardens. `since` start only known people are listed; nobody else is guessed. */
export const Emergency = z.object({
  ...running,
  floors: z.array(RollFloor),
  counts: z.object({ expected: z.int(), safe: z.int() }),
});
export type Emergency = z.infer<typeof Emergency>;

/** For the page of one person: what is on, whether they are marked safe, and the roll for wardens only. */
export const OwnEmergency = z.object({ ...running, safe: z.boolean(), warden: z.boolean(), roll: Emergency.nullable() });
export type OwnEmergency = z.infer<typeof OwnEmergency>;

const tap = { event: EventId };
const ofOne = { ...tap, id: z.uuid() };
export const StartEmergencyRequest = z.strictObject({ ...tap, drill: z.boolean() });
export type StartEmergencyRequest = z.infer<typeof StartEmergencyRequest>;
export const EndEmergencyRequest = z.strictObject(ofOne);
export type EndEmergencyRequest = z.infer<typeof EndEmergencyRequest>;
export const MarkRequest = z.strictObject({ ...ofOne, key: z.string().max(60), safe: z.boolean() });
export type MarkRequest = z.infer<typeof MarkRequest>;
export const UnnamedRequest = z.strictObject({ ...ofOne, floor: FloorId, safe: z.int().min(0).max(10_000) });
export type UnnamedRequest = z.infer<typeof UnnamedRequest>;
export const SafeRequest = z.strictObject(ofOne);
export type SafeRequest = z.infer<typeof SafeRequest>;

/** `gone`: that emergency has ended, or nobody has this key in it. `not-stored`: the audit could not be written (a drill only). */
export const EmergencyRefusal = z.object({
  ok: z.literal(false),
  why: z.enum(['not-allowed', 'already', 'gone', 'not-possible', 'not-stored']),
});
export type EmergencyRefusal = z.infer<typeof EmergencyRefusal>;
export const EmergencyReply = z.union([z.object({ ok: z.literal(true) }), EmergencyRefusal]);
export type EmergencyReply = z.infer<typeof EmergencyReply>;

/**
 * What the fire panel says, over MQTT on `waypost/<site>/fire-panel` or over HTTP. `id`: the panel's own number of the alarm, so
 * that repeating it after somebody has ended the emergency does not start it again.
 */
export const FirePanelSignal = z.strictObject({
  state: z.enum(['alarm', 'drill', 'clear']),
  id: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{1,60}$/)
    .optional(),
});
export type FirePanelSignal = z.infer<typeof FirePanelSignal>;
