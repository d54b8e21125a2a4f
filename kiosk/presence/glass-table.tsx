// The people of one look as a table by zone: everything the plan says, and who has no dot on it.

import type { ReactNode } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { agoWords } from '#kiosk/me/dot-words.ts';
import text from '#kiosk/me/text.module.css';
import { type GlassPerson, peopleByZone, type ZoneOfPeople } from './people-by-zone.ts';
import s from './table.module.css';

type Props = { readonly floorName: string; readonly people: readonly GlassPerson[] };

export function GlassTable({ floorName, people }: Props): ReactNode {
  const words = usePresenceWords();
  return (
    <table className={s.table}>
      <caption>{words.say('presence.look.table', { floor: floorName })}</caption>
      <thead>
        <tr>
          <th scope="col">{words.say('presence.look.name')}</th>
          <th scope="col">{words.say('presence.look.sure')}</th>
          <th scope="col">{words.say('presence.look.heard')}</th>
        </tr>
      </thead>
      {peopleByZone(people).map((zone) => (
        <ZoneRows key={zone.zone ?? ''} zone={zone} />
      ))}
    </table>
  );
}

function ZoneRows({ zone }: { readonly zone: ZoneOfPeople }): ReactNode {
  const words = usePresenceWords();
  return (
    <tbody>
      <tr className={s.group}>
        <th colSpan={3} scope="rowgroup">
          {zone.zone ?? words.say('presence.look.somewhere')}
        </th>
      </tr>
      {zone.people.map((person, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name, and a look carries no other key.
        <tr key={`${person.name} ${i}`}>
          <th scope="row">{person.name}</th>
          <td>
            {person.place
              ? words.say('presence.look.metres', { metres: Math.max(1, Math.round(person.place.radiusM)) })
              : words.say('presence.look.floorOnly')}
          </td>
          <td className={text.muted}>{agoWords(person.ageMs, words)}</td>
        </tr>
      ))}
    </tbody>
  );
}
