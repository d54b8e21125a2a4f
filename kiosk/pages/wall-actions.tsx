// What one can do at the wall. Phone check-in and search get their places here when they exist.

import type { ReactNode, RefObject } from 'react';
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
  readonly openPrivacy: () => void;
  readonly privacyKey: RefObject<HTMLButtonElement | null>;
};

export function WallActions(props: Props): ReactNode {
  const { view, show, asList, setAsList, openPad, openPrivacy, privacyKey } = props;
  const words = useWords();
  return (
    <div className={s.actions}>
      {view.plan.floors.some((floor) => floor.spaces.length > 0) && (
        <button type="button" className={controls.primary} onClick={openPad}>
          {words.say('pad.open')}
        </button>
      )}
      <div className={s.low}>
        <button type="button" className={controls.secondary} onClick={() => setAsList(!asList)}>
          {words.say(asList ? 'view.map' : 'view.list')}
        </button>
        <button ref={privacyKey} type="button" className={controls.secondary} onClick={openPrivacy}>
          <svg className={s.shield} viewBox="0 0 24 28" aria-hidden="true">
            <path d="M12 2 3 5.500v8C3 19.500 7 24 12 26c5-2 9-6.500 9-12.500v-8z" />
          </svg>
          {words.say('privacy.open')}
        </button>
      </div>
      <FloorKeys view={view} show={show} />
    </div>
  );
}
