// The three plots with bars: zones by average and peak, kinds of space by what becomes of their bookings, and rooms booked
// against rooms used. Patterns tell the bars of a group apart; a figure that is not told has no bar and
// says so, which is not the same as zero.

import type { FiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import type { UsePeriod, Utilisation } from '#shared/wire/utilisation.ts';
import {
  barLabel,
  categoryAxis,
  commonOption,
  fillOf,
  legendOption,
  type Plot,
  type PlotLook,
  type PlotOption,
  shareLabel,
  valueAxis,
} from './figures-option.ts';
import { hoursWords } from './figures-units.ts';

type Bars = {
  readonly groups: readonly string[];
  readonly bars: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly format: (value: number) => string;
};
const fills = ['plain', 'stripes', 'dots'] as const;
const barPx = 17;

export type NamedZone = { readonly name: string; readonly use: UsePeriod['perZone'][number]['use'] };

export function zonesPlot(zones: readonly NamedZone[], words: FiguresWords): Plot {
  const bars = [
    { name: words.say('figures.column.average'), values: zones.map(({ use }) => use.average) },
    { name: words.say('figures.column.peak'), values: zones.map(({ use }) => use.peak) },
  ];
  return barsPlot({ groups: zones.map(({ name }) => name), bars, format: shareLabel(words) }, words);
}

export function kindsPlot({ perKind }: UsePeriod, words: FiguresWords): Plot {
  const bars = (['noShow', 'released', 'walkUp'] as const).map((figure) => ({
    name: words.say(`figures.kindsPlot.${figure}`),
    values: perKind.map(({ use }) => use[figure]),
  }));
  const groups = perKind.map(({ kind }) => words.say(`figures.kind.${kind}`));
  return barsPlot({ groups, bars, format: shareLabel(words) }, words);
}

export function roomsPlot({ period, compare }: Utilisation, words: FiguresWords): Plot {
  const told = [
    { name: words.say('figures.line.now'), rooms: period.rooms },
    ...(compare ? [{ name: words.say('figures.line.then'), rooms: compare.rooms }] : []),
  ];
  const bars = [
    { name: words.say('figures.roomsPlot.booked'), values: told.map(({ rooms }) => rooms?.bookedHours ?? null) },
    { name: words.say('figures.roomsPlot.used'), values: told.map(({ rooms }) => rooms?.usedHours ?? null) },
  ];
  return barsPlot({ groups: told.map(({ name }) => name), bars, format: (hours) => hoursWords(hours, words) }, words);
}

/** One bar below the other in each group, with its figure at the end. */
function barsPlot(bars: Bars, words: FiguresWords): Plot {
  const groupPx = bars.bars.length * (barPx + 3) + 18;
  return { heightPx: bars.groups.length * groupPx + 76, option: (look) => barsOption(bars, words, look) };
}

function barsOption({ groups, bars, format }: Bars, words: FiguresWords, look: PlotLook): PlotOption {
  const label = { formatter: words.say('figures.notTold'), color: look.colours.muted };
  const untold = { value: 0, itemStyle: { borderWidth: 0 }, label };
  return {
    ...commonOption(look),
    ...legendOption(
      look,
      bars.map(({ name }) => name),
    ),
    tooltip: { show: false },
    grid: { left: 8, right: 72, top: look.topPx + 4, bottom: 44, containLabel: true },
    xAxis: valueAxis(look, format),
    yAxis: { ...namesAxis(look, groups), inverse: true },
    series: bars.map(({ name, values }, i) => ({
      type: 'bar',
      name,
      data: values.map((value) => value ?? untold),
      barWidth: barPx,
      barGap: '18%',
      emphasis: { disabled: true },
      itemStyle: fillOf(look, fills[i] ?? 'plain'),
      label: barLabel(look, 'right', format),
    })),
  };
}

/** Names as long as a third of the plot; longer ones go on in a second line. */
function namesAxis(look: PlotLook, groups: readonly string[]) {
  const axis = categoryAxis(look, groups);
  const width = Math.max(80, Math.min(220, look.widthPx / 3));
  return { ...axis, axisLabel: { ...axis.axisLabel, width, overflow: 'break' as const, interval: 0 } };
}
