// An emergency on the pages of people: at once, and to each what is theirs.

import { describe, expect, test } from 'vitest';
import { maskOwnEmergency } from '#gateway/mask/emergency-mask.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { OwnEmergency } from '#shared/wire/emergency.ts';
import { endOfTurn, idleSocket, open, setUp } from './me-hub-world.ts';
import { ana, ben } from './me-page.ts';

describe('an emergency', () => {
  const own = (safe: boolean): Masked<OwnEmergency> => {
    const running = { drill: true, by: 'person', startedMs: 5, endsMs: 9, assemblyPoint: '' } as const;
    return maskOwnEmergency({ ...running, id: zeroId, floors: [], counts: { expected: 0, safe: 0 } }, { safe, wardenOf: [] });
  };
  const zeroId = '6a4b9f6e-1c55-4d7e-9c39-0c5a8f2b7d11';

  test('is on every page within the turn, to each what is theirs, and is not told again while nothing of it changes', async () => {
    const world = setUp();
    const [first, other] = [open(world), open(world, ben)];
    const say = async (of: (ref: SubjectRef) => Masked<OwnEmergency> | null): Promise<void> => {
      world.facts.emergencyOf = of;
      for (let n = 0; n < 20; n += 1) world.hub.emergency();
      await endOfTurn();
    };
    await say(() => null);
    expect([first.state.kinds, other.state.kinds]).toEqual([[], []]);
    await say(() => own(false));
    await say((ref) => own(ref === ana));
    await say(() => null);
    await say(() => null);
    expect(first.state.emergencies()).toEqual([own(false), own(true), null]);
    expect(other.state.emergencies()).toEqual([own(false), null]);
    world.clock.advance(seconds(3));
    expect(first.state.kinds).toEqual(['emergency', 'emergency', 'emergency']);
  });

  test('is told to a page that is opened while it is on', () => {
    const world = setUp();
    world.facts.emergencyOf = () => own(false);
    const kinds: string[] = [];
    const socket = { ...idleSocket, send: (text: string) => void kinds.push(JSON.parse(text).kind) };
    world.hub.join(ana, () => ({ ref: ana, endsAtMs: 1 }), socket);
    expect(kinds).toEqual(['plan', 'me', 'emergency']);
  });

  test('R45: who is a warden no more loses the roll call at once, and who is signed out is told nothing', async () => {
    const world = setUp();
    world.facts.emergencyOf = () => own(true);
    const [page, gone] = [open(world), open(world, ben)];
    gone.state.ref = null;
    world.facts.emergencyOf = () => own(false);
    world.hub.immediately();
    await endOfTurn();
    world.hub.emergency();
    await endOfTurn();
    expect(page.state.emergencies()).toEqual([own(false)]);
    expect(gone.state.emergencies()).toEqual([]);
  });

  test('is told to nobody whose session ended a moment ago', async () => {
    const world = setUp();
    const { state } = open(world);
    world.facts.emergencyOf = () => own(false);
    state.ref = ben;
    world.hub.emergency();
    await endOfTurn();
    expect([state.kinds, state.closed]).toEqual([[], []]);
  });
});
