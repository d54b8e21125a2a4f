// Some of a few, all unless one is taken out; none is said to be wrong beside them.

import { type ReactNode, useId } from 'react';
import choices from '#kiosk/me/choices.module.css';
import text from '#kiosk/me/text.module.css';
import s from './one-of.module.css';

type Props<V extends string> = {
  readonly legend: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly without: readonly V[];
  readonly wrong: string | null;
  readonly choose: (without: readonly V[]) => void;
};

export function SomeOf<V extends string>({ legend, options, without, wrong, choose }: Props<V>): ReactNode {
  const id = useId();
  const toggled = (value: V): readonly V[] =>
    without.includes(value) ? without.filter((one) => one !== value) : [...without, value];
  return (
    <fieldset className={`${choices.choices} ${s.options}`} aria-describedby={wrong === null ? undefined : id}>
      <legend className={`${text.strong} ${s.legend}`}>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className={choices.choice}>
          <input
            type="checkbox"
            className={choices.box}
            checked={!without.includes(value)}
            onChange={() => choose(toggled(value))}
          />
          <span>{label}</span>
        </label>
      ))}
      {wrong !== null && (
        <p id={id} role="alert" className={text.strong}>
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
