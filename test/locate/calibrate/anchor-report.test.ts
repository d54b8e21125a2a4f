import { describe, expect, test } from 'vitest';
import { createAnchorReports } from '#gateway/locate/calibrate/anchor-report.ts';
import { measure, residualsDb } from '#gateway/locate/calibrate/curve.ts';
import { mapsOf } from '#gateway/locate/calibrate/drawn-map.ts';
import { heldOutScore } from '#gateway/locate/calibrate/held-out.ts';
import type { CalibrationSample } from '#gateway/locate/calibration.ts';
import { gaussian, seededRandom } from '#shared/kit/random.ts';
import { AnchorReport } from '#shared/wire/calibration.ts';
import { anchorId, hall, heardBetween } from './anchors-that-hear-each-other.ts';

const spots = [3, 9, 15, 21, 27, 33, 37].flatMap((x) => [2, 8, 14, 20].map((y) => ({ x, y })));

/** What the first three anchors heard at 28 spots; anchor 1 hears 8 dB less and with more noise. */
function survey(at: readonly { readonly x: number; readonly y: number }[] = spots): CalibrationSample[] {
  const random = seededRandom(7);
  return at.flatMap(({ x, y }) =>
    [0, 1, 2].map((i) => {
      const anchor = hall.anchors[i]?.at ?? { x: 0, y: 0 };
      const dbm = -62 - 22 * Math.log10(Math.hypot(x - anchor.x, y - anchor.y, 1.2)) - (i === 1 ? 8 : 0);
      const rssi = dbm + gaussian(random, 0, i === 1 ? 5 : 1);
      return { floor: hall.id, x, y, anchor: anchorId(i), rssi: [rssi - 1, rssi + 1] };
    }),
  );
}

const nothing = { floors: [hall], samples: [], recent: [], pairs: [], baseline: [], tunings: [], lastHeardAgoMs: () => null };

describe('the report on an anchor', () => {
  const reportOn = createAnchorReports({ ...nothing, samples: survey(), lastHeardAgoMs: () => 4_000 });

  test('says how many samples it has, how far they are from its curve, and when it was last heard', () => {
    const [quiet, noisy] = [reportOn(anchorId(0)), reportOn(anchorId(1))];
    expect(quiet).toMatchObject({ samples: 28, readings: 56, lastHeardAgoMs: 4_000, notes: [], moved: { suspicion: 'no' } });
    expect(quiet?.residualDb).toBeGreaterThan(0.5);
    expect(quiet?.residualDb).toBeLessThan(2);
    expect(noisy?.residualDb).toBeGreaterThan(3);
    expect(AnchorReport.safeParse(quiet).success).toBe(true);
  });

  test('says that it hears less than the others, where only the survey tells', () => {
    expect(reportOn(anchorId(1))?.biasDb).toBeLessThan(-4);
    expect(reportOn(anchorId(0))?.biasDb).toBeGreaterThan(1);
  });

  test('says so, in a sentence, where it has no sample, too few, or the same number again and again', () => {
    expect(reportOn(anchorId(9))).toMatchObject({ samples: 0, residualDb: null, biasDb: null });
    expect(reportOn(anchorId(9))?.notes[0]).toMatch(/^Nobody stood where it was heard/);
    const few = createAnchorReports({ ...nothing, samples: survey(spots.slice(0, 4)) })(anchorId(0));
    expect(few).toMatchObject({ samples: 4, residualDb: null });
    expect(few?.notes[0]).toMatch(/^Heard at 4 spots only/);
    const stuck = survey().map((sample) => ({ ...sample, rssi: [-70, -70] }));
    expect(createAnchorReports({ ...nothing, samples: stuck })(anchorId(0))?.notes[0]).toMatch(/same number/);
  });

  test('sees at recent visits that an anchor has become deaf, whatever tag was carried', () => {
    const visit = survey(spots.slice(10, 13)).map((sample) => {
      const carried = 6 - (sample.anchor === anchorId(2) ? 12 : 0);
      return { ...sample, rssi: sample.rssi.map((dbm) => dbm + carried) };
    });
    const judged = createAnchorReports({ ...nothing, samples: survey(), recent: visit });
    expect(judged(anchorId(2))?.biasDb).toBeLessThan(-8);
    expect(Math.abs(judged(anchorId(0))?.biasDb ?? 99)).toBeLessThan(3);
  });

  test('goes by what other anchors are heard with, where they are', () => {
    const gainDb = (i: number): number => (i === 4 ? -10 : 0);
    const deaf = createAnchorReports({ ...nothing, samples: survey(), pairs: heardBetween({ gainDb }) });
    expect(deaf(anchorId(4))?.biasDb).toBeLessThan(-6);
    expect(Math.abs(deaf(anchorId(6))?.biasDb ?? 99)).toBeLessThan(4);
  });

  test('is null for an anchor the site does not have', () => {
    expect(createAnchorReports({ ...nothing, floors: [] })(anchorId(0))).toBeNull();
  });
});

test('a spot does not vouch for itself: its residual is against the curve of the others', () => {
  const odd = survey(spots.slice(0, 6)).map((sample, i) =>
    i === 0 ? { ...sample, rssi: sample.rssi.map((dbm) => dbm + 20) } : sample,
  );
  const measured = measure(odd, [hall]);
  const own = measured.filter((m) => m.anchor === anchorId(0));
  expect(residualsDb(own, measured)[0]).toBeGreaterThan(16);
});

describe('the error at spots held out', () => {
  test('shows that a curve per anchor is worth it where anchors differ', () => {
    const score = heldOutScore(measure(survey(), [hall]), mapsOf([hall]));
    expect(score.points).toBe(28);
    expect(score.errorDb?.anchor).toBeLessThan((score.errorDb?.site ?? 0) - 1);
    expect(score.errorDb?.site).toBeLessThan(score.errorDb?.default ?? 0);
  });

  test('can not be told of fewer than five spots', () => {
    expect(heldOutScore(measure(survey(spots.slice(0, 4)), [hall]), mapsOf([hall]))).toEqual({ points: 4, errorDb: null });
  });

  test('is not flattered by samples of the same spot: all of a spot are held out together', () => {
    const random = seededRandom(3);
    const noise = new Map(spots.map((spot) => [`${spot.x} ${spot.y}`, gaussian(random, 0, 10)]));
    const alike = survey().map((sample) => ({ ...sample, rssi: [-70 + (noise.get(`${sample.x} ${sample.y}`) ?? 0)] }));
    const score = heldOutScore(measure([...alike, ...alike, ...alike], [hall]), mapsOf([hall]));
    expect(score.errorDb?.anchor).toBeGreaterThan(8);
    expect(score.errorDb?.map).toBeGreaterThan(8);
  });

  test('shows that a map is worth it where something stands in the way of many spots, and no harm where nothing does', () => {
    const behind = survey().map((sample) => (sample.x < 20 ? sample : { ...sample, rssi: sample.rssi.map((dbm) => dbm - 9) }));
    const [shadowed, open] = [behind, survey()].map((samples) => heldOutScore(measure(samples, [hall]), mapsOf([hall])).errorDb);
    expect(shadowed?.map).toBeLessThan((shadowed?.anchor ?? 0) - 0.5);
    expect(open?.map).toBeLessThan((open?.anchor ?? 0) + 0.3);
  });
});
