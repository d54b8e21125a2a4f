// Average use by weekday and hour: five shades of one hue with the figure in each cell that is wide enough, and hatching
// where nothing is told, which is not the same as nobody.

import type { FiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import type { UsePeriod } from '#shared/wire/utilisation.ts';
import { shadesOf } from './figures-colours.ts';
import { categoryAxis, commonOption, type Plot, type PlotLook, type PlotOption } from './figures-option.ts';
import { hoursOf, shareAt, weekdaysOf } from './figures-read.ts';

const untold = -1;
const rowPx = 44;
const leftPx = 48;
const legendPx = 56;

export function heatPlot(period: UsePeriod, words: FiguresWords): Plot {
  const rows = weekdaysOf(period);
  return { heightPx: rows.length * rowPx + legendPx + 28, option: (look) => heatOption(period, words, look) };
}

function heatOption(period: UsePeriod, words: FiguresWords, look: PlotLook): PlotOption {
  const weekdays = weekdaysOf(period);
  const hours = hoursOf(period);
  const common = commonOption(look);
  const { colours } = look;
  const cells = weekdays.flatMap((weekday, y) => hours.map((hour, x) => ({ x, y, share: shareAt(period, weekday, hour) })));
  const pieces = piecesOf(
    cells.map(({ share }) => share),
    words,
    look,
  );
  const wide = (look.widthPx - leftPx) / hours.length >= 28;
  const tip = (told: unknown): string => {
    const [x = 0, y = 0, share = untold] = (told as { readonly value: readonly number[] }).value;
    const place = { day: words.weekday(weekdays[y] ?? 1), hour: words.hour(hours[x] ?? 0) };
    return words.say('figures.heat.tip', { ...place, share: words.share(share === untold ? null : share) });
  };
  return {
    ...common,
    tooltip: { ...common.tooltip, formatter: tip },
    grid: { left: leftPx, right: 2, top: look.topPx + 28, bottom: legendPx },
    xAxis: {
      ...categoryAxis(
        look,
        hours.map((hour) => words.hour(hour)),
      ),
      position: 'top',
      axisLine: { show: false },
    },
    yAxis: {
      ...categoryAxis(
        look,
        weekdays.map((day) => words.shortWeekday(day)),
      ),
      inverse: true,
      axisLine: { show: false },
    },
    visualMap: {
      type: 'piecewise',
      pieces: pieces.map(({ ink: _, ...piece }) => piece),
      orient: 'horizontal',
      left: 0,
      bottom: 0,
      itemWidth: 26,
      itemHeight: 16,
      itemGap: 14,
      selectedMode: false,
      hoverLink: false,
      textStyle: { color: colours.ink, fontSize: 13 },
    },
    series: {
      type: 'heatmap',
      emphasis: { disabled: true },
      data: cells.map(({ x, y, share }) => ({
        value: [x, y, share ?? untold],
        itemStyle: { borderColor: colours.card, borderWidth: 2, ...(share === null ? { decal: hatch(colours.control) } : {}) },
        label: {
          show: wide,
          formatter: share === null ? words.say('figures.notTold.dash') : String(Math.round(share * 100)),
          color: inkOf(share, pieces) ?? colours.ink,
          fontSize: 13,
          fontWeight: 600 as const,
        },
      })),
    },
  };
}

type Piece = { readonly gte: number; readonly lt: number; readonly color: string; readonly ink: string; readonly label: string };

/** Five even steps up to the round figure above the largest share, and what is not told when there is any of it. */
function piecesOf(shares: readonly (number | null)[], words: FiguresWords, { colours }: PlotLook): readonly Piece[] {
  const largest = Math.max(0, ...shares.flatMap((share) => share ?? []));
  const step = [0.05, 0.1, 0.15, 0.2].find((one) => largest <= one * 5) ?? 0.2;
  const steps = shadesOf(colours).map(({ fill, ink }, i, all) => {
    const [from, to] = [i * step, (i + 1) * step];
    const label = words.say('figures.heat.legend', { from: Math.round(from * 100), to: words.share(to) });
    return { gte: from, lt: i === all.length - 1 ? 1.01 : to, color: fill, ink, label };
  });
  const dash = { gte: untold, lt: 0, color: colours.card, ink: colours.ink };
  const label = `${words.say('figures.notTold.dash')} ${words.say('figures.notTold')}`;
  return shares.includes(null) ? [{ ...dash, label }, ...steps] : steps;
}

function inkOf(share: number | null, pieces: readonly Piece[]): string | undefined {
  return pieces.find(({ gte, lt }) => (share ?? untold) >= gte && (share ?? untold) < lt)?.ink;
}

function hatch(color: string) {
  return { symbol: 'rect', symbolSize: 1, color, dashArrayX: [1, 0], dashArrayY: [1.5, 6], rotation: -Math.PI / 4 };
}
