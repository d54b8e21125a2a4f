// One of many, under its label: the browser's own list, which every keyboard, finger and screen reader knows.

import { type ReactNode, useId } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import fields from '#kiosk/me/field.module.css';

type Props<V extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  /** Null: nothing is chosen yet. */
  readonly chosen: V | null;
  readonly choose: (value: V) => void;
};

export function ActSelect<V extends string>({ label, options, chosen, choose }: Props<V>): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  const known = options.some(({ value }) => value === chosen);
  return (
    <div className={fields.field}>
      <label htmlFor={id} className={fields.label}>
        {label}
      </label>
      <select
        id={id}
        className={fields.input}
        value={known && chosen !== null ? chosen : ''}
        onChange={({ target }) => {
          const option = options.find(({ value }) => value === target.value);
          if (option) choose(option.value);
        }}
      >
        {!known && (
          <option value="" disabled>
            {words.say('act.choose')}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
