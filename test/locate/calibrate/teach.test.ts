import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTeaching, type Teaching } from '#gateway/locate/calibrate/teach.ts';
import type { CalibrationSample } from '#gateway/locate/calibration.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, refused } from '#shared/kit/outcome.ts';
import { TagId } from '#shared/model/ids.ts';
import type { VisitRequest } from '#shared/wire/calibration.ts';
import { VisitState } from '#shared/wire/calibration.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { anchorId, hall } from './anchors-that-hear-each-other.ts';

const kitTag = TagId.parse('mac:0000000000aa');
const otherKitTag = TagId.parse('mac:0000000000ab');
const badge = TagId.parse('mac:0000000000bb');
const spot: VisitRequest = { floor: hall.id, x: 10, y: 10, tag: kitTag, seconds: 10 };

type World = { teaching: Teaching; clock: FakeClock; kept: CalibrationSample[][]; claimed: Set<TagId>; diskFull: boolean };

function world(): World {
  const made = { clock: fakeClock(), kept: [] as CalibrationSample[][], claimed: new Set<TagId>(), diskFull: false };
  const teaching = createTeaching({
    clock: made.clock,
    floors: [hall],
    kit: new Set([kitTag, otherKitTag]),
    isSomebodys: (tag) => made.claimed.has(tag),
    keep: (samples) => {
      if (made.diskFull) return refused('not-stored', 'full');
      made.kept.push([...samples]);
      return done(['a warning']);
    },
  });
  return Object.assign(made, { teaching });
}

const hear = ({ teaching, clock }: World, anchors: readonly number[], rssiDbm = -60, tag = kitTag): boolean[] =>
  anchors.map((i) => teaching.takes({ tag, anchor: anchorId(i), rssiDbm, heardAtBootMs: clock.bootMs() }));

describe('a visit', () => {
  test('keeps what each anchor heard of the tag while somebody stood there', () => {
    const w = world();
    hear(w, [0, 1, 2], -99);
    expect(w.teaching.begin(spot)).toMatchObject({ ok: true, value: { state: 'running', secondsLeft: 10 } });
    hear(w, [0, 1, 2], -60);
    w.clock.advance(seconds(4));
    hear(w, [0, 1, 3], -62);
    expect(w.teaching.state()).toMatchObject({
      state: 'running',
      secondsLeft: 6,
      heardBy: [{ readings: 2 }, { readings: 2 }, {}, {}],
    });
    w.clock.advance(seconds(6));
    hear(w, [0], -99);
    const at = { floor: hall.id, x: 10, y: 10 };
    expect(w.kept).toEqual([
      [
        { ...at, anchor: anchorId(0), rssi: [-60, -62] },
        { ...at, anchor: anchorId(1), rssi: [-60, -62] },
        { ...at, anchor: anchorId(2), rssi: [-60] },
        { ...at, anchor: anchorId(3), rssi: [-62] },
      ],
    ]);
    expect(w.teaching.state()).toMatchObject({ state: 'kept', spot: at, warnings: ['a warning'] });
    expect(VisitState.safeParse(w.teaching.state()).success).toBe(true);
    expect(w.clock.waiting()).toBe(0);
  });

  test('is refused while another one runs, outside the floor, and with a tag that is not of the kit or is somebody’s', () => {
    const w = world();
    expect(w.teaching.begin({ ...spot, x: 50 })).toMatchObject({ ok: false, why: 'outside-floor' });
    expect(w.teaching.begin({ ...spot, floor: 'f9' as typeof hall.id })).toMatchObject({ ok: false, why: 'unknown-floor' });
    expect(w.teaching.begin({ ...spot, tag: badge })).toMatchObject({ ok: false, why: 'not-a-calibration-tag' });
    w.claimed.add(kitTag);
    expect(w.teaching.begin(spot)).toMatchObject({ ok: false, why: 'tag-is-somebodys' });
    w.claimed.clear();
    expect(w.teaching.begin(spot).ok).toBe(true);
    expect(w.teaching.begin(spot)).toMatchObject({ ok: false, why: 'busy' });
    expect(w.clock.waiting()).toBe(1);
  });

  test('teaches nothing when fewer than three anchors or five readings heard it', () => {
    const w = world();
    w.teaching.begin(spot);
    hear(w, [0, 1, 0, 1, 0, 1]);
    w.clock.advance(seconds(10));
    expect(w.teaching.state()).toMatchObject({ state: 'refused', why: 'too-few-anchors' });
    w.teaching.begin(spot);
    hear(w, [0, 1, 2, 3]);
    w.clock.advance(seconds(10));
    expect(w.teaching.state()).toMatchObject({ state: 'refused', why: 'too-few-readings' });
    w.teaching.begin(spot);
    hear(w, [0, 1, 2, 3, 3]);
    w.clock.advance(seconds(10));
    expect(w.kept).toHaveLength(1);
  });

  test('teaches nothing when somebody claims the tag meanwhile, or the disk is full', () => {
    const w = world();
    w.teaching.begin(spot);
    hear(w, [0, 1, 2, 3, 4]);
    w.claimed.add(kitTag);
    w.clock.advance(seconds(10));
    expect(w.teaching.state()).toMatchObject({ state: 'refused', why: 'tag-is-somebodys' });
    w.claimed.clear();
    w.diskFull = true;
    w.teaching.begin(spot);
    hear(w, [0, 1, 2, 3, 4]);
    w.clock.advance(seconds(10));
    expect(w.teaching.state()).toMatchObject({ state: 'refused', why: 'not-stored' });
    expect(w.kept).toEqual([]);
  });

  test('that is cancelled leaves nothing behind, no timer either', () => {
    const w = world();
    w.teaching.begin(spot);
    hear(w, [0, 1, 2, 3, 4]);
    expect(w.teaching.cancel()).toBe(true);
    expect(w.teaching.cancel()).toBe(false);
    expect(w.clock.waiting()).toBe(0);
    w.clock.advance(seconds(60));
    expect(w.kept).toEqual([]);
    expect(w.teaching.state()).toMatchObject({ state: 'cancelled' });
  });

  test('does not take what was heard before it and came late, nor what can not be', () => {
    const w = world();
    w.teaching.begin(spot);
    const late = { tag: kitTag, anchor: anchorId(0), rssiDbm: -60, heardAtBootMs: w.clock.bootMs() - 1 };
    expect(w.teaching.takes(late)).toBe(true);
    for (const rssiDbm of [42, -300, Number.NaN]) hear(w, [1], rssiDbm);
    w.teaching.takes({ ...late, heardAtBootMs: Number.NaN });
    expect(w.teaching.state()).toMatchObject({ heardBy: [] });
  });
});

describe('tags of the kit', () => {
  test('are used up, visit or not; every other tag passes untouched and unseen', () => {
    const w = world();
    expect(hear(w, [0])).toEqual([true]);
    expect(hear(w, [0], -60, badge)).toEqual([false]);
    w.teaching.begin(spot);
    expect(hear(w, [0])).toEqual([true]);
    expect(hear(w, [0], -60, badge)).toEqual([false]);
    expect(hear(w, [0], -60, otherKitTag)).toEqual([true]);
    expect(w.teaching.state()).toMatchObject({ heardBy: [{ anchor: anchorId(0), readings: 1 }] });
  });

  test('a scanner that repeats itself without end does not fill the memory', () => {
    const w = world();
    w.teaching.begin(spot);
    hear(w, Array(5_000).fill(0));
    expect(w.teaching.state()).toMatchObject({ heardBy: [{ readings: 600 }] });
  });
});

test('whatever happens in whatever order, at most one visit runs, and only whole visits are kept', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('begin' as const), seconds: fc.integer({ min: 3, max: 60 }) }),
    fc.record({ do: fc.constant('hear' as const), anchors: fc.array(fc.nat(15), { maxLength: 8 }) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(70_000) }),
    fc.record({ do: fc.constant('cancel' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const w = world();
      for (const one of steps) {
        if (one.do === 'begin') w.teaching.begin({ ...spot, seconds: one.seconds });
        else if (one.do === 'hear') hear(w, one.anchors);
        else if (one.do === 'wait') w.clock.advance(one.ms);
        else w.teaching.cancel();
        expect(w.clock.waiting()).toBe(w.teaching.state().state === 'running' ? 1 : 0);
      }
      for (const samples of w.kept) {
        expect(samples.length).toBeGreaterThanOrEqual(3);
        expect(samples.reduce((sum, sample) => sum + sample.rssi.length, 0)).toBeGreaterThanOrEqual(5);
      }
    }),
  );
});
