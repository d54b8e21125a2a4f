// The roll call in the hand of a warden, on a phone or at the console: search, mark with one tap and take back with another,
// and say how many of those without a name are safe.

import { type ReactNode, useId, useState } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Field } from '#kiosk/me/field.tsx';
import type { FloorId } from '#shared/model/ids.ts';
import type { Emergency, RollPerson } from '#shared/wire/emergency.ts';
import { TickBox } from './emergency-sign.tsx';
import { countsOf, type RollFloor } from './roll-order.ts';
import { type FoundFloor, searchRoll } from './roll-search.ts';
import { useWarden, type Warden, type WardenHttp } from './use-warden.ts';
import s from './warden-roll.module.css';

type Props = { readonly roll: Emergency; readonly nameOf: (floor: FloorId) => string; readonly http: WardenHttp };

export function WardenRoll({ roll, nameOf, http }: Props): ReactNode {
  const words = useWords();
  const does = useWarden(roll.id, http);
  const [typed, setTyped] = useState('');
  const floors = searchRoll(roll.floors, nameOf, typed);
  const nobody = typed !== '' && floors.every(({ found }) => found.length === 0);
  return (
    <div className={s.roll}>
      <p className={s.counts} data-counts="">
        {words.say('roll.of', { safe: roll.counts.safe, all: roll.counts.expected })}
      </p>
      <Field
        label={words.say('warden.search')}
        hint={words.say('warden.search.hint')}
        value={typed}
        change={setTyped}
        maxLength={60}
        search
      />
      <p role="status">{nobody && words.say('warden.search.none')}</p>
      <p role="alert" className={s.unsent}>
        {does.unsent && words.say('warden.unsent')}
      </p>
      {floors.map((one) => (
        <FloorPart key={one.floor.floor} part={one} searching={typed !== ''} does={does} />
      ))}
      <p>{words.say('emergency.known')}</p>
    </div>
  );
}

type PartProps = { readonly part: FoundFloor; readonly searching: boolean; readonly does: Warden };

function FloorPart({ part: { floor, name, found }, searching, does }: PartProps): ReactNode {
  const words = useWords();
  const id = useId();
  if (searching && found.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={s.title}>
        {name} <span className={s.of}>{words.say('roll.of', { ...countsOf(floor) })}</span>
      </h3>
      <ul className={s.people}>
        {found.map((person) => (
          <Person key={person.key} person={person} does={does} />
        ))}
      </ul>
      {!searching && floor.unnamed.here > 0 && <Unnamed floor={floor} does={does} />}
      {floor.people.length + floor.unnamed.here === 0 && <p>{words.say('roll.empty')}</p>}
    </section>
  );
}

function Person({ person, does }: { readonly person: RollPerson; readonly does: Warden }): ReactNode {
  const words = useWords();
  const { label, zoneName, safe, firstAider } = person;
  const about = [
    words.say(safe ? 'roll.safe' : 'roll.missing'),
    ...(zoneName === undefined ? [] : [zoneName]),
    ...(firstAider ? [words.say('roll.firstAider')] : []),
  ];
  return (
    <li className={s.person} data-state={safe ? 'safe' : 'missing'}>
      <TickBox safe={safe} />
      <span className={s.words}>
        <span className={s.name}>{label}</span> <span>{words.list(about)}</span>
      </span>
      <button
        type="button"
        className={safe ? buttons.quiet : `${buttons.secondary} ${s.mark}`}
        aria-label={words.say(safe ? 'warden.takeBackNamed' : 'warden.markNamed', { name: label })}
        disabled={does.sending.has(person.key)}
        onClick={() => does.mark(person, !safe)}
      >
        {words.say(safe ? 'warden.takeBack' : 'warden.mark')}
      </button>
    </li>
  );
}

function Unnamed({ floor, does }: { readonly floor: RollFloor; readonly does: Warden }): ReactNode {
  const words = useWords();
  const { here, safe } = floor.unnamed;
  const busy = does.sending.has(floor.floor);
  return (
    <div className={s.unnamed}>
      <p className={s.words}>{words.say('roll.unnamed', { here, safe })}</p>
      <button
        type="button"
        className={`${buttons.secondary} ${s.step}`}
        aria-label={words.say('warden.less')}
        disabled={busy || safe === 0}
        onClick={() => does.unnamed(floor, safe - 1)}
      >
        −
      </button>
      <button
        type="button"
        className={`${buttons.secondary} ${s.step}`}
        aria-label={words.say('warden.more')}
        disabled={busy || safe >= here}
        onClick={() => does.unnamed(floor, safe + 1)}
      >
        +
      </button>
    </div>
  );
}
