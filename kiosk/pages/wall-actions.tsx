// What one can do at the wall. Phone check-in and search get their places here when they exist.

import type { ReactNode } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import { FloorKeys } from '#kiosk/board/floor-keys.tsx';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { FloorId } from '#shared/model/ids.ts';
import s from './wall-actions.module.css';

type Props = {
  readonly view: BoardView;
  readonly show: (floor: FloorId) => void;
  readonly asList: boolean;
  readonly setAsList: (asList: boolean) => void;
  readonly openPad: () => void;
};

export function WallActions({ view, show, asList, setAsList, openPad }: Props): ReactNode {
  const words = useWords();
  return (
    <div className={s.actions}>
      {view.plan.floors.some((floor) => floor.spaces.length > 0) && (
        <button type="button" className={controls.primary} onClick={openPad}>
          {words.say('pad.open')}
        </button>
      )}
      <button type="button" className={controls.secondary} onClick={() => setAsList(!asList)}>
        {words.say(asList ? 'view.map' : 'view.list')}
      </button>
      <FloorKeys view={view} show={show} />
    </div>
  );
}
