// Choosing a space: its floor, its kind, then the space itself, free ones first as the board says for now.

import type { ReactNode } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { type floorsToActOn, kindsOn, spacesNow } from './act-places.ts';
import { ActSelect } from './act-select.tsx';
import type { SpaceChoice } from './act-space-choice.ts';
import type { ManageView } from './now-memory.ts';
import { OneOf } from './one-of.tsx';

type Props = {
  readonly view: ManageView;
  /** The floors to choose from. */
  readonly floors: ReturnType<typeof floorsToActOn>;
  readonly chosen: SpaceChoice;
  readonly choose: (chosen: SpaceChoice) => void;
};

export function ActSpaceField({ view, floors, chosen, choose }: Props): ReactNode {
  const words = usePresenceWords();
  const floor = floors.find(({ id }) => id === chosen.floor) ?? floors[0];
  const kinds = kindsOn(floor);
  const kind = kinds.includes(chosen.kind) ? chosen.kind : (kinds[0] ?? 'desk');
  return (
    <>
      {floors.length > 1 && (
        <ActSelect
          label={words.say('act.floor')}
          options={floors.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={floor?.id ?? null}
          choose={(id) => choose({ floor: id, kind, space: null })}
        />
      )}
      {kinds.length > 1 && (
        <OneOf
          legend={words.say('act.kind')}
          options={kinds.map((value) => ({ value, label: words.say(`act.kind.${value}`) }))}
          chosen={kind}
          choose={(value) => choose({ floor: floor?.id ?? null, kind: value, space: null })}
        />
      )}
      <ActSelect
        label={words.say('act.space.now')}
        options={spacesNow(view, floor, kind).map(({ id, name, state }) => ({
          value: id,
          label: words.say(`act.space.${state}`, { space: name }),
        }))}
        chosen={chosen.space}
        choose={(space) => choose({ floor: floor?.id ?? null, kind, space })}
      />
    </>
  );
}
