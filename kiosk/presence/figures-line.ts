// Average use day by day or week by week, and the compared period under it, dashed. A gap is a day that is not told.

import type { FiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import type { Utilisation } from '#shared/wire/utilisation.ts';
import {
  categoryAxis,
  commonOption,
  legendOption,
  type Plot,
  type PlotLook,
  type PlotOption,
  shareLabel,
  valueAxis,
} from './figures-option.ts';
import { isByWeek, type Point, pointsOf } from './figures-read.ts';

type LineRow = { readonly now: Point; readonly past: Point | null };

/** Side by side by how far they lie into their period; both are counted in the same steps. */
export function lineRows({ period, compare }: Utilisation): readonly LineRow[] {
  const byWeek = isByWeek(period);
  const past = new Map((compare ? pointsOf(compare, byWeek) : []).map((point) => [point.offset, point]));
  return pointsOf(period, byWeek).map((now) => ({ now, past: past.get(now.offset) ?? null }));
}

export function linePlot(figures: Utilisation, words: FiguresWords): Plot {
  return { heightPx: 300, option: (look) => lineOption(figures, words, look) };
}

function lineOption(figures: Utilisation, words: FiguresWords, look: PlotLook): PlotOption {
  const rows = lineRows(figures);
  const common = commonOption(look);
  const { colours } = look;
  const names = [words.say('figures.line.now'), ...(figures.compare ? [words.say('figures.line.then')] : [])];
  const lone = (values: readonly (number | null)[], i: number): boolean =>
    values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
  const drawn = (values: readonly (number | null)[], name: string | undefined, color: string, type: 'solid' | 'dashed') => ({
    type: 'line' as const,
    ...(name === undefined ? {} : { name }),
    // A single day between two that are not told has no line to be seen by.
    data: values.map((value, i) => ({ value: value ?? '-', symbolSize: lone(values, i) ? 7 : 0.01 })),
    symbol: 'circle' as const,
    showAllSymbol: true,
    emphasis: { disabled: true },
    lineStyle: { color, width: type === 'solid' ? 3 : 2, type },
    itemStyle: { color },
  });
  const series = [
    drawn(
      rows.map(({ now }) => now.average),
      names[0],
      colours.action,
      'solid',
    ),
  ];
  if (figures.compare)
    series.push(
      drawn(
        rows.map(({ past }) => past?.average ?? null),
        names[1],
        colours.muted,
        'dashed',
      ),
    );
  return {
    ...common,
    // The dashes tell the two apart; a dot on each would hide them.
    legend: { ...legendOption(look, names).legend, itemStyle: { opacity: 0 } },
    tooltip: { ...common.tooltip, trigger: 'axis', formatter: (told: unknown) => tip(rows, told, words) },
    grid: { left: 48, right: 16, top: look.topPx + 12, bottom: 62 },
    xAxis: {
      ...categoryAxis(
        look,
        rows.map(({ now }) => words.shortDay(now.day)),
      ),
      boundaryGap: false,
    },
    yAxis: { ...valueAxis(look, shareLabel(words)), max: ({ max }) => Math.min(1, Math.ceil(max * 5 + 0.25) / 5) },
    series,
  };
}

function tip(rows: readonly LineRow[], told: unknown, words: FiguresWords): string {
  const [first] = Array.isArray(told) ? (told as readonly { readonly dataIndex?: number }[]) : [];
  const row = rows[first?.dataIndex ?? -1];
  if (!row) return '';
  const line = ({ day, average }: Point): string => `${words.day(day)}: ${words.share(average)}`;
  return row.past ? `${line(row.now)}\n${line(row.past)}` : line(row.now);
}
