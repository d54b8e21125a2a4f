// The same floor as a table: every space that matches under its zone, with what the plan's sign says in words.

import type { ReactNode } from 'react';
import { type BoardView, spaceOf } from '#kiosk/board/board-view.ts';
import { StateSign } from '#kiosk/board/legend.tsx';
import { zonePresence } from '#kiosk/board/presence-words.ts';
import { useSpaceWords } from '#kiosk/board/use-space-words.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import s from './now-floor.module.css';
import table from './table.module.css';

type Props = { readonly view: BoardView; readonly spaces: PlanFloor['spaces'] };

export function NowTable({ view, spaces }: Props): ReactNode {
  const words = usePresenceWords();
  const { floor } = view;
  if (spaces.length === 0) return <p>{words.say('manage.floor.none')}</p>;
  return (
    <table className={table.table}>
      <caption className={s.caption}>{words.say('manage.table', { floor: floor.name })}</caption>
      <thead>
        <tr>
          <th scope="col">{words.say('manage.table.space')}</th>
          <th scope="col">{words.say('manage.table.kind')}</th>
          <th scope="col">{words.say('manage.table.state')}</th>
        </tr>
      </thead>
      {floor.zones.map((zone) => (
        <ZoneRows key={zone.id} view={view} zone={zone} spaces={spaces.filter((space) => space.zone === zone.id)} />
      ))}
    </table>
  );
}

function ZoneRows({ view, zone, spaces }: Props & { readonly zone: PlanFloor['zones'][number] }): ReactNode {
  const words = usePresenceWords();
  const saying = useSpaceWords();
  if (spaces.length === 0) return null;
  return (
    <tbody>
      <tr className={table.group}>
        <th colSpan={3} scope="rowgroup">
          {words.say('manage.table.zone', { zone: zone.name, presence: zonePresence(view.presence, zone.id, words) })}
        </th>
      </tr>
      {spaces.map((space) => {
        const now = spaceOf(view, space.id);
        return (
          <tr key={space.id} data-space={space.id} data-state={now.state}>
            <th scope="row">{space.name}</th>
            <td>{words.say(`manage.kind.${space.kind}`)}</td>
            <td>
              <span className={s.state}>
                <StateSign state={now.state} />
                {saying.alone(now, view.nowMs)}
              </span>
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}
