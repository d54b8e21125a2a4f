// What to show of the assigned floors: floor, kind and state of spaces, plan or table, and in words how much matches.

import { type ReactNode, useId } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import fields from '#kiosk/me/field.module.css';
import type { FloorId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';
import { isEverything, type NowFilter, NowState } from './now-filter.ts';
import s from './now-filters.module.css';

type Props = {
  readonly siteName: string;
  readonly floors: readonly { readonly id: FloorId; readonly name: string }[];
  readonly filter: NowFilter;
  readonly choose: (next: NowFilter) => void;
  /** How much matches, in words. */
  readonly says: string;
};

export function NowFilters({ siteName, floors, filter, choose, says }: Props): ReactNode {
  const words = usePresenceWords();
  const shown = floors.some(({ id }) => id === filter.floor);
  return (
    <search className={s.filters} aria-label={words.say('manage.filter')}>
      <p className={s.building}>
        <span className={fields.label}>{words.say('manage.filter.building')}</span>
        <span className={s.name}>{siteName}</span>
      </p>
      <Choice
        label={words.say('manage.filter.floor')}
        all={words.say('manage.filter.floor.all')}
        options={floors.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={shown ? filter.floor : null}
        choose={(floor) => choose({ ...filter, floor })}
      />
      <Choice
        label={words.say('manage.filter.kind')}
        all={words.say('manage.filter.kind.all')}
        options={SpaceKind.options.map((value) => ({ value, label: words.say(`manage.filter.kind.${value}`) }))}
        chosen={filter.kind}
        choose={(kind) => choose({ ...filter, kind })}
      />
      <Choice
        label={words.say('manage.filter.state')}
        all={words.say('manage.filter.state.all')}
        options={NowState.options.map((value) => ({ value, label: words.say(`legend.${value}`) }))}
        chosen={filter.state}
        choose={(state) => choose({ ...filter, state })}
      />
      <ShowAs filter={filter} choose={choose} />
      <div className={s.match}>
        <p role="status">{says}</p>
        {!isEverything(filter) && (
          <button
            type="button"
            className={buttons.quiet}
            onClick={() => choose({ ...filter, floor: null, kind: null, state: null })}
          >
            {words.say('manage.filter.clear')}
          </button>
        )}
      </div>
    </search>
  );
}

type ChoiceProps<V extends string> = {
  readonly label: string;
  readonly all: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly chosen: V | null;
  readonly choose: (value: V | null) => void;
};

function Choice<V extends string>({ label, all, options, chosen, choose }: ChoiceProps<V>): ReactNode {
  const id = useId();
  return (
    <p className={s.choice}>
      <label htmlFor={id} className={fields.label}>
        {label}
      </label>
      <select
        id={id}
        className={fields.input}
        value={chosen ?? ''}
        onChange={({ target }) => choose(options.find(({ value }) => value === target.value)?.value ?? null)}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </p>
  );
}

function ShowAs({ filter, choose }: Pick<Props, 'filter' | 'choose'>): ReactNode {
  const words = usePresenceWords();
  const name = useId();
  return (
    <fieldset className={s.as}>
      <legend className={fields.label}>{words.say('manage.filter.as')}</legend>
      {(['plan', 'table'] as const).map((as) => (
        <label key={as} className={s.way}>
          <input
            type="radio"
            className={s.dot}
            name={name}
            checked={filter.as === as}
            onChange={() => choose({ ...filter, as })}
          />
          {words.say(`manage.filter.as.${as}`)}
        </label>
      ))}
    </fieldset>
  );
}
