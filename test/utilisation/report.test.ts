import { describe, expect, it } from 'vitest';
import type { UsageDay, UseFigures } from '#gateway/utilisation/day-cells.ts';
import { type Asked, utilisationOf } from '#gateway/utilisation/report.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { SpaceKind } from '#shared/model/site.ts';
import { UsePeriod } from '#shared/wire/utilisation.ts';
import { day, down, premises, up, zone } from './premises.ts';

const inUse = (of: Readonly<Record<number, number>>): number[] => Array.from({ length: 24 }, (_, hour) => of[hour] ?? 0);
const allDay = (count: number): number[] => Array.from({ length: 24 }, (_, hour) => (hour >= 7 && hour < 19 ? count : 0));
const figures = (over: Partial<UseFigures> = {}): UseFigures => ({
  ...{ began: 0, noShows: 0, givenBack: 0, walkUps: 0, emptied: 0, emptyMin: 0, rooms: null, inUse: inUse({}), ...over },
});
type Place = readonly [floor: FloorId | null, zone: string | null, kind: SpaceKind, spaces: number, told: UseFigures | null];
function of(nth: number, ...cells: readonly Place[]): UsageDay {
  return {
    day: day + nth,
    cells: cells.map(([floor, id, kind, spaces, told]) => ({ floor, zone: id === null ? null : zone(id), kind, spaces, told })),
    presence: [],
  };
}
function report(days: readonly UsageDay[], over: Partial<Asked> = {}) {
  const asked = { from: day, to: day + 6, floors: new Set([up, down]), kinds: new Set<SpaceKind>(['desk', 'room', 'parking']) };
  const period = utilisationOf(days, premises, { ...asked, ...over });
  expect(UsePeriod.parse(period)).toEqual(period);
  return period;
}

describe('a period of utilisation', () => {
  it('takes the average of working hours and the fullest of all hours', () => {
    const period = report([
      of(0, [null, null, 'desk', 60, figures({ inUse: allDay(30) })]),
      of(3, [null, null, 'desk', 60, figures({ inUse: inUse({ 8: 60, 21: 70 }) })]),
    ]);
    expect(period.use).toMatchObject({ average: (30 * 12 + 60) / (2 * 12 * 60), peak: 1 });
    expect(period.perDay).toEqual([
      { day: '2027-01-15', average: 0.5, peak: 0.5 },
      { day: '2027-01-18', average: 60 / (12 * 60), peak: 1 },
    ]);
    expect(period.perHour).toHaveLength(168);
    const at = (weekday: number, hour: number) =>
      period.perHour.find((one) => one.weekday === weekday && one.hour === hour)?.average;
    expect([at(5, 8), at(5, 20), at(1, 21), at(2, 8)]).toEqual([0.5, 0, 1, null]);
  });

  it('makes shares of rounded sums and brings them back to what is possible', () => {
    const told = figures({ began: 20, noShows: 25, givenBack: 5, walkUps: 10, emptied: 10, emptyMin: 225 });
    expect(report([of(0, [null, null, 'desk', 60, told])]).use).toMatchObject({
      ...{ noShow: 1, released: 0.25, walkUp: 0.5, minutesToRelease: 23 },
    });
    expect(report([of(0, [null, null, 'desk', 60, figures()])]).use).toMatchObject({ noShow: null, minutesToRelease: null });
  });

  it('leaves out what is not told, counts it, and says nothing where nothing is left', () => {
    const period = report([
      of(
        0,
        [null, null, 'desk', 60, figures({ inUse: allDay(30) })],
        [null, null, 'parking', 6, null],
        [up, 'u-2', 'desk', 10, null],
      ),
      of(1, [null, null, 'desk', 60, null], [null, null, 'parking', 6, null]),
    ]);
    expect(period).toMatchObject({ days: 1, suppressed: { cells: 4, of: 5 }, rooms: null });
    expect(period.use.average).toBe(0.5);
    expect(period.perDay[1]).toEqual({ day: '2027-01-16', average: null, peak: null });
    expect(period.perKind.find(({ kind }) => kind === 'parking')?.use).toEqual({
      ...{ average: null, peak: null, noShow: null, released: null, walkUp: null, minutesToRelease: null },
    });
  });

  it('has its peak of all spaces, so that one full room on an empty day is none', () => {
    const full = figures({ inUse: inUse({ 10: 5 }) });
    expect(report([of(0, [null, null, 'desk', 60, null], [null, null, 'room', 5, full])]).use.peak).toBe(5 / 65);
  });

  it('has no peak of fewer than twenty spaces: rounding alone would fill ten rooms', () => {
    const some = figures({ inUse: allDay(10) });
    const peakOf = (spaces: number) => report([of(0, [null, null, 'room', spaces, some])]).use;
    expect([peakOf(19), peakOf(20)]).toMatchObject([
      { average: 10 / 19, peak: null },
      { average: 0.5, peak: 0.5 },
    ]);
  });

  it('is made of the cells of the building only for who asks for all of it, else of those of its floors', () => {
    const days = [
      of(
        0,
        [null, null, 'desk', 60, figures({ inUse: allDay(30) })],
        [up, null, 'desk', 40, figures({ inUse: allDay(10) })],
        [down, null, 'desk', 20, figures({ inUse: allDay(5) })],
      ),
    ];
    expect(report(days).use.average).toBe(0.5);
    expect(report(days, { floors: new Set([up]) }).use.average).toBe(0.25);
    expect(report(days, { floors: new Set([down]) })).toMatchObject({ use: { average: 0.25 }, suppressed: { of: 1 } });
  });

  it('tells rooms, zones and kinds as the plan has them now', () => {
    const rooms = { bookedHours: 40, usedHours: 25 };
    const days = [
      of(0, [null, null, 'room', 6, figures({ rooms })], [up, 'u-1', 'room', 6, figures({ inUse: allDay(3), rooms })]),
      of(1, [null, null, 'room', 6, figures({ rooms })], [up, 'gone', 'room', 9, figures({ rooms })]),
    ];
    const period = report(days);
    expect(period.rooms).toEqual({ bookedHours: 80, usedHours: 50 });
    expect(period.perZone.map((one) => [one.zone, one.floor, one.spaces, one.use.average])).toEqual([
      ...[
        ['u-1', 'up', 26, 0.5],
        ['u-2', 'up', 10, null],
        ['u-3', 'up', 10, null],
      ],
      ...[
        ['d-1', 'down', 12, null],
        ['d-2', 'down', 14, null],
      ],
    ]);
    expect(period.perKind.map(({ kind, spaces }) => [kind, spaces])).toEqual([
      ['desk', 60],
      ['room', 6],
      ['parking', 6],
    ]);
    const bays = report(days, { floors: new Set([up]), kinds: new Set<SpaceKind>(['parking']) });
    expect([bays.perKind, bays.rooms, bays.days]).toEqual([[], null, 0]);
  });

  it('has of known presence what was published in working hours', () => {
    const hourly = (at: number, value: number) => inUse({ [at]: value });
    const presence = [
      {
        zone: zone('u-1'),
        told: inUse({ 9: 2, 22: 1 }),
        untold: inUse({ 3: 12 }),
        total: inUse({ 9: 25, 22: 90 }),
        most: hourly(9, 15),
      },
      { zone: zone('u-2'), told: inUse({}), untold: inUse({ 9: 12 }), total: inUse({}), most: inUse({}) },
    ];
    const { perZone } = report([{ day, cells: [], presence }]);
    expect(perZone.slice(0, 2).map(({ about }) => about)).toEqual([13, null]);
  });
});
