// A part of the page under its own heading.

import { type ReactNode, useId } from 'react';
import controls from '#kiosk/style/controls.module.css';
import s from './card.module.css';

type Props = { readonly title: string; readonly children: ReactNode; readonly aside?: ReactNode };

export function Card({ title, aside, children }: Props): ReactNode {
  const id = useId();
  return (
    <section className={`${controls.card} ${s.card}`} aria-labelledby={id}>
      <div className={s.head}>
        <h2 id={id} className={s.title}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
