// The size of an element in pixels, followed while it changes: the plan is drawn for exactly the card it lies on.

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Size } from './plan-fit.ts';

export function useSize<E extends Element>(): readonly [RefObject<E | null>, Size | null] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => {
      const w = element.clientWidth;
      const h = element.clientHeight;
      setSize((old) => (old && old.w === w && old.h === h ? old : { w, h }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
