// A line to type in, under its label and hint. Nothing typed is offered to the browser's memory.

import { type ReactNode, useId } from 'react';
import s from './field.module.css';

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly maxLength: number;
  readonly search?: boolean;
  readonly capitals?: boolean;
};

export function Field({ label, hint, value, change, maxLength, search = false, capitals = false }: Props): ReactNode {
  const id = useId();
  return (
    <div className={s.field}>
      <label htmlFor={id} className={s.label}>
        {label}
      </label>
      <input
        id={id}
        className={s.input}
        type={search ? 'search' : 'text'}
        value={value}
        maxLength={maxLength}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize={capitals ? 'characters' : 'words'}
        spellCheck={false}
        enterKeyHint={search ? 'search' : 'send'}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-hint`} className={s.hint}>
        {hint}
      </p>
    </div>
  );
}
