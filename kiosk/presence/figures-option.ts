// What every plot has in common: how it is asked for, its type, its axes, and the patterns that tell bars apart without colour.

import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption } from 'echarts/charts';
import type {
  GridComponentOption,
  LegendComponentOption,
  TitleComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { FiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import type { Colours } from './figures-colours.ts';

export type PlotOption = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TitleComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>;

/** `topPx`: room above the plot, for a title that only a saved picture has. */
export type PlotLook = { readonly widthPx: number; readonly topPx: number; readonly colours: Colours };
export type Plot = { readonly heightPx: number; readonly option: (look: PlotLook) => PlotOption };

export const plotFont = "'Inter Variable', system-ui, sans-serif";
const textPx = 13;

/** Nothing moves, and nothing is drawn as HTML. */
export function commonOption({ colours }: PlotLook): PlotOption {
  return {
    animation: false,
    textStyle: { fontFamily: plotFont, fontSize: textPx, color: colours.ink },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.card,
      borderColor: colours.control,
      textStyle: { fontFamily: plotFont, fontSize: 14, color: colours.ink },
    },
  };
}

export function legendOption({ colours }: PlotLook, names: readonly string[]): PlotOption {
  const legend = {
    data: [...names],
    bottom: 0,
    left: 0,
    itemWidth: 26,
    itemHeight: 14,
    itemGap: 20,
    selectedMode: false as const,
  };
  return { legend: { ...legend, textStyle: { color: colours.ink, fontSize: textPx, fontFamily: plotFont } } };
}

export function categoryAxis({ colours }: PlotLook, data: readonly string[]) {
  return {
    type: 'category' as const,
    data: [...data],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.control } },
    axisLabel: { color: colours.ink, fontSize: textPx, fontFamily: plotFont },
  };
}

/** From here on the axis of a share ends at one. */
const fullFrom = 0.9;

/** From 0 to a round figure above the largest. */
export function valueAxis({ colours }: PlotLook, format: (value: number) => string) {
  return {
    type: 'value' as const,
    min: 0,
    // Nothing is fuller than full: an axis that goes on to 120 % would say so.
    max: ({ max }: { readonly max: number }) => (max > fullFrom && max <= 1 ? 1 : null),
    splitNumber: 4,
    splitLine: { lineStyle: { color: colours.line } },
    axisLabel: { color: colours.muted, fontSize: textPx, fontFamily: plotFont, formatter: format },
  };
}

type Fill = 'plain' | 'stripes' | 'dots';

/** One hue; the pattern, not the colour, tells which is which. */
export function fillOf({ colours }: PlotLook, fill: Fill) {
  const edge = { borderColor: colours.action, borderWidth: 1.5 };
  if (fill === 'plain') return { color: colours.action, ...edge };
  const ink = { color: colours.action, dashArrayX: [1, 0] };
  const decal =
    fill === 'stripes'
      ? { ...ink, symbol: 'rect', symbolSize: 1, dashArrayY: [2.5, 5], rotation: -Math.PI / 4 }
      : {
          ...ink,
          symbol: 'circle',
          symbolSize: 0.7,
          dashArrayX: [
            [6, 6],
            [0, 6, 6, 0],
          ],
          dashArrayY: [6, 0],
        };
  return { color: colours.card, decal, ...edge };
}

/** A figure at the end of its bar; a dash where none is told. */
export function barLabel({ colours }: PlotLook, position: 'right' | 'top', format: (value: number) => string) {
  const formatter = ({ value }: { readonly value?: unknown }): string => (typeof value === 'number' ? format(value) : '');
  return { show: true, position, color: colours.ink, fontSize: 12, fontFamily: plotFont, formatter };
}

/** As `words.share` does, for a number a plot hands back. */
export function shareLabel(words: FiguresWords): (value: number) => string {
  return (value) => words.share(value);
}
