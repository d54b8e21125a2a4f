// One large key per floor of the building, with what is free there.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { BoardView } from './board-view.ts';
import s from './floor-keys.module.css';

type Props = { readonly view: BoardView; readonly show: (floor: FloorId) => void };

export function FloorKeys({ view, show }: Props): ReactNode {
  const words = useWords();
  if (view.plan.floors.length < 2) return null;
  return (
    <nav className={s.keys} aria-label={words.say('floors.label')}>
      {view.plan.floors.map((floor) => {
        const free = view.floors.find((f) => f.floor === floor.id)?.desksFree;
        const here = floor.id === view.floor.id;
        return (
          <button
            key={floor.id}
            type="button"
            className={s.key}
            aria-current={here ? 'true' : undefined}
            onClick={() => show(floor.id)}
          >
            <span className={s.short} aria-hidden="true">
              {floor.short}
            </span>
            <span className="visually-hidden">{floor.name}</span>
            {free !== undefined && <span className={s.free}>{words.say('floors.free', { free })}</span>}
          </button>
        );
      })}
    </nav>
  );
}
