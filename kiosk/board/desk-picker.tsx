// While a person at the pad chooses a free desk, each of them is a real button over the plan, a little larger than the
// desk so that a finger finds it. The pad's own list offers the same desks as large keys.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { SpaceId } from '#shared/model/ids.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import s from './desk-picker.module.css';
import { boxOf, inset, type PlanFit } from './plan-fit.ts';

export type Picking = { readonly spaces: ReadonlySet<SpaceId>; readonly pick: (space: SpaceId) => void };

type Props = { readonly fit: PlanFit; readonly floor: PlanFloor; readonly picking: Picking };

export function DeskPicker({ fit, floor, picking }: Props): ReactNode {
  const words = useWords();
  return floor.spaces
    .filter((space) => picking.spaces.has(space.id))
    .map((space) => {
      const box = inset(boxOf(fit, space.shape), -2);
      return (
        <button
          key={space.id}
          type="button"
          className={s.desk}
          style={{ left: box.x, top: box.y, width: box.w, height: box.h }}
          aria-label={words.say('plan.take', { name: space.name })}
          onClick={() => picking.pick(space.id)}
        />
      );
    });
}
