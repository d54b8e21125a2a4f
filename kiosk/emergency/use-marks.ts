// Marks people of a roll call as safe from a wall, and remembers what was sent until the roll call shows it.

import { useEffect, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Emergency, MarkRequest } from '#shared/wire/emergency.ts';
import { type Marks, stillWaiting } from './marking.ts';

export type Marking = {
  readonly marks: Marks;
  readonly mark: (key: string, safe: boolean) => void;
};

export function useMarks(roll: Emergency, send: (mark: MarkRequest) => void, clock: Clock): Marking {
  const [marks, setMarks] = useState<Marks>(new Map());
  useEffect(() => setMarks((before) => stillWaiting(before, roll.floors)), [roll]);
  const mark = (key: string, safe: boolean): void => {
    setMarks((before) => new Map(before).set(key, { safe, atMs: clock.bootMs() }));
    send({ event: newEventId(), id: roll.id, key, safe });
  };
  return { marks, mark };
}
