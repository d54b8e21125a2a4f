// Figures as sentences: the main thing each plot shows, and how a figure moved against the compared period. Differences are
// those of the rounded figures that stand on the page, so that nobody's sums fail.

import type { FiguresWords } from '#kiosk/i18n/use-figures-words.ts';
import type { UsePeriod, Utilisation } from '#shared/wire/utilisation.ts';
import type { NamedZone } from './figures-bars.ts';
import { lineRows } from './figures-line.ts';
import { fullestHour, isByWeek, spacesOf, usedShare, weekdayAverages } from './figures-read.ts';
import { hoursWords, minutesWords } from './figures-units.ts';

/** "+3 points, up from 51%", "±0, the same as before", or that there is nothing to compare with. */
export function changeWords(unit: 'points' | 'minutes', now: number | null, then: number | null, words: FiguresWords): string {
  if (now === null || then === null) return words.say('figures.change.unknown');
  const scale = unit === 'points' ? 100 : 1;
  const moved = Math.round(now * scale) - Math.round(then * scale);
  if (moved === 0) return words.say('figures.change.same');
  const before = unit === 'points' ? words.share(then) : minutesWords(then, words);
  const [sign, way] = moved > 0 ? ['+', 'up'] : ['−', 'down'];
  return words.say(`figures.change.${unit}`, { sign, way, n: Math.abs(moved), before });
}

/** How many day cells are left out, and why. */
export function leftOutWords({ period, k }: Utilisation, words: FiguresWords): string {
  const { cells, of } = period.suppressed;
  if (cells === 0) return words.say('figures.suppressed.none', { k });
  return words.say('figures.suppressed', {
    cells: words.number(cells),
    of: words.number(of),
    share: words.share(cells / Math.max(1, of)),
    k,
  });
}

/** Empty when too little is told to say anything. */
export function heatWords(period: UsePeriod, words: FiguresWords): string {
  const days = weekdayAverages(period);
  const [fullest, last] = [days[0], days.at(-1)];
  const hour = fullestHour(period);
  if (!fullest || !last) return '';
  const spaces = words.say(`figures.spaces.${spacesOf(period)}`);
  const of = (name: 'fullest' | 'emptiest', { weekday, average }: typeof fullest): string =>
    words.say(`figures.heat.${name}`, { day: words.weekday(weekday), share: words.share(average), spaces });
  return [
    of('fullest', fullest),
    ...(hour
      ? [
          words.say('figures.heat.fullestHour', {
            day: words.weekday(hour.weekday),
            hour: words.hour(hour.hour),
            share: words.share(hour.average),
          }),
        ]
      : []),
    ...(last === fullest ? [] : [of('emptiest', last)]),
  ].join(' ');
}

export function lineWords(figures: Utilisation, words: FiguresWords): string {
  const { period, compare } = figures;
  const told = lineRows(figures).flatMap(({ now }) => (now.average === null ? [] : [{ day: now.day, average: now.average }]));
  const [fullest] = told.sort((a, b) => b.average - a.average);
  if (!fullest) return '';
  const unit = isByWeek(period) ? 'weeks' : 'days';
  const says = words.say('figures.line.says', { unit, day: words.day(fullest.day), share: words.share(fullest.average) });
  if (!compare) return says;
  const change = changeWords('points', period.use.average, compare.use.average, words);
  return `${says} ${words.say('figures.line.compare', { now: words.share(period.use.average), change })}`;
}

/** `zones` with the most used first. */
export function zonesWords(zones: readonly NamedZone[], words: FiguresWords): string {
  const told = zones.filter(({ use }) => use.average !== null);
  const [most, least] = [told[0], told.at(-1)];
  if (!most || !least) return '';
  const says = words.say('figures.zones.says', { most: most.name, mostShare: words.share(most.use.average) });
  if (least === most) return says;
  return `${says} ${words.say('figures.zones.least', { least: least.name, leastShare: words.share(least.use.average) })}`;
}

export function kindsWords({ perKind }: UsePeriod, words: FiguresWords): string {
  const told = perKind.filter(({ use }) => use.noShow !== null);
  if (told.length === 0) return '';
  const shares = told.map(({ kind, use }) =>
    words.say('figures.kindsPlot.share', { share: words.share(use.noShow), spaces: words.say(`figures.spaces.${kind}`) }),
  );
  return words.say('figures.kindsPlot.says', { shares: words.and(shares) });
}

export function roomsWords({ rooms }: UsePeriod, words: FiguresWords): string {
  if (!rooms) return '';
  const share = usedShare(rooms);
  const hours = { booked: hoursWords(rooms.bookedHours, words), used: hoursWords(rooms.usedHours, words) };
  if (share === null) return words.say('figures.roomsPlot.saysNothing', hours);
  return words.say('figures.roomsPlot.says', { ...hours, share: words.share(share) });
}
