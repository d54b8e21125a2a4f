// The sign of an emergency, and another one of a drill: a warning triangle, and a list that is ticked off. Words stand
// beside it.

import type { ReactNode } from 'react';
import s from './emergency-sign.module.css';

export function EmergencySign({ drill }: { readonly drill: boolean }): ReactNode {
  return (
    <svg className={s.sign} viewBox="0 0 48 44" aria-hidden="true" data-drill={drill}>
      {drill ? (
        <path className={s.line} d="M10 6h28v34H10z M18 3h12v6H18z M16 20l3 3 5-6 M28 20h5 M16 31l3 3 5-6 M28 31h5" />
      ) : (
        <>
          <path className={s.solid} d="M24 2 46 41H2z" />
          <path className={s.mark} d="M22 15h4l-.8 14h-2.400z M22 32h4v4h-4z" />
        </>
      )}
    </svg>
  );
}

/** A tick in a box, or the empty box. */
export function TickBox({ safe }: { readonly safe: boolean }): ReactNode {
  return (
    <svg className={s.box} viewBox="0 0 30 30" aria-hidden="true" data-safe={safe}>
      <rect className={s.frame} x="2.500" y="2.500" width="25" height="25" rx="5" />
      {safe && <path className={s.tick} d="M8 15.500l5 5 9-11" />}
    </svg>
  );
}
