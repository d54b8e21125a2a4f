// The plan of a floor as this person may see it, the same as on the wall; the pin is where they are themselves.

import { type ReactNode, type Ref, useState } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import { FloorKeys } from '#kiosk/board/floor-keys.tsx';
import { FloorPlan } from '#kiosk/board/floor-plan.tsx';
import { Legend } from '#kiosk/board/legend.tsx';
import { ListView } from '#kiosk/board/list-view.tsx';
import { SomewhereLine } from '#kiosk/board/somewhere-line.tsx';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import buttons from './buttons.module.css';
import card from './card.module.css';
import s from './floor-card.module.css';

type Props = {
  readonly view: BoardView;
  readonly marked: SpaceId | null;
  readonly show: (floor: FloorId) => void;
  readonly heading: Ref<HTMLHeadingElement>;
};

export function FloorCard({ view, marked, show, heading }: Props): ReactNode {
  const words = useMeWords();
  const [asList, setAsList] = useState(false);
  const space = view.floor.spaces.find(({ id }) => id === marked);
  return (
    <section className={`${controls.card} ${card.card}`} aria-labelledby="floor-title">
      <h2 id="floor-title" ref={heading} tabIndex={-1} className={`${card.title} ${s.title}`}>
        {space ? words.say('me.find.planOf', { name: space.name, floor: view.floor.name }) : view.floor.name}
      </h2>
      <FloorKeys view={view} show={show} />
      <button type="button" className={buttons.secondary} onClick={() => setAsList(!asList)}>
        {words.say(asList ? 'view.map' : 'view.list')}
      </button>
      {asList ? (
        <div className={s.list} data-layout="phone">
          <ListView view={view} />
        </div>
      ) : (
        <div className={s.plan}>
          <FloorPlan view={view} marked={marked} picking={null} />
        </div>
      )}
      {!asList && <SomewhereLine people={view.somewhere} />}
      {!asList && (
        <div data-layout="stacked">
          <Legend bookable={view.floor.spaces.length > 0} />
        </div>
      )}
    </section>
  );
}
