// Draws a plot into an element as wide as that is, anew when its width, its numbers or the page's theme change. The library is
// loaded with the first one.

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Chart } from './figures-chart.ts';
import { screenColours } from './figures-colours.ts';
import type { Plot } from './figures-option.ts';

/** True when the library can't be had: the words and the table are still there. */
export function usePlot(host: RefObject<HTMLElement | null>, plot: Plot): boolean {
  const [failed, setFailed] = useState(false);
  const newest = useRef(plot);
  const redraw = useRef<() => void>(() => undefined);
  newest.current = plot;
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let chart: Chart | null = null;
    let closed = false;
    redraw.current = () => {
      const size = { width: element.clientWidth, height: newest.current.heightPx };
      if (size.width > 0) chart?.draw(newest.current.option(lookOf(element)), size);
    };
    const open = async (): Promise<void> => {
      const { openChart } = await import('./figures-chart.ts');
      if (closed) return;
      chart = openChart(element, { width: element.clientWidth || 600, height: newest.current.heightPx });
      redraw.current();
    };
    open().catch(() => setFailed(true));
    const width = new ResizeObserver(() => redraw.current());
    width.observe(element);
    const theme = new MutationObserver(() => redraw.current());
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      closed = true;
      width.disconnect();
      theme.disconnect();
      chart?.close();
    };
  }, [host]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot is made anew whenever its numbers or words change.
  useEffect(() => redraw.current(), [plot]);
  return failed;
}

function lookOf(element: HTMLElement): Parameters<Plot['option']>[0] {
  return { widthPx: element.clientWidth, topPx: 0, colours: screenColours(document.documentElement) };
}
