// The only door to the plotting library, loaded when the first plot is drawn: SVG on the screen, where it stays sharp at any
// zoom, and a canvas for a picture to save, where text keeps the page's typeface. It runs under the page's own policy.

import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { PlotOption } from './figures-option.ts';

use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapPiecewiseComponent,
  CanvasRenderer,
  SVGRenderer,
]);

type Size = { readonly width: number; readonly height: number };
export type Chart = { readonly draw: (option: PlotOption, size: Size) => void; readonly close: () => void };

/** Draws into `host`, whose content is the chart's from now on. */
export function openChart(host: HTMLElement, size: Size): Chart {
  const chart = init(host, null, { renderer: 'svg', ...size });
  return {
    draw: (option, now) => {
      chart.resize(now);
      chart.setOption(option, true);
    },
    close: () => chart.dispose(),
  };
}

/** As PNG with two pixels for each of `size`, on the given ground; null when the browser can't make one. */
export async function pictureOf(option: PlotOption, size: Size, ground: string): Promise<Blob | null> {
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', ...size });
  chart.setOption(option);
  const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: ground });
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  chart.dispose();
  return picture;
}
