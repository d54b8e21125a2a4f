// One assigned floor on a card: how many spaces are in each state, its plan or its table, and who is known to be in its zones
// as the tick publishes it.

import { type ReactNode, useId } from 'react';
import type { BoardView } from '#kiosk/board/board-view.ts';
import { StateSign } from '#kiosk/board/legend.tsx';
import { floorPresence, zonePresence } from '#kiosk/board/presence-words.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { Card } from '#kiosk/me/card.tsx';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { countStates, type StateCount } from './now-boards.ts';
import { matching, type NowFilter } from './now-filter.ts';
import s from './now-floor.module.css';
import { NowPlan } from './now-plan.tsx';
import { NowTable } from './now-table.tsx';

type Props = { readonly view: BoardView; readonly filter: NowFilter };

export function NowFloor({ view, filter }: Props): ReactNode {
  const words = usePresenceWords();
  const { floor, presence } = view;
  const spaces = matching(view, filter);
  const here = presence && words.say('manage.floor.here', { presence: floorPresence(presence, words) });
  return (
    <Card title={floor.name} aside={<p className={s.here}>{here ?? words.say('manage.floor.presence.unknown')}</p>}>
      <div className={s.body}>
        <Figures view={view} spaces={spaces} filter={filter} />
        {filter.as === 'plan' ? <NowPlan view={view} spaces={spaces} /> : <NowTable view={view} spaces={spaces} />}
        <Zones view={view} />
      </div>
    </Card>
  );
}

function Figures({ view, spaces, filter }: Props & { readonly spaces: PlanFloor['spaces'] }): ReactNode {
  const words = usePresenceWords();
  const counts = countStates(view, spaces).filter(({ state }) => filter.state === null || filter.state === state);
  return (
    <ul className={s.figures} aria-label={words.say('manage.floor.figures', { floor: view.floor.name })}>
      {counts.map((count) => (
        <Figure key={count.state} count={count} />
      ))}
    </ul>
  );
}

function Figure({ count: { state, total, kinds } }: { readonly count: StateCount }): ReactNode {
  const words = usePresenceWords();
  const of = kinds.map(({ kind, n }) => words.say(`manage.kinds.${kind}`, { n }));
  return (
    <li className={s.figure} data-figure={state}>
      <span className={s.number}>{total}</span>{' '}
      <span className={s.word}>
        <StateSign state={state} />
        {words.say(`legend.${state}`)}
      </span>{' '}
      <span className={s.kinds}>{words.list(of)}</span>
    </li>
  );
}

/** The plan has it as pills where there is room for them; here it is always. */
function Zones({ view: { floor, presence } }: Pick<Props, 'view'>): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  if (presence === null) return null;
  return (
    <div>
      <h3 id={id} className={s.zonesTitle}>
        {words.say('manage.floor.presence')}
      </h3>
      <ul className={s.zones} aria-labelledby={id}>
        {floor.zones.map((zone) => (
          <li key={zone.id} className={s.zone}>
            <span>{zone.name}</span> <strong>{zonePresence(presence, zone.id, words)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
