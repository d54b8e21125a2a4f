// What one floor's wall says at this moment: pure, from what is remembered and the time. All staleness is decided here.

import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import type { Board, BoardPerson, BoardSpace, PersonSomewhere } from '#shared/wire/board.ts';
import { linkDeadAfterMs, peopleStaleAfterMs } from '#shared/wire/board-socket.ts';
import type { Emergency } from '#shared/wire/emergency.ts';
import type { Plan, PlanFloor } from '#shared/wire/plan.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import { ageMs, type BoardMemory, type Moment, offsetMs } from './board-memory.ts';

/** `gone`: the gateway can't be reached; `unknown-display`: it does not want this display. */
export type Freshness =
  | { readonly kind: 'live' }
  | { readonly kind: 'as-of'; readonly asOfMs: number }
  | { readonly kind: 'gone'; readonly sinceMs: number; readonly asOfMs: number | null; readonly peopleGone: boolean }
  | { readonly kind: 'unknown-display'; readonly sinceMs: number };

export type BoardView = {
  readonly plan: Plan;
  readonly floor: PlanFloor;
  /** The gateway's time, epoch ms. */
  readonly nowMs: number;
  readonly freshness: Freshness;
  readonly spaces: ReadonlyMap<SpaceId, BoardSpace>;
  readonly people: readonly BoardPerson[];
  /** Those who are on this floor, nobody can say where, by their labels. */
  readonly somewhere: readonly PersonSomewhere[];
  /** Null when it can't be said now. */
  readonly presence: Board['presence'] | null;
  readonly floors: Board['floors'];
  readonly booking: Board['booking'];
  /** Whether people can be located in this building; null when that is not known now. */
  readonly positions: PositionsState | null;
  /** Somebody may see where people on this floor are until then, epoch ms; null when nobody may. */
  readonly glassUntilMs: number | null;
  /** First aid on this floor; null when it can't be said now. */
  readonly safety: FloorSafety | null;
  /** The emergency or drill that is on, and as of when the roll call is known (epoch ms). */
  readonly emergency: { readonly roll: Emergency; readonly asOfMs: number } | null;
  /** The newest answer to who asked for the privacy page, and since when it is known (epoch ms). */
  readonly privacy: { readonly page: WallPrivacy; readonly asOfMs: number } | null;
};

export function viewOf(memory: BoardMemory, shown: FloorId, now: Moment): BoardView | null {
  const { plan, newest } = memory;
  const floor = plan?.floors.find((f) => f.id === shown) ?? plan?.floors[0];
  if (!plan || !floor) return null;
  const received = memory.boards.get(floor.id) ?? null;
  const old = received === null || ageMs(received, now) >= peopleStaleAfterMs;
  const nowMs = now.wallMs + offsetMs(memory);
  return {
    plan,
    floor,
    nowMs,
    freshness: freshnessOf(memory, floor.id, now),
    spaces: new Map(received?.board.spaces.map((space) => [space.id, space])),
    people: old ? [] : aged(received.board.people, ageMs(received, now)),
    somewhere: old ? [] : received.board.somewhere.toSorted((a, b) => a.label.localeCompare(b.label)),
    presence: old ? null : received.board.presence,
    floors: newest?.board.floors ?? [],
    booking: newest?.board.booking ?? { up: true, sinceMs: null },
    positions: newest && ageMs(newest, now) < peopleStaleAfterMs ? newest.board.positions : null,
    glassUntilMs: stillOpen(received?.board.glassUntilMs ?? null, nowMs),
    safety: old ? null : received.board.safety,
    emergency: emergencyOf(memory, nowMs),
    privacy: memory.privacy && { page: memory.privacy.page, asOfMs: memory.privacy.at.wallMs + offsetMs(memory) },
  };
}

/** An end that was announced holds also while the gateway is away: better a banner too long than one too short. */
function stillOpen(untilMs: number | null, nowMs: number): number | null {
  return untilMs !== null && untilMs > nowMs ? untilMs : null;
}

/** It stays with its time while the gateway is away, and ends by itself as it was announced. */
function emergencyOf(memory: BoardMemory, nowMs: number): BoardView['emergency'] {
  const { emergency } = memory;
  if (!emergency || nowMs >= emergency.roll.endsMs) return null;
  return { roll: emergency.roll, asOfMs: emergency.at.wallMs + offsetMs(memory) };
}

function freshnessOf(memory: BoardMemory, floor: FloorId, now: Moment): Freshness {
  const received = memory.boards.get(floor) ?? null;
  const { link } = memory;
  const sinceMs = (link?.sinceMs ?? now.wallMs) + offsetMs(memory);
  if (link && !link.up && link.problem === 'unknown-display') return { kind: 'unknown-display', sinceMs };
  const asOfMs = received?.board.asOfMs ?? null;
  const peopleGone = received === null || ageMs(received, now) >= peopleStaleAfterMs;
  if (link && !link.up) return { kind: 'gone', sinceMs, asOfMs, peopleGone };
  if (received && ageMs(received, now) >= linkDeadAfterMs) return { kind: 'as-of', asOfMs: received.board.asOfMs };
  return { kind: 'live' };
}

function aged(people: readonly BoardPerson[], byMs: number): readonly BoardPerson[] {
  return people.map((person) => ({ ...person, ageMs: person.ageMs + byMs }));
}

/** Whether the gateway can't be reached, or does not want this display. */
export function isAway({ kind }: Freshness): boolean {
  return kind === 'gone' || kind === 'unknown-display';
}

/** The state of a space, `unknown` when the board says nothing about it. */
export function spaceOf(view: BoardView, id: SpaceId): BoardSpace {
  return view.spaces.get(id) ?? { id, state: 'unknown' };
}

/** How many spaces of a kind there are, how many are free, and whether anything is known of them. */
export function countFree(view: BoardView, spaces: PlanFloor['spaces']): { free: number; total: number; known: boolean } {
  const states = spaces.map((space) => spaceOf(view, space.id).state);
  return {
    free: states.filter((state) => state === 'free').length,
    total: states.length,
    known: states.some((state) => state !== 'unknown'),
  };
}
