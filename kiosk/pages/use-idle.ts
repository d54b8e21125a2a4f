// Calls back when nobody has touched the page for a while.

import { useEffect, useRef } from 'react';
import type { Clock } from '#shared/kit/clock.ts';

export function useIdle(clock: Clock, afterMs: number, onIdle: () => void): void {
  const newest = useRef(onIdle);
  useEffect(() => {
    newest.current = onIdle;
  });
  useEffect(() => {
    let cancel = clock.after(afterMs, () => newest.current());
    const restart = (): void => {
      cancel();
      cancel = clock.after(afterMs, () => newest.current());
    };
    const signs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, restart, { passive: true });
    return () => {
      cancel();
      for (const sign of signs) window.removeEventListener(sign, restart);
    };
  }, [clock, afterMs]);
}
