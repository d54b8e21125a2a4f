// "You are where you are heard loudest": what nearly every tracker for the home does.

import type { EngineDeps, PositionEngine } from '#gateway/locate/engine.ts';
import { windowed } from './windowed.ts';

export function nearest({ floors }: EngineDeps): PositionEngine {
  return windowed(floors, ([loudest]) => {
    if (loudest === undefined) throw new Error('There is always a heard anchor.');
    return { floor: loudest.floor.id, ...loudest.anchor.at };
  });
}
