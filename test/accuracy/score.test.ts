// The figures of evaluate, computed by hand on recordings of a few lines.

import { describe, expect, test } from 'vitest';
import type { Located } from '#gateway/locate/engine.ts';
import type { Fix } from '#shared/model/fix.ts';
import { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';
import { Site } from '#shared/model/site.ts';
import { createEngine, evaluate, prepare } from './evaluate.ts';
import { figures, idleZoneChangesPerMinute } from './figures.ts';
import type { Recording } from './recording.ts';
import { score } from './score.ts';
import { type TruthPoint, truthAt } from './truth.ts';

const rect = (x: number, width: number) => ({ rect: [x, 0, width, 10] });
const site = {
  id: 'hall',
  name: 'Hall',
  timeZone: 'UTC',
  floors: ['ground', 'upper'].map((id, f) => ({
    id,
    name: id,
    short: id[0],
    outline: rect(0, 12),
    zones: [
      { id: `${id}-west`, name: 'West', shape: rect(0, 5) },
      { id: `${id}-east`, name: 'East', shape: rect(5, 7) },
    ],
    anchors: [
      { id: `a${f}`, at: [0, 0] },
      { id: `b${f}`, at: [10, 0] },
    ],
  })),
};
const floors = Site.parse(site).floors;

/** Played by "nearest", whose fixes are known beforehand: the anchor with the strongest mean of three seconds. */
function scoredByNearest(recording: Recording) {
  const prepared = prepare(site, []);
  if (!prepared.ok) throw new Error(prepared.detail);
  const engine = createEngine(prepared.value, 'nearest');
  if (!engine.ok) throw new Error(engine.detail);
  return evaluate(prepared.value, recording, engine.value);
}

const stand = (t: number, x = 3, y = 4, floor = 'ground') => ({ t, tag: 'tag', floor, x, y });
const heard = (t: number, anchor: string, rssi: number | null) => ({ t, anchor, tag: 'tag', rssi });

describe('the score of a recording', () => {
  const { scored } = scoredByNearest({
    // Out of order, as files may be: at 0 s a0 alone is heard; at 1 s its mean is -55, and b0 is louder.
    sightings: [heard(1_000, 'b0', -40), heard(0, 'a0', -50), heard(1_000, 'a0', -60)],
    truth: [stand(4_000), stand(0)],
  });
  const all = figures([scored]);

  test('is the distance to the truth at the moment each fix speaks of', () => {
    const [first, second] = [5, Math.hypot(7, 4)];
    expect(scored.instant.map(({ errorM }) => errorM)).toEqual([first, second]);
    expect(all.instant).toEqual({
      fixes: 2,
      meanM: 6.531,
      medianM: 6.531,
      p75M: 7.297,
      p95M: 7.909,
      within68: 0,
      within95: 0,
    });
    expect(all.settled).toEqual(all.instant);
  });

  test('counts zones and floors against the ones the truth is in', () => {
    expect(all.zoneRight).toBe(0.5);
    expect(all.floorRight).toBe(1);
  });

  test('counts changes of the named zone per minute, and those the truth did not make', () => {
    expect(all.zoneChangesPerMinute).toBe(60);
    expect(idleZoneChangesPerMinute([scored])).toBe(60);
  });

  test('says how many fixes a second the engine made', () => {
    expect(all.fixesPerSecond).toBeGreaterThan(0);
  });
});

describe('what can not be scored', () => {
  test('fixes outside the time of the truth are not scored', () => {
    const { scored } = scoredByNearest({
      sightings: [heard(0, 'a0', -50), heard(9_000, 'a0', -50)],
      truth: [stand(8_000), stand(9_500)],
    });
    expect(scored.instant).toHaveLength(1);
    expect(scored.made).toBe(2);
  });

  test('signal strengths that are none and unknown anchors and floors are dropped and counted', () => {
    const sightings = [heard(0, 'a0', -50), heard(1, 'a0', 100), heard(2, 'a0', null), heard(3, 'a0', 42), heard(4, 'zz', -50)];
    const { scored, dropped } = scoredByNearest({ sightings, truth: [stand(0), stand(100, 3, 4, 'cellar'), stand(200)] });
    expect(dropped).toEqual({ rssi: 3, unknownAnchors: 1, unknownFloors: 1 });
    expect(scored.instant).toHaveLength(1);
  });

  test('a recording without any truth has figures of null', () => {
    const all = figures([scoredByNearest({ sightings: [heard(0, 'a0', -50)], truth: [] }).scored]);
    expect(all.instant).toEqual({
      fixes: 0,
      meanM: null,
      medianM: null,
      p75M: null,
      p95M: null,
      within68: null,
      within95: null,
    });
    expect([all.zoneRight, all.floorRight, all.zoneChangesPerMinute]).toEqual([null, null, null]);
  });

  test('two tags are two people: each is scored against its own truth', () => {
    const of = (tag: string, anchor: string) => ({ t: 0, anchor, tag, rssi: -50 });
    const at = (tag: string, x: number) => ({ t: 0, tag, floor: 'ground', x, y: 0 });
    const { scored } = scoredByNearest({
      sightings: [of('AA:BB', 'a0'), of('ünö', 'b0')],
      truth: [at('ünö', 10), at('AA:BB', 0)],
    });
    expect(scored.instant.map(({ errorM }) => errorM)).toEqual([0, 0]);
  });
});

const subject = SubjectRef.parse('somebody');
const ground = FloorId.parse('ground');
const truths = new Map([[subject, [0, 10_000].map((atBootMs): TruthPoint => ({ floor: ground, x: 3, y: 4, atBootMs }))]]);

function fix(changed: Partial<Fix>): Fix {
  const place = { subject, floor: ground, x: 3, y: 4, radius68M: 1, radius95M: 2, precision: 'place', zone: null } as const;
  return { ...place, zoneProbability: 0, atBootMs: 10_000, ...changed };
}

function scoreOf(located: Partial<Located>, solvedAtBootMs = 10_000) {
  const answer = { subject, instant: fix({}), settled: null, doubt: null, ...located };
  return score({ answers: [{ solvedAtBootMs, located: answer }], engineS: 1 }, truths, floors);
}

describe('one fix', () => {
  test('on a wrong floor keeps its distance in the plan, but is on no right floor and in no radius', () => {
    const [scored] = scoreOf({ instant: fix({ floor: FloorId.parse('upper'), x: 3.5 }) }).instant;
    expect(scored).toMatchObject({ errorM: 0.5, floorRight: false, heldBy68: false, heldBy95: false, zoneRight: false });
  });

  test('holds the truth in a radius or does not', () => {
    const held = (x: number) => {
      const [scored] = scoreOf({ instant: fix({ x }) }).instant;
      return [scored?.heldBy68, scored?.heldBy95];
    };
    expect([held(3.9), held(4.9), held(5.1)]).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  test('naming no zone is wrong where the truth is in one', () => {
    expect(scoreOf({}).instant[0]?.zoneRight).toBe(false);
    expect(scoreOf({ instant: fix({ zone: ZoneId.parse('ground-west') }) }).instant[0]?.zoneRight).toBe(true);
  });

  test('in doubt, or naming a floor only, is scored like any other', () => {
    const scored = scoreOf({ doubt: 'too-fast', instant: fix({ precision: 'floor' }) });
    expect(scored.instant).toHaveLength(1);
    expect([scored.doubted, scored.floorOnly]).toEqual([1, 1]);
  });

  test('older than promised, or of a moment to come, is counted as late', () => {
    const settled = fix({ atBootMs: 7_000 });
    expect(scoreOf({ settled }).late).toBe(0);
    expect(scoreOf({ settled }, 10_001).late).toBe(1);
    expect(scoreOf({}, 10_500).late).toBe(0);
    expect(scoreOf({}, 10_501).late).toBe(1);
    expect(scoreOf({}, 9_999).late).toBe(1);
  });
});

describe('the truth between two notes', () => {
  const at = (atBootMs: number, x: number, floor = 'ground'): TruthPoint => ({ floor: FloorId.parse(floor), x, y: 0, atBootMs });

  test('lies on the line between them, on the floor of the nearer one', () => {
    const truth = [at(0, 0), at(4_000, 8, 'upper')];
    expect(truthAt(truth, 1_000)).toEqual(at(1_000, 2));
    expect(truthAt(truth, 3_000)).toEqual(at(3_000, 6, 'upper'));
    expect(truthAt(truth, 4_000)).toEqual(at(4_000, 8, 'upper'));
  });

  test('is unknown where they lie more than five seconds apart, and outside of them', () => {
    const truth = [at(0, 0), at(5_001, 8), at(10_001, 8)];
    expect(truthAt(truth, 2_000)).toBeNull();
    expect(truthAt(truth, 7_000)).toEqual(at(7_000, 8));
    expect(truthAt(truth, -1)).toBeNull();
    expect(truthAt(truth, 10_002)).toBeNull();
  });
});
