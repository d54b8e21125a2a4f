// The few line drawings of the employee's page, on a 24 x 24 grid. Words always stand beside them.

import type { ReactNode } from 'react';
import s from './icon.module.css';

const drawings = {
  today: 'M4 6h16v14H4z M4 10h16 M8 3v4 M16 3v4',
  find: 'M10.5 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13z M15.500 15.500 21 21',
  location:
    'M12 21.500C8 15.800 5 13 5 9a7 7 0 0 1 14 0c0 4-3 6.800-7 12.500z M12 6.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  me: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4.500 21c.6-4 3.700-6.500 7.500-6.500s6.900 2.500 7.500 6.500',
  badge:
    'M6 3h12v18H6z M10 3v2.500h4V3 M12 9.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4z M8.800 18c.4-1.700 1.600-2.600 3.200-2.600s2.800.9 3.200 2.600',
  device: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  phone: 'M7 2.500h10v19H7z M10.500 18.500h3',
  app: 'M7 2.500h10v19H7z M12 8v6 M9 11h6',
  close: 'M6 6l12 12 M18 6 6 18',
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className={s.icon} viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}
