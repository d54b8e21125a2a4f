// Small line drawings for what one looks for on a floor. Drawn on a 24 x 24 grid.

import type { ReactNode } from 'react';
import s from './area-icon.module.css';

const drawings: Readonly<Record<string, string>> = {
  kitchen: 'M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4z M16 10h2a2.5 2.5 0 0 1 0 5h-2 M8 3v3 M12 3v3',
  lift: 'M4 3h16v18H4z M8.5 10.5 12 6.5l3.5 4 M8.5 14l3.5 4 3.5-4',
  stairs: 'M3 20h5v-4h4v-4h4V8h5 M3 20v-1',
  toilet: 'M8 4.2v.1 M8 8v7 M5.5 9.5 8 8l2.5 1.5 M6.5 21l1.5-6 1.5 6 M16 4.2v.1 M16 8l-2.5 7h5L16 8z M15 15v6 M17 15v6',
  reception: 'M3 15h18v5H3z M12 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6z M7 15c.5-2.500 2.500-4 5-4s4.500 1.500 5 4',
  lounge: 'M5 12V8a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v4 M3 12a2 2 0 0 1 4 0v3h10v-3a2 2 0 0 1 4 0v6H3z',
  storage: 'M4 8l8-4 8 4v9l-8 4-8-4z M4 8l8 4 8-4 M12 12v9',
};

export function hasIcon(kind: string): boolean {
  return kind in drawings;
}

type Props = { readonly kind: string; readonly x: number; readonly y: number; readonly size: number };

/** Centred on x, y; `size` in pixels. */
export function AreaIcon({ kind, x, y, size }: Props): ReactNode {
  return (
    <path
      className={s.icon}
      d={drawings[kind] ?? ''}
      transform={`translate(${x - size / 2} ${y - size / 2}) scale(${size / 24})`}
    />
  );
}
