// The roll call on a wall: keys for the floors, keys for the places of a long floor, and large rows. Nothing has to be typed.

import { type ReactNode, useState } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Emergency } from '#shared/wire/emergency.ts';
import type { Plan } from '#shared/wire/plan.ts';
import { type Marks, stateOf } from './marking.ts';
import s from './roll-call.module.css';
import { RollKeys } from './roll-keys.tsx';
import { groupsOf, isLong, missingFirst, type RollFloor } from './roll-order.ts';
import { RollRow } from './roll-row.tsx';

type Props = {
  readonly roll: Emergency;
  readonly plan: Plan;
  readonly marks: Marks;
  /** Boot time, for what became of the marks. */
  readonly nowMs: number;
  /** Null: nobody can be marked now. */
  readonly ask: ((key: string) => void) | null;
};

/** Which floor and place are shown; a place that is gone gives way to the first one. */
type Shown = { readonly floor: FloorId; readonly zoneName: string | null };

export function RollCall({ roll, plan, marks, nowMs, ask }: Props): ReactNode {
  const words = useWords();
  const [shown, setShown] = useState<Shown | null>(null);
  const floor = roll.floors.find((f) => f.floor === (shown?.floor ?? plan.display.floor)) ?? roll.floors[0];
  if (!floor || roll.counts.expected === 0) return <p className={s.empty}>{words.say('emergency.nobody')}</p>;
  const groups = groupsOf(floor);
  const group = isLong(floor) ? (groups.find((g) => g.zoneName === shown?.zoneName) ?? groups[0]) : undefined;
  const people = group ? group.people : missingFirst(floor.people);
  return (
    <section className={s.roll} aria-label={words.say(roll.drill ? 'roll.label.drill' : 'roll.label')}>
      <RollKeys
        floors={roll.floors}
        floor={floor}
        groups={group ? groups : []}
        group={group}
        plan={plan}
        show={(next, zoneName) => setShown({ floor: next, zoneName })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1). */}
      <section className={s.list} aria-label={words.say('roll.people')} tabIndex={0}>
        <ul className={s.rows}>
          {people.map((person) => (
            <li key={person.key}>
              <RollRow person={person} state={stateOf(person, marks, nowMs)} withZone={!group} ask={ask} />
            </li>
          ))}
        </ul>
      </section>
      <Unnamed floor={floor} />
      <p className={s.hint}>
        {ask && `${words.say('roll.hint')} `}
        {words.say('emergency.known')}
      </p>
    </section>
  );
}

function Unnamed({ floor }: { readonly floor: RollFloor }): ReactNode {
  const words = useWords();
  const { people, unnamed } = floor;
  if (unnamed.here > 0) return <p className={s.unnamed}>{words.say('roll.unnamed', { ...unnamed })}</p>;
  return people.length === 0 ? <p className={s.unnamed}>{words.say('roll.empty')}</p> : null;
}
