// One person after another. A turn ends by itself, so nobody who walked away keeps the others waiting, and whoever has
// waited too long is taken to have walked away.

import type { Cancel, Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';

type TurnsDeps = {
  readonly clock: Clock;
  /** Somebody's turn begins. */
  readonly onTurn: (ref: SubjectRef) => void;
  /** Their turn is over, before the next one begins. */
  readonly onOver: (ref: SubjectRef) => void;
};

export type Turns = {
  /** Gives this person the turn, from its beginning if they have it already, or lets them wait for it. */
  readonly ask: (ref: SubjectRef) => void;
  /** Gives the turn that runs its full time once more. */
  readonly prolong: () => void;
  /** Whose turn it is; null when nobody's. */
  readonly current: () => SubjectRef | null;
  /** When their turn or their wait ends (boot clock); null when they have neither. */
  readonly endsAtBootMs: (ref: SubjectRef) => number | null;
  readonly leave: (ref: SubjectRef) => void;
  /** Ends every turn and every wait. */
  readonly stop: () => void;
};

/** To hold a tag, and once more to confirm it. */
const turnMs = minutes(1);
/** As long as the person before may take. */
const waitMs = minutes(2);

type Turn = { readonly ref: SubjectRef; readonly endsAtBootMs: number; readonly cancel: Cancel };

export function createTurns({ clock, onTurn, onOver }: TurnsDeps): Turns {
  const waitingUntilMs = new Map<SubjectRef, number>();
  let turn: Turn | null = null;

  const run = (ref: SubjectRef): void => {
    turn?.cancel();
    turn = { ref, endsAtBootMs: clock.bootMs() + turnMs, cancel: clock.after(turnMs, end) };
  };
  const give = (ref: SubjectRef): void => {
    waitingUntilMs.delete(ref);
    run(ref);
    onTurn(ref);
  };
  const end = (): void => {
    if (turn === null) return;
    const { ref, cancel } = turn;
    cancel();
    turn = null;
    onOver(ref);
    const nowMs = clock.bootMs();
    for (const [waiting, untilMs] of waitingUntilMs) if (untilMs <= nowMs) waitingUntilMs.delete(waiting);
    const [next] = waitingUntilMs.keys();
    if (next !== undefined) give(next);
  };
  /** The timer may be late, after the machine slept. */
  const current = (): SubjectRef | null => {
    if (turn !== null && clock.bootMs() >= turn.endsAtBootMs) end();
    return turn?.ref ?? null;
  };
  return {
    ask: (ref) => {
      const whose = current();
      if (whose === null || whose === ref) give(ref);
      else waitingUntilMs.set(ref, clock.bootMs() + waitMs);
    },
    prolong: () => {
      if (turn !== null) run(turn.ref);
    },
    current,
    endsAtBootMs: (ref) => {
      if (current() === ref) return turn?.endsAtBootMs ?? null;
      const untilMs = waitingUntilMs.get(ref);
      return untilMs !== undefined && untilMs > clock.bootMs() ? untilMs : null;
    },
    leave: (ref) => {
      waitingUntilMs.delete(ref);
      if (current() === ref) end();
    },
    stop: () => {
      waitingUntilMs.clear();
      end();
    },
  };
}
