// Where there is room, readable from three metres: each zone with its free desks and its known presence.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { type BoardView, countFree } from './board-view.ts';
import { zonePresence } from './presence-words.ts';
import s from './zone-summary.module.css';

export function ZoneSummary({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  return (
    <section className={`${controls.card} ${s.zones}`} aria-labelledby="zones-title">
      <h2 id="zones-title" className={s.title}>
        {words.say(view.floor.spaces.some((space) => space.kind === 'desk') ? 'zones.title' : 'zones.presence')}
      </h2>
      <ul className={s.list}>
        {view.floor.zones.map((zone) => (
          <ZoneRow key={zone.id} view={view} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function ZoneRow({ view, zone }: { readonly view: BoardView; readonly zone: PlanFloor['zones'][number] }): ReactNode {
  const words = useWords();
  const desks = view.floor.spaces.filter((space) => space.kind === 'desk' && space.zone === zone.id);
  const { free, total, known } = countFree(view, desks);
  return (
    <li className={s.zone}>
      <span className={s.name}>{zone.name}</span>
      {total > 0 && <span className={s.free}>{known ? words.say('zones.of', { free, total }) : words.say('state.unknown')}</span>}
      {total > 0 && known && <Bar share={free / total} />}
      <span className={s.presence}>{zonePresence(view.presence, zone.id, words)}</span>
    </li>
  );
}

/** Free desks as the filled part, so that a long bar is good news. */
function Bar({ share }: { readonly share: number }): ReactNode {
  return (
    <svg className={s.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className={s.taken} x="0" y="0" width="100" height="8" />
      <rect className={s.open} x="0" y="0" width={share * 100} height="8" />
    </svg>
  );
}
