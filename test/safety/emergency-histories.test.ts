// Any history of people, panel, time, broken disks and restarts, beside a model that says in a few lines what has to be on.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hours, minutes, seconds } from '#shared/kit/duration.ts';
import type { FirePanelSignal } from '#shared/wire/emergency.ts';
import { type EmergencyDesk, emergencyDesk, kim, limits } from './emergency-desk.ts';

const id = fc.option(fc.constantFrom('1', '2'), { nil: undefined });
const step = fc.oneof(
  fc.record({ do: fc.constant('start' as const), drill: fc.boolean() }),
  fc.record({ do: fc.constant('end' as const), right: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('panel' as const),
      state: fc.constantFrom<FirePanelSignal['state'][]>('alarm', 'drill', 'clear'),
      id,
    }),
  },
  fc.record({ do: fc.constant('time' as const), ms: fc.constantFrom(seconds(30), minutes(1), minutes(40), hours(2)) }),
  fc.record({ do: fc.constant('wall' as const), ms: fc.integer({ min: -hours(5), max: hours(5) }) }),
  fc.record({ do: fc.constant('break' as const), audit: fc.boolean(), disk: fc.boolean() }),
  fc.record({ do: fc.constant('restart' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type On = { readonly drill: boolean; readonly by: 'person' | 'fire-panel'; readonly untilMs: number };

/** What has to be on. `clockMs` is time since boot; of numbers that are over it knows when they were last heard. */
function model() {
  let clockMs = 0;
  let audit = true;
  let on: On | null = null;
  let open: readonly string[] = [];
  const over = new Map<string, number>();
  const personEnded = { alarm: -hours(1), drill: -hours(1) };
  const end = (byPanel: boolean): void => {
    if (on === null) return;
    for (const key of open) over.set(key, clockMs);
    open = [];
    personEnded[on.drill ? 'drill' : 'alarm'] = byPanel ? -hours(1) : clockMs;
    on = null;
  };
  const start = (drill: boolean, by: On['by']): boolean => {
    if ((on !== null && (drill || !on.drill)) || (drill && !audit)) return false;
    end(false);
    on = { drill, by, untilMs: clockMs + minutes(drill ? limits.maxDrillMinutes : limits.maxMinutes) };
    return true;
  };
  const isRepeat = (state: 'alarm' | 'drill', number: string | undefined): boolean => {
    if (number === undefined) return clockMs - personEnded[state] < minutes(1);
    const key = `${state}${number}`;
    if (clockMs - (over.get(key) ?? -hours(1)) >= hours(1)) return false;
    over.set(key, clockMs);
    return true;
  };
  const panel = (state: FirePanelSignal['state'], number: string | undefined): void => {
    if (state === 'clear') {
      if (on?.by !== 'fire-panel') return;
      const cleared = number === undefined ? [] : open.filter((key) => key.endsWith(number));
      for (const key of cleared) over.set(key, clockMs);
      open = open.filter((key) => !cleared.includes(key));
      if (number === undefined || open.length === 0) end(true);
    } else if (!isRepeat(state, number)) {
      const started = start(state === 'drill', 'fire-panel');
      if (number !== undefined && (started || (state === 'alarm' && on?.drill === false))) open = [...open, `${state}${number}`];
    }
  };
  return {
    on: () => on && { drill: on.drill, by: on.by },
    does: (one: Step): void => {
      if (one.do === 'start') start(one.drill, 'person');
      if (one.do === 'end' && one.right) end(false);
      if (one.do === 'panel') panel(one.state, one.id);
      if (one.do === 'break') audit = one.audit;
      if (one.do !== 'time') return;
      const untilMs = on?.untilMs ?? Number.POSITIVE_INFINITY;
      const laterMs = clockMs + one.ms;
      clockMs = Math.min(laterMs, untilMs);
      if (laterMs >= untilMs) end(false);
      clockMs = laterMs;
    },
  };
}

function play({ emergencies, clock, works }: EmergencyDesk, one: Step): void {
  if (one.do === 'start') emergencies.start(kim, null, one.drill);
  if (one.do === 'end') emergencies.end(kim, one.right ? (emergencies.current()?.id ?? '') : 'another');
  if (one.do === 'panel') {
    emergencies.signal({ state: one.state, ...(one.id !== undefined && { id: one.id }) });
  }
  if (one.do === 'time') clock.advance(one.ms);
  if (one.do === 'wall') clock.stepWall(one.ms);
  if (one.do === 'break') Object.assign(works, { audit: one.audit, disk: one.disk });
}

/** The same emergency goes on where the disk always worked and the wall clock stood; both begin anew after that. */
function restart(desk: EmergencyDesk, sure: boolean): EmergencyDesk {
  const before = desk.emergencies.current();
  void desk.emergencies.stop();
  const after = emergencyDesk(desk);
  if (sure) expect(after.emergencies.current()).toEqual(before);
  void after.emergencies.stop();
  return emergencyDesk();
}

test('keeps its promises through any history', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      let desk = emergencyDesk();
      let expected = model();
      let sure = true;
      for (const one of steps) {
        if (one.do === 'restart') {
          desk = restart(desk, sure);
          expected = model();
          sure = true;
          continue;
        }
        if (one.do === 'wall' || (one.do === 'break' && !one.disk)) sure = false;
        play(desk, one);
        expected.does(one);
        const now = desk.emergencies.current();
        expect(now && { drill: now.drill, by: now.by }).toEqual(expected.on());
        expect(desk.shown.at(-1) ?? null).toEqual(now);
      }
      const last = desk.emergencies.current();
      desk.clock.advance(minutes(last?.drill ? limits.maxDrillMinutes : limits.maxMinutes));
      expect(desk.emergencies.current()).toBeNull();
    }),
    { numRuns: 400 },
  );
});
