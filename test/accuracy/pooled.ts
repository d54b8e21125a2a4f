// Several recordings through one method, their fixes pooled: what the gates are about. Prints a line per recording, so that
// a mean never hides a walk on which the engine fails.

import { createEngine, evaluate, type Method, prepare } from './evaluate.ts';
import { figures, idleZoneChangesPerMinute } from './figures.ts';
import type { RecordedSite, Recording } from './recording.ts';
import type { Scored } from './score.ts';

export type PooledOptions = { readonly method?: Method; readonly calibrated?: boolean };

/** One engine on a recorded site, ready to play its recordings, whole or damaged. */
type Player = (damage?: (recording: Recording) => Recording) => ReadonlyMap<string, Scored>;

/** Throws when the site can't be used: those of this repository can. */
export function player(recorded: RecordedSite, { method = 'engine', calibrated = true }: PooledOptions = {}): Player {
  const prepared = prepare(recorded.site, calibrated ? recorded.calibration : []);
  if (!prepared.ok) throw new Error(prepared.detail);
  const engine = createEngine(prepared.value, method);
  if (!engine.ok) throw new Error(engine.detail);
  return (damage = (recording) => recording) =>
    new Map(
      [...recorded.recordings].map(([name, recording]) => [
        name,
        evaluate(prepared.value, damage(recording), engine.value).scored,
      ]),
    );
}

/** One line per recording and one for all, instant and settled side by side. */
export function print(title: string, played: ReadonlyMap<string, Scored>): void {
  const lines = [...played].map(([name, scored]) => line(name, [scored]));
  process.stdout.write(`${[title, ...lines, line('all', [...played.values()])].join('\n')}\n\n`);
}

/** One line for all of them. */
export function printAll(title: string, played: ReadonlyMap<string, Scored>): void {
  process.stdout.write(`${line(title, [...played.values()])}\n`);
}

function line(name: string, scored: readonly Scored[]): string {
  const { settled, instant } = figures(scored);
  const errors = (e: typeof settled): string =>
    `${number(e.meanM)} ${number(e.medianM)} ${number(e.p95M)}  in 68 % ${number(e.within68)}, in 95 % ${number(e.within95)}`;
  const idle = number(idleZoneChangesPerMinute(scored));
  return `  ${name.padEnd(28)} settled ${errors(settled)}   instant ${errors(instant)}   idle zone changes/min ${idle}`;
}

const number = (value: number | null): string => (value === null ? '   -' : value.toFixed(2));
