// The codes of the employee's page can be read back, the whole receipt among them.

import decodeQR from 'qr/decode.js';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { QrCode } from '#kiosk/me/qr-code.tsx';
import { demoReceipt } from './me-data.ts';
import { appKey } from './me-decisions.ts';

/** Draws the path as a camera would see it, four pixels a module. */
function read(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const width = size * 4;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x = '', y = ''] of svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row += 1) {
      const from = (row * width + Number(x) * 4) * 4;
      for (let i = from; i < from + 16; i += 1) if (i % 4 !== 3) data[i] = 0;
    }
  }
  return decodeQR({ width, height: width, data });
}

describe('a code', () => {
  test.each([
    ['the key of an app', appKey],
    ['S24: a whole receipt', JSON.stringify(demoReceipt)],
    ['letters beyond ASCII', 'Zoë Müller – Büro 3'],
  ])('says %s', (_name, text) => {
    expect(read(renderToStaticMarkup(<QrCode text={text} label="code" />))).toBe(text);
  });
});
