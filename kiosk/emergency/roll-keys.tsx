// Keys that lead through a roll call: one per floor, and one per place of a floor that is too long to read at once. Each says
// how many of its people are safe.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Plan } from '#shared/wire/plan.ts';
import s from './roll-keys.module.css';
import { countsOf, type RollFloor, type RollGroup, safeIn } from './roll-order.ts';

type Props = {
  readonly floors: readonly RollFloor[];
  readonly floor: RollFloor;
  /** Places to choose from; none when the whole floor is shown. */
  readonly groups: readonly RollGroup[];
  readonly group: RollGroup | undefined;
  readonly plan: Plan;
  readonly show: (floor: FloorId, zoneName: string | null) => void;
};

export function RollKeys({ floors, floor, groups, group, plan, show }: Props): ReactNode {
  const words = useWords();
  const nameOf = (id: FloorId): string => plan.floors.find((f) => f.id === id)?.name ?? id;
  return (
    <>
      {floors.length > 1 && (
        <nav className={s.keys} aria-label={words.say('roll.floors')}>
          {floors.map((one) => (
            <Key
              key={one.floor}
              name={nameOf(one.floor)}
              {...countsOf(one)}
              here={one === floor}
              press={() => show(one.floor, null)}
            />
          ))}
        </nav>
      )}
      {groups.length > 1 && (
        <nav className={s.keys} aria-label={words.say('roll.zones', { floor: nameOf(floor.floor) })}>
          {groups.map((one) => (
            <Key
              key={one.zoneName ?? ''}
              name={one.zoneName ?? words.say('roll.elsewhere')}
              all={one.people.length}
              safe={safeIn(one.people)}
              here={one === group}
              press={() => show(floor.floor, one.zoneName)}
            />
          ))}
        </nav>
      )}
    </>
  );
}

type KeyProps = {
  readonly name: string;
  readonly all: number;
  readonly safe: number;
  readonly here: boolean;
  readonly press: () => void;
};

function Key({ name, all, safe, here, press }: KeyProps): ReactNode {
  const words = useWords();
  return (
    <button type="button" className={s.key} aria-current={here ? 'true' : undefined} onClick={press}>
      <span className={s.name}>{name}</span> <span className={s.of}>{words.say('roll.of', { safe, all })}</span>
    </button>
  );
}
