// The section "Utilisation" without a browser: which days are asked for, what is said to be wrong before anything is sent,
// what is drawn, and that no shade or pattern lets "not told" pass for zero.

import fc from 'fast-check';
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { figuresEn } from '#kiosk/i18n/figures-en.ts';
import { figuresWordsOf } from '#kiosk/i18n/use-figures-words.ts';
import { zonesPlot } from '#kiosk/presence/figures-bars.ts';
import { type FiguresChoice, firstChoice, requestOf } from '#kiosk/presence/figures-choice.ts';
import { contrastOf, paperColours, shadesOf } from '#kiosk/presence/figures-colours.ts';
import { addDays, dayAt, lengthOf, weekdayOf } from '#kiosk/presence/figures-days.ts';
import { heatPlot } from '#kiosk/presence/figures-heat.ts';
import { lineRows } from '#kiosk/presence/figures-line.ts';
import { hoursOf, isByWeek, pointsOf, weekdaysOf } from '#kiosk/presence/figures-read.ts';
import { FloorId } from '#shared/model/ids.ts';
import { type Utilisation, UtilisationRequest } from '#shared/wire/utilisation.ts';
import { sourceFiles } from '#test/source-files.ts';
import { figuresOf } from './figures-data.ts';

const words = figuresWordsOf(
  createIntl({
    locale: 'en-GB',
    messages: figuresEn,
    onError: (error) => {
      throw error;
    },
  }),
);
const floors = ['floor-1', 'floor-2'].map((id) => FloorId.parse(id));
const offered = { floors, kinds: ['desk', 'room'] } as const;
const today = '2026-11-24';
const asked = (choice: Partial<FiguresChoice>): ReturnType<typeof requestOf> =>
  requestOf({ ...firstChoice, ...choice }, offered, today);
const fourWeeks: Utilisation = figuresOf(requestFor({}));
const look = { widthPx: 1200, topPx: 0, colours: paperColours };

function requestFor(choice: Partial<FiguresChoice>): UtilisationRequest {
  const chosen = asked(choice);
  if (!chosen.ok) throw new Error(chosen.why);
  return UtilisationRequest.parse(chosen.request);
}

describe('the days that are asked for', () => {
  test('are whole weeks that end yesterday, because today is not over', () => {
    expect(requestFor({ range: 'four-weeks' }).range).toEqual({ from: '2026-10-27', to: '2026-11-23' });
    expect(lengthOf(requestFor({ range: 'quarter' }).range)).toBe(91);
    expect(lengthOf(requestFor({ range: 'year' }).range)).toBe(364);
  });

  test('are compared with whole weeks before, so that a weekday stands against itself, whatever the length', () => {
    const day = fc.integer({ min: 0, max: 9_000 }).map((n) => addDays('2020-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 731 }), fc.constantFrom('before', 'last-year'), (from, more, compare) => {
        const { range, compare: then } = requestFor({ range: 'own', own: { from, to: addDays(from, more) }, compare });
        if (!then) throw new Error('nothing is compared');
        expect([weekdayOf(then.from), lengthOf(then)]).toEqual([weekdayOf(range.from), lengthOf(range)]);
        if (compare === 'before') expect(then.to < range.from).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(requestFor({ compare: 'none' }).compare).toBeNull();
  });

  test('follow the calendar of the site, not of the machine', () => {
    expect(dayAt(Date.UTC(2026, 10, 23, 23, 30), 'Europe/Berlin')).toBe('2026-11-24');
    expect(dayAt(Date.UTC(2026, 10, 23, 23, 30), 'America/New_York')).toBe('2026-11-23');
  });

  test('are refused at their field when they are reversed, missing or too many', () => {
    const own = (from: string, to: string) => asked({ range: 'own', own: { from, to } });
    expect(own('2026-03-02', '2026-03-01')).toEqual({ ok: false, why: 'range-reversed' });
    expect(own('', '2026-03-01')).toEqual({ ok: false, why: 'dates-missing' });
    expect(own('2024-01-01', '2026-03-01')).toEqual({ ok: false, why: 'range-too-long' });
    expect(own('2026-03-01', '2026-03-01').ok).toBe(true);
  });

  test('are asked of every floor and kind in one word, of some by name, and of none not at all', () => {
    expect(requestFor({})).toMatchObject({ floors: null, kinds: null });
    expect(requestFor({ withoutFloors: floors.slice(0, 1), withoutKinds: ['room'] })).toMatchObject({
      floors: ['floor-2'],
      kinds: ['desk'],
    });
    expect(asked({ withoutFloors: floors })).toEqual({ ok: false, why: 'no-floor' });
    expect(asked({ withoutKinds: ['desk', 'room'] })).toEqual({ ok: false, why: 'no-kind' });
  });
});

describe('what is drawn', () => {
  test('leaves out weekends and hours nobody works in, and keeps a day that is not told as a gap', () => {
    const night = [0, 1, 22].map((hour) => ({ weekday: 1, hour, average: 0 }));
    const sunday = [9, 10].map((hour) => ({ weekday: 7, hour, average: null }));
    const period = { ...fourWeeks.period, perHour: [...fourWeeks.period.perHour, ...night, ...sunday] };
    expect(weekdaysOf(period)).toEqual([1, 2, 3, 4, 5]);
    expect([hoursOf(period)[0], hoursOf(period).at(-1)]).toEqual([7, 18]);
    const points = pointsOf(period, false);
    expect(points.map(({ day }) => day)).toEqual(period.perDay.map(({ day }) => day));
    expect(points.filter(({ average }) => average === null).length).toBeGreaterThan(0);
  });

  test('is a line by weeks when there are many days, whose averages leave out what is not told', () => {
    const year = figuresOf(requestFor({ range: 'year' })).period;
    const points = pointsOf(year, isByWeek(year));
    expect(points).toHaveLength(52);
    const [first] = points;
    const told = year.perDay.filter(({ day }) => day < '2025-12-02').flatMap(({ average }) => average ?? []);
    expect(first?.average).toBeCloseTo(told.reduce((sum, one) => sum + one, 0) / told.length, 9);
  });

  test('sets each day beside the same weekday of the compared period', () => {
    for (const { now, past } of lineRows(fourWeeks)) {
      if (past) expect(weekdayOf(past.day)).toBe(weekdayOf(now.day));
    }
    expect(lineRows(fourWeeks).filter(({ past }) => past !== null).length).toBeGreaterThan(15);
  });

  test('shows an hour that is not told hatched with a dash, never as a shade', () => {
    const series = heatPlot(fourWeeks.period, words).option(look).series as { data: readonly HeatCell[] };
    const cells = series.data;
    const hatched = cells.filter(({ itemStyle }) => itemStyle.decal !== undefined);
    expect(hatched.map(({ value, label }) => [value[2], label.formatter])).toEqual([
      [-1, '–'],
      [-1, '–'],
    ]);
    expect(cells.filter(({ value }) => value[2] === -1)).toEqual(hatched);
  });

  test('says "not told" where a zone has no bar', () => {
    const use = { ...fourWeeks.period.use, average: null };
    const { series } = zonesPlot([{ name: 'Cove', use }], words).option(look) as {
      series: readonly { data: readonly unknown[] }[];
    };
    expect(series[0]?.data).toMatchObject([{ value: 0, label: { formatter: 'not told' } }]);
    expect(series[1]?.data).toEqual([use.peak]);
  });
});

type HeatCell = {
  readonly value: readonly number[];
  readonly itemStyle: { readonly decal?: object };
  readonly label: { readonly formatter: string };
};

describe('the colours', () => {
  const css = sourceFiles('kiosk').find(({ path }) => path.endsWith('style/tokens.css'))?.text ?? '';
  const [light = '', dark = ''] = css.split("[data-theme='dark']");
  const token = (theme: string, name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(theme)?.[1] ?? '';
  const of = (theme: string): typeof paperColours => {
    const names = Object.keys(paperColours) as (keyof typeof paperColours)[];
    return Object.fromEntries(names.map((name) => [name, token(theme, name)])) as typeof paperColours;
  };

  test('of a saved picture are the light tokens on white', () => {
    expect(of(light)).toEqual(paperColours);
    expect(paperColours.card).toBe('#ffffff');
  });

  test.each([
    ['light', of(light)],
    ['dark', of(dark)],
  ])('of the heatmap keep their order in greyscale and carry their figures (%s)', (_theme, colours) => {
    const shades = shadesOf(colours);
    const steps = shades.map(({ fill }) => contrastOf(fill, colours.card));
    for (const [i, step] of steps.slice(1).entries()) expect(step).toBeGreaterThan((steps[i] ?? 0) * 1.2);
    for (const { fill, ink } of shades) expect(contrastOf(ink, fill)).toBeGreaterThanOrEqual(4.5);
  });
});
