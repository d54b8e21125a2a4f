// Looks for the tests of doubt: of the made-up office, where a tag may be copied, and of the real recordings, as the engine
// makes them. What a tag should be heard with at one metre is only supposed to be -59 dBm: the recorded ones differ by up
// to 10 dB.

import { createJudge, type DoubtState, newDoubtState } from '#gateway/locate/doubt.ts';
import type { Look, Witness } from '#gateway/locate/look.ts';
import type { Random } from '#shared/kit/random.ts';
import type { Doubt } from '#shared/model/fix.ts';
import { SubjectRef } from '#shared/model/ids.ts';
import type { ConsentedSighting } from '#shared/model/sighting.ts';
import type { Floor } from '#shared/model/site.ts';
import { createEngine, prepare } from '../accuracy/evaluate.ts';
import { play } from '../accuracy/play.ts';
import { isRssi, type RecordedSite } from '../accuracy/recording.ts';
import { floors, hearAll, type Tag } from './office.ts';

/** As often as the engine looks at somebody. */
export const stepMs = 700;
export const times = (count: number, startMs = 0): readonly number[] =>
  Array.from({ length: count }, (_, i) => startMs + i * stepMs);

/** What is said of somebody after each of their looks. */
export function judgeAll(looks: readonly Look[]): readonly (Doubt | null)[] {
  return judgeWith(newDoubtState(), looks);
}

export function judgeWith(state: DoubtState, looks: readonly Look[]): readonly (Doubt | null)[] {
  const judge = createJudge();
  return looks.map((look) => judge(state, look));
}

type Answer = Omit<Look, 'witnesses' | 'atMs'>;

/** One look at a tag, or at two that say they are one, in the office of office.ts; the engine's answer is given. */
export function officeLook(atMs: number, tags: readonly Tag[], answer: Partial<Answer> = {}, random?: Random): Look {
  const [tag = { storey: 0, x: 0, y: 0 }] = tags;
  const { storey, x, y } = tag;
  const heard = tags.flatMap((one) => hearAll(one, atMs, random));
  return { atMs, storey, x, y, radius68M: 1.5, ...answer, witnesses: witnesses(heard, floors) };
}

/** The looks at every tag of every recording of a site, by the engine that the gateway runs. */
export function recordedLooks({ site, calibration, recordings }: RecordedSite): readonly (readonly Look[])[] {
  const prepared = prepare(site, calibration);
  const engine = prepared.ok ? createEngine(prepared.value) : prepared;
  if (!prepared.ok || !engine.ok) throw new Error('The recordings of this repository can be used.');
  const { anchor: anchorOf, floors: of } = prepared.value.site;
  return [...recordings.values()].flatMap((recording) => {
    const sightings = recording.sightings
      .flatMap(({ t, anchor: raw, tag, rssi }): ConsentedSighting[] => {
        const anchor = anchorOf(raw);
        if (!isRssi(rssi) || anchor === undefined) return [];
        return [{ subject: SubjectRef.parse(`p-${tag}`), anchor, rssiDbm: rssi, heardAtBootMs: t } as ConsentedSighting];
      })
      .sort((a, b) => a.heardAtBootMs - b.heardAtBootMs);
    const lastMs = new Map<SubjectRef, number>();
    const looks = play(engine.value, sightings).answers.map(({ solvedAtBootMs: atMs, located: { subject, instant } }) => {
      const sinceMs = lastMs.get(subject) ?? Number.NEGATIVE_INFINITY;
      lastMs.set(subject, atMs);
      const heard = sightings.filter(
        (one) => one.subject === subject && one.heardAtBootMs > sinceMs && one.heardAtBootMs <= atMs,
      );
      const { x, y, radius68M } = instant;
      const storey = of.findIndex(({ id }) => id === instant.floor);
      return { subject, look: { atMs, storey, x, y, radius68M, witnesses: witnesses(heard, of) } };
    });
    return [...Map.groupBy(looks, ({ subject }) => subject).values()].map((own) => own.map(({ look }) => look));
  });
}

function witnesses(heard: readonly ConsentedSighting[], of: readonly Floor[]): readonly Witness[] {
  const placed = of.flatMap((floor, storey) =>
    floor.anchors.map(({ id, at }) => ({ anchor: id, storey, ...at, expectedAtOneMetreDbm: -59 })),
  );
  return placed.flatMap((by) => {
    const own = heard.filter(({ anchor }) => anchor === by.anchor);
    const meanDbm = own.reduce((sum, { rssiDbm }) => sum + rssiDbm, 0) / own.length;
    return own.length === 0 ? [] : [{ by, meanDbm, count: own.length }];
  });
}
