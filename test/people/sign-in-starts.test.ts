import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSignInStarts, type SignInStarts } from '#gateway/people/sign-in-starts.ts';
import { minutes } from '#shared/kit/duration.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';

const secrets = (state: string) => ({ state, nonce: `nonce of ${state}`, codeVerifier: `verifier of ${state}` });

let clock: FakeClock;
let starts: SignInStarts;
beforeEach(() => {
  clock = fakeClock();
  starts = createSignInStarts({ bootMs: clock.bootMs, randomBytes });
});

describe('a started sign-in', () => {
  test('is ended once, by the browser it was begun in', () => {
    const mine = starts.put(secrets('mine'));
    const other = starts.put(secrets('other'));
    expect(starts.take(other, 'mine')).toBeNull();
    expect(starts.take('', 'mine')).toBeNull();
    expect(starts.take(mine, 'mine')).toEqual(secrets('mine'));
    expect(starts.take(mine, 'mine')).toBeNull();
  });

  test('is not spoilt by an answer that somebody else prepared', () => {
    const mine = starts.put(secrets('mine'));
    for (const state of ['', 'MINE', 'mine ', 'other']) expect(starts.take(mine, state)).toBeNull();
    expect(starts.take(mine, 'mine')).toEqual(secrets('mine'));
  });

  test('is waited for ten minutes', () => {
    const [one, two] = [starts.put(secrets('one')), starts.put(secrets('two'))];
    clock.advance(minutes(10) - 1);
    expect(starts.take(one, 'one')).not.toBeNull();
    clock.advance(1);
    expect(starts.take(two, 'two')).toBeNull();
  });

  test('is forgotten first among ten thousand others, so that beginning without end fills no memory', () => {
    const [first, second] = [starts.put(secrets('first')), starts.put(secrets('second'))];
    for (let i = 0; i < 9_999; i += 1) starts.put(secrets(String(i)));
    expect(starts.take(first, 'first')).toBeNull();
    expect(starts.take(second, 'second')).not.toBeNull();
  });
});
