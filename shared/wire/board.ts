// The board: everything a wall may know about one floor at one moment. Only the mask makes these values; the brand
// below is how the type system knows. A masked person has no mark here at all, not even a grey one.

import { z } from 'zod';
import { BlockReason } from '#shared/model/block.ts';
import { FloorId, SpaceId, ZoneId } from '#shared/model/ids.ts';
import { PositionsState } from '#shared/model/positions.ts';
import { FloorSafety } from './safety.ts';

/** `blocked`: nobody may book it now. `unknown` means the edge can't say: no booking data yet, or too old to be trusted. */
export const SpaceState = z.enum(['free', 'booked', 'checked-in', 'occupied', 'blocked', 'unknown']);
export type SpaceState = z.infer<typeof SpaceState>;

export const BoardSpace = z.object({
  id: SpaceId,
  state: SpaceState,
  /** Initials or a name, only where the mask allows it; absent otherwise. */
  label: z.string().optional(),
  /** When this state began or will begin (booked) and when it ends, epoch ms; absent when open-ended. */
  fromMs: z.int().optional(),
  untilMs: z.int().optional(),
  /** Why nobody may book it; with state `blocked` only. */
  blocked: BlockReason.optional(),
});
export type BoardSpace = z.infer<typeof BoardSpace>;

/** A located person who chose to be seen on a wall. `key` is random, new for every stay, and means nothing elsewhere. */
export const BoardPerson = z.object({
  key: z.string(),
  label: z.string(),
  x: z.number(),
  y: z.number(),
  radiusM: z.number(),
  /** Milliseconds since the moment the place speaks of, when this board was made. */
  ageMs: z.int().min(0),
});
export type BoardPerson = z.infer<typeof BoardPerson>;

/** The same, of somebody the radio places on this floor and no better. There is no place in it that could be drawn. */
export const PersonSomewhere = BoardPerson.omit({ x: true, y: true, radiusM: true });
export type PersonSomewhere = z.infer<typeof PersonSomewhere>;

/** Known presence of a zone as published by the tick: at least so many, a multiple of five; `null` is not told: none, or few. */
export const ZonePresence = z.object({ zone: ZoneId, about: z.int().min(5).multipleOf(5).nullable() });
export type ZonePresence = z.infer<typeof ZonePresence>;

export const Board = z.object({
  floor: FloorId,
  /** Epoch ms of the gateway when this board was made: the wall's "as of". */
  asOfMs: z.int(),
  spaces: z.array(BoardSpace),
  people: z.array(BoardPerson),
  /** "Somewhere on this floor". Nobody is in both lists; who moves from one to the other keeps their key. */
  somewhere: z.array(PersonSomewhere),
  presence: z.object({
    /** Epoch ms of the tick these counts belong to; null before the first tick. */
    tickMs: z.int().nullable(),
    floorAbout: z.int().min(5).multipleOf(5).nullable(),
    zones: z.array(ZonePresence),
  }),
  /** Free desks and rooms per floor of the building, for the floor keys. */
  floors: z.array(z.object({ floor: FloorId, desksFree: z.int(), roomsFree: z.int() })),
  /** Whether people can be located here at all, and why not. */
  positions: PositionsState,
  /** Somebody is allowed to see where people are on this floor until then (break-glass, epoch ms); null otherwise. */
  glassUntilMs: z.int().nullable(),
  /** First aid on this floor, as of the presence tick (rule 13). */
  safety: FloorSafety,
  /** Whether the booking system answers; while it doesn't, since when (epoch ms). */
  booking: z.object({ up: z.boolean(), sinceMs: z.int().nullable() }),
});
export type Board = z.infer<typeof Board>;

/** The board without anybody located; the same value when nobody was. For whoever keeps a board longer than its people. */
export function withoutPeople(board: Board): Board {
  return board.people.length + board.somewhere.length === 0 ? board : { ...board, people: [], somewhere: [] };
}

declare const passedTheMask: unique symbol;
/** A value the mask has let through: the only kind that push sends. Made in edge-gateway/mask and nowhere else. */
export type Masked<T> = T & { readonly [passedTheMask]: true };
