import { cpSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CalibrationInUse } from '#gateway/calibration-book.ts';
import { type CalibrationWay, startCalibrationWay } from '#gateway/calibration-way.ts';
import type { CalibrationSample } from '#gateway/locate/calibration.ts';
import { days, hours, minutes, seconds } from '#shared/kit/duration.ts';
import { TagId } from '#shared/model/ids.ts';
import { CalibrationReport, MapList } from '#shared/wire/calibration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { committedGateway } from '../firmware-config/committed-site.ts';
import { anchorId, hall, heardBetween } from '../locate/calibrate/anchors-that-hear-each-other.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const tag = TagId.parse('mac:0000000000aa');
const spot = { floor: hall.id, x: 10, y: 10, tag, seconds: 10 };
const survey: CalibrationSample[] = [{ floor: hall.id, x: 1, y: 1, anchor: anchorId(0), rssi: [-60] }];
const committed = committedGateway('demo-office');
const config = { ...committed, calibrationTags: [tag], site: { ...committed.site, timeZone: 'UTC', floors: [hall] } };

type House = {
  readonly way: CalibrationWay;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly applied: CalibrationInUse[];
  readonly lines: unknown[];
};

/** A calibration way on the test's folder, at noon. */
function house(): House {
  const clock = fakeClock(Date.parse('2027-01-10T12:00:00Z'));
  const applied: CalibrationInUse[] = [];
  const lines: unknown[] = [];
  const log = (fields: object, message: string): void => void lines.push([fields, message]);
  const way = startCalibrationWay({
    config,
    dataFolder: folder(),
    survey,
    clock,
    log: { info: log, warn: log },
    apply: (inUse) => applied.push(inUse),
    isSomebodys: () => false,
    lastHeardAgoMs: () => 60_000,
  });
  return { way, clock, applied, lines };
}

function stand({ way, clock }: House, x: number, rssiDbm = -60): string {
  way.desk.beginVisit({ ...spot, x });
  for (const i of [0, 1, 2, 3, 4]) way.takes({ tag, anchor: anchorId(i), rssiDbm, heardAtBootMs: clock.bootMs() });
  clock.advance(seconds(10));
  return way.desk.visit().state;
}

/** A day on which every anchor hears the others as in that world. */
function listen({ way }: House, world: Parameters<typeof heardBetween>[0]): void {
  for (const { from, anchor, meanDbm } of heardBetween(world)) {
    for (let i = 0; i < 20; i++) way.hear({ from, anchor, rssiDbm: meanDbm + (i % 2 === 0 ? 1 : -1), heardAtBootMs: i });
  }
}

/** Lets everything happen that only waits for its turn. */
async function settle({ clock }: House): Promise<void> {
  for (let i = 0; i < 100; i++) {
    await Promise.resolve();
    clock.advance(0);
  }
}

async function reportOf(h: House): Promise<CalibrationReport> {
  await settle(h);
  const report = h.way.desk.report();
  await settle(h);
  return report;
}

const gainDb = (i: number): number => (i === 5 ? -9 : 0);
const activeMap = (way: CalibrationWay): string | undefined => way.desk.maps().maps.find((map) => map.active)?.id;

describe('teaching by standing', () => {
  test('adds a spot to the survey, on disk at once, and to the engine when the walk pauses', () => {
    const h = house();
    expect(stand(h, 10)).toBe('kept');
    expect(h.applied).toEqual([]);
    stand(h, 12);
    h.clock.advance(seconds(31));
    expect(h.applied).toHaveLength(1);
    expect(h.applied[0]?.samples).toHaveLength(1 + 5 + 5);
    expect(house().way.inUse().samples).toEqual(h.applied[0]?.samples);
  });

  test('of one walk makes one map, and the walk can be taken back as a whole', () => {
    const h = house();
    stand(h, 10);
    stand(h, 12);
    expect(h.way.desk.maps().maps.map(({ id, source, visits }) => [id, source, visits])).toEqual([
      ['0002', 'taught', 2],
      ['0001', 'survey', 0],
    ]);
    h.clock.advance(hours(5));
    stand(h, 14);
    expect(activeMap(h.way)).toBe('0003');
    expect(h.way.desk.activate('0001')).toEqual({ ok: true, map: '0001' });
    expect(h.applied.at(-1)?.samples).toEqual(survey);
    stand(h, 16);
    expect(h.way.inUse().samples.map((sample) => sample.x)).toEqual([1, 16, 16, 16, 16, 16]);
    expect(h.way.desk.activate('0042')).toMatchObject({ ok: false, why: 'unknown-map' });
  });

  test('a visit that contradicts an older one is told so, and neither is used', () => {
    const h = house();
    stand(h, 10, -50);
    stand(h, 10, -70);
    const visit = h.way.desk.visit();
    expect(visit.state === 'kept' && visit.warnings).toHaveLength(5);
    expect(h.way.inUse().samples).toEqual(survey);
  });

  test('a crash between a visit and its map leaves the visit out as a whole', () => {
    const h = house();
    stand(h, 10);
    const before = h.way.inUse().samples;
    const calibration = join(folder(), 'calibration');
    cpSync(join(calibration, 'maps'), join(folder(), 'maps-before'), { recursive: true });
    stand(h, 12);
    cpSync(join(folder(), 'maps-before'), join(calibration, 'maps'), { recursive: true });
    const samples = join(calibration, 'samples.jsonl');
    truncateSync(samples, readFileSync(samples).length - 20);
    const again = house();
    expect(again.way.inUse().samples).toEqual(before);
    expect(JSON.stringify(again.lines)).toContain('can not be read, the rest is used');
    stand(again, 14);
    expect(house().way.inUse().samples).toHaveLength(before.length + 5);
  });
});

describe('the night', () => {
  test('makes a better map from what anchors hear of each other, uses it, and keeps the old one to go back to', async () => {
    const h = house();
    listen(h, { gainDb });
    h.clock.advance(hours(16));
    expect(h.applied).toHaveLength(1);
    const tuning = h.applied[0]?.tunings.find(({ anchor }) => anchor === anchorId(5));
    const other = h.applied[0]?.tunings.find(({ anchor }) => anchor === anchorId(6));
    expect((tuning?.offsetDb ?? 0) - (other?.offsetDb ?? 0)).toBeLessThan(-5);
    expect(house().way.inUse().tunings).toEqual(h.applied[0]?.tunings);
    expect(h.way.desk.maps().maps[0]).toMatchObject({ source: 'between-anchors', active: true, tunedAnchors: 16 });
    stand(h, 10);
    expect(h.way.inUse().tunings).toEqual(h.applied[0]?.tunings);
    await h.way.stop();
  });

  test('changes nothing when the new map is not better, or hardly anything was heard', () => {
    const h = house();
    listen(h, { gainDb });
    h.clock.advance(days(1));
    listen(h, { gainDb, seed: 1 });
    h.clock.advance(days(1));
    h.clock.advance(days(2));
    expect(h.applied).toHaveLength(1);
    expect(h.way.desk.refit()).toMatchObject({ ok: false, why: 'too-few-pairs' });
  });

  test('never runs twice, and leaves no timer behind', async () => {
    const h = house();
    listen(h, { gainDb });
    h.clock.advance(hours(15) + minutes(5));
    h.clock.stepWall(-minutes(20));
    h.clock.advance(hours(1));
    expect(h.applied).toHaveLength(1);
    stand(h, 10);
    h.way.desk.beginVisit(spot);
    await h.way.stop();
    expect(h.clock.waiting()).toBe(0);
  });
});

describe('an anchor that was moved', () => {
  const really = (i: number): { x: number; y: number } | undefined => (i === 5 ? { x: 27, y: 10 } : undefined);

  test('is reported, night after night, and never spoils the map', async () => {
    const h = house();
    listen(h, {});
    h.clock.advance(days(1));
    for (let night = 0; night < 3; night++) {
      listen(h, { really });
      const { anchors } = await reportOf(h);
      expect(anchors.filter(({ moved }) => moved.suspicion !== 'no').map(({ anchor }) => anchor)).toEqual([anchorId(5)]);
      expect(h.way.figuresOf(anchorId(5))?.moved.suspicion).toBe('likely');
      h.clock.advance(days(1));
    }
  });

  test('neither teaches the others nor learns while it is suspected', () => {
    const h = house();
    const tuning = (i: number) => h.way.inUse().tunings.find(({ anchor }) => anchor === anchorId(i));
    listen(h, { gainDb: (i) => (i === 9 ? 9 : 0) });
    h.clock.advance(days(1));
    const [moved, neighbour] = [tuning(5), tuning(9)];
    listen(h, { really, gainDb: (i) => (i === 9 ? -9 : 0) });
    h.clock.advance(days(1));
    expect(h.applied).toHaveLength(2);
    expect(tuning(5)).toEqual(moved);
    expect((neighbour?.offsetDb ?? 0) - (tuning(9)?.offsetDb ?? 0)).toBeGreaterThan(10);
  });

  test('is found also when no refit was ever accepted: the first night says what is normal', async () => {
    const h = house();
    listen(h, {});
    h.clock.advance(days(1));
    const map = h.way.desk.maps().maps[0];
    h.way.desk.activate(map?.id ?? '');
    listen(h, { really });
    const { anchors } = await reportOf(h);
    expect(anchors.find(({ anchor }) => anchor === anchorId(5))?.moved.suspicion).toBe('likely');
  });
});

test('the report and the list of maps are as the contract says, and hold no tag', async () => {
  const h = house();
  stand(h, 10);
  listen(h, {});
  const report = await reportOf(h);
  expect(CalibrationReport.parse(report)).toMatchObject({ map: '0002', warnings: [] });
  expect(MapList.parse(h.way.desk.maps()).maps).toHaveLength(2);
  expect(JSON.stringify([report, h.lines, h.way.desk.visit()])).not.toContain('0000000000aa');
  expect(report.anchors[0]?.lastHeardAgoMs).toBe(60_000);
});
