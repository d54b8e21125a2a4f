// A switch as large as its line: words on the left, the position as shape and colour on the right.

import type { ReactNode } from 'react';
import s from './switch.module.css';

type Props = { readonly on: boolean; readonly label: string; readonly toggle: () => void };

export function Switch({ on, label, toggle }: Props): ReactNode {
  return (
    <button type="button" role="switch" aria-checked={on} className={s.switch} onClick={toggle}>
      <span className={s.label}>{label}</span>
      <svg className={s.track} viewBox="0 0 60 34" aria-hidden="true">
        <rect className={s.ground} x="1.500" y="1.500" width="57" height="31" rx="15.500" />
        <path className={s.tick} d="M13 17.500l5 5 9-10.500" />
        <circle className={s.knob} cx="17" cy="17" r="11.500" />
      </svg>
    </button>
  );
}
