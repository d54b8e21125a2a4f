// One of a few, each as large as a finger; in columns where there is room.

import { type ReactNode, useId } from 'react';
import choices from '#kiosk/me/choices.module.css';
import text from '#kiosk/me/text.module.css';
import s from './one-of.module.css';

type Props<V extends string> = {
  readonly legend: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly chosen: V | null;
  readonly choose: (value: V) => void;
};

export function OneOf<V extends string>({ legend, options, chosen, choose }: Props<V>): ReactNode {
  const name = useId();
  return (
    <fieldset className={`${choices.choices} ${s.options}`}>
      <legend className={`${text.strong} ${s.legend}`}>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value} className={choices.choice}>
          <input type="radio" name={name} className={choices.box} checked={value === chosen} onChange={() => choose(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
