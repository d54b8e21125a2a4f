// The list that says the same as the plan, for those who can't or don't want to read a map.

import { type ReactNode, useId } from 'react';
import type { MessageId } from '#kiosk/i18n/en.ts';
import { useWords } from '#kiosk/i18n/use-words.ts';
import { contains } from '#shared/geometry/polygon.ts';
import type { BoardPerson, PersonSomewhere } from '#shared/wire/board.ts';
import type { PlanFloor } from '#shared/wire/plan.ts';
import { type BoardView, spaceOf } from './board-view.ts';
import { FirstAidSign } from './first-aid.tsx';
import { StateSign } from './legend.tsx';
import s from './list-view.module.css';
import { offWords } from './positions-words.ts';
import { zonePresence } from './presence-words.ts';
import { SomewhereSign } from './somewhere-line.tsx';
import { useSpaceWords } from './use-space-words.ts';

type PlanSpace = PlanFloor['spaces'][number];

export function ListView({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  const of = (kind: PlanSpace['kind']): readonly PlanSpace[] => view.floor.spaces.filter((space) => space.kind === kind);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
    <section className={s.list} aria-label={words.say('list.label', { floor: view.floor.name })} tabIndex={0}>
      <Group view={view} title={words.say('list.rooms')} spaces={of('room')} />
      {view.floor.zones.map((zone) => (
        <Group
          key={zone.id}
          view={view}
          title={zone.name}
          presence={zonePresence(view.presence, zone.id, words)}
          spaces={of('desk').filter((space) => space.zone === zone.id)}
        />
      ))}
      <Group view={view} title={words.say('list.parking')} spaces={of('parking')} />
      <FirstAiders view={view} />
      <People view={view} />
      <Somewhere people={view.somewhere} />
    </section>
  );
}

type GroupProps = { view: BoardView; title: string; presence?: string; spaces: readonly PlanSpace[] };

function Group({ view, title, presence, spaces }: GroupProps): ReactNode {
  const id = useId();
  const saying = useSpaceWords();
  if (spaces.length === 0 && presence === undefined) return null;
  return (
    <section className={s.group} aria-labelledby={id}>
      <h2 id={id} className={s.title}>
        {title}
        {presence !== undefined && <span className={s.presence}>{presence}</span>}
      </h2>
      <ul className={s.entries}>
        {spaces.map((space) => {
          const now = spaceOf(view, space.id);
          return (
            <li key={space.id} className={s.entry} data-space={space.id} data-state={now.state}>
              <StateSign state={now.state} />
              <span className={s.name}>{space.name}</span>
              <span className={s.words}>{saying.alone(now, view.nowMs)}</span>
              {now.label !== undefined && <span className={s.label}>{now.label}</span>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function FirstAiders({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  const id = useId();
  const named = view.safety?.named ?? [];
  if (named.length === 0) return null;
  return (
    <section className={s.group} aria-labelledby={id}>
      <h2 id={id} className={s.title}>
        {words.say('firstAid.list')}
      </h2>
      <ul className={s.entries}>
        {named.map(({ label, zoneName }) => (
          <li key={`${label} ${zoneName ?? ''}`} className={s.entry}>
            <FirstAidSign has />
            <span className={s.name}>{label}</span>
            <span className={s.words}>
              {words.say(zoneName === undefined ? 'list.personFloor' : 'list.personIn', { zone: zoneName ?? '' })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function People({ view }: { readonly view: BoardView }): ReactNode {
  const words = useWords();
  const id = useId();
  if (view.people.length === 0 && view.somewhere.length > 0) return null;
  const why = view.positions && offWords(view.positions, words);
  const empty: MessageId = view.presence === null ? 'list.peopleUnknown' : why === null ? 'list.noPeople' : 'list.peopleOff';
  return (
    <section className={s.group} aria-labelledby={id}>
      <h2 id={id} className={s.title}>
        {words.say('list.people')}
      </h2>
      {view.people.length === 0 && <p className={s.words}>{words.say(empty, { why: why ?? '' })}</p>}
      <ul className={s.entries}>
        {view.people.map((person) => (
          <li key={person.key} className={s.entry} data-person="">
            <span className={s.name}>{person.label}</span>
            <span className={s.words}>{whereWords(view.floor, person, words.say)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Its own part of the list, because nobody here is known to be in any of the zones above. */
function Somewhere({ people }: { readonly people: readonly PersonSomewhere[] }): ReactNode {
  const words = useWords();
  const id = useId();
  if (people.length === 0) return null;
  return (
    <section className={s.group} aria-labelledby={id}>
      <h2 id={id} className={s.title}>
        {words.say('list.somewhere')}
      </h2>
      <ul className={s.entries}>
        {people.map((person) => (
          <li key={person.key} className={s.entry} data-somewhere="">
            <SomewhereSign />
            <span className={s.name}>{person.label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whereWords(floor: PlanFloor, person: BoardPerson, say: ReturnType<typeof useWords>['say']): string {
  const zone = floor.zones.find((z) => contains(z.shape, person));
  return zone ? say('list.personIn', { zone: zone.name }) : say('list.personFloor');
}
