// A QR code as one path, dark on light in every theme, because that is how cameras expect it.

import { encodeQR } from 'qr';
import { type ReactNode, useMemo } from 'react';
import s from './qr-code.module.css';

/** At most 2,953 bytes of UTF-8 (ISO/IEC 18004, version 40 with low error correction). */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { path, size } = useMemo(() => drawn(encodeQR(text, 'raw', { ecc: 'low', border: 4 })), [text]);
  return (
    <svg className={s.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className={s.light} d={`M0 0h${size}v${size}H0z`} />
      <path className={s.dark} d={path} />
    </svg>
  );
}

function drawn(rows: readonly (readonly boolean[])[]): { readonly path: string; readonly size: number } {
  const cells = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return { path: cells.join(''), size: rows.length };
}
