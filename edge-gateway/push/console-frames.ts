// The console's frames as text. Making one costs a board of every floor, so one is made for somebody once per beat however
// many pages they have open, and managers who see the same are sent the same text.
//
// Promise: filled up to the length of full boards and of an own frame for the lists beside them, so that a length tells nothing
// of what is booked.

import type { Clock } from '#shared/kit/clock.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { Managed } from '#shared/wire/manage.ts';
import type { MePlan, ToMe } from '#shared/wire/me.ts';
import { namelessLengths, ownFrameBytes, paddedFrom } from './frame-length.ts';

/** `about`: all of it but its times, to see whether anything is new. `text`: what is sent. */
type ConsoleFrame = { readonly about: string; readonly text: string };
type Made = ConsoleFrame & { readonly atBootMs: number };

type Deps = {
  readonly clock: Clock;
  readonly managed: (ref: SubjectRef) => Masked<Managed> | null;
  readonly plan: () => MePlan;
  readonly beatEveryMs: number;
};

/** The frame of this person as it is now, or was less than a beat ago. */
export function createConsoleFrames({ clock, managed, plan, beatEveryMs }: Deps): (ref: SubjectRef) => ConsoleFrame {
  const made = new Map<SubjectRef, Made>();
  let lengths: ReadonlyMap<FloorId, number> | null = null;
  const lengthOf = (floors: readonly FloorId[]): number => {
    lengths ??= namelessLengths(plan().floors);
    return floors.reduce((sum, floor) => sum + (lengths?.get(floor) ?? 0), ownFrameBytes);
  };
  const make = (ref: SubjectRef, atBootMs: number): Made => {
    const now = managed(ref);
    const about = JSON.stringify(now && withoutTimes(now));
    const same = [...made.values()].find((one) => one.about === about);
    return same ?? { about, atBootMs, text: paddedFrom(textOf(now), lengthOf(now?.may.floors ?? [])) };
  };
  return (ref) => {
    const nowBootMs = clock.bootMs();
    for (const [of, old] of made) if (nowBootMs - old.atBootMs >= beatEveryMs) made.delete(of);
    const one = made.get(ref) ?? make(ref, nowBootMs);
    made.set(ref, one);
    return one;
  };
}

function withoutTimes(managed: Managed): Managed {
  return { ...managed, asOfMs: 0, boards: managed.boards.map((board) => ({ ...board, asOfMs: 0 })) };
}

function textOf(managed: Masked<Managed> | null): string {
  const message: ToMe = { kind: 'managed', managed };
  return JSON.stringify(message);
}
