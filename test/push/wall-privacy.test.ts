// The privacy page of a wall comes when it is asked for: once, however fast somebody taps, and again after a second.

import { beforeEach, expect, test } from 'vitest';
import { privacyTeller } from '#gateway/push/wall-privacy.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import { type FakeClock, fakeClock } from '#test/fakes/clock.ts';
import { demoPrivacy } from '#test/fakes/wall-privacy.ts';

let clock: FakeClock;
let sent: string[];
let errors: object[];
let made: number;
let answer: (privacy: WallPrivacy | Error) => void;
let ask: () => void;

beforeEach(() => {
  clock = fakeClock();
  sent = [];
  errors = [];
  made = 0;
  const nothing = (): void => undefined;
  const live = { send: (text: string) => void sent.push(text), ping: nothing, close: nothing, terminate: nothing };
  const privacyOf = () =>
    new Promise<WallPrivacy>((resolve, reject) => {
      made += 1;
      answer = (given) => (given instanceof Error ? reject(given) : resolve(given));
    });
  const log = { info: nothing, error: (fields: object) => void errors.push(fields) };
  ask = privacyTeller({ clock, log, privacyOf }, { ...live, bufferedBytes: () => 0 });
});
const arrived = (): Promise<void> => new Promise((go) => setImmediate(go));

test('it is sent as the wire describes it, once for many taps while the document is fetched', async () => {
  for (let tap = 0; tap < 3; tap += 1) ask();
  clock.advance(5_000);
  ask();
  answer(demoPrivacy);
  await arrived();
  expect(made).toBe(1);
  expect(sent.map((text) => JSON.parse(text))).toEqual([{ kind: 'privacy', privacy: demoPrivacy }]);
});

test('within a second of a wish another one changes nothing, then it is told anew', async () => {
  const wish = async (): Promise<number> => {
    ask();
    answer(demoPrivacy);
    await arrived();
    return sent.length;
  };
  expect(await wish()).toBe(1);
  clock.advance(999);
  expect(await wish()).toBe(1);
  clock.advance(1);
  expect(await wish()).toBe(2);
});

test('a page that can’t be made is not sent, is an error in the log, and can be asked for again', async () => {
  ask();
  answer(new Error('broken'));
  await arrived();
  expect([sent, errors.length]).toEqual([[], 1]);
  clock.advance(1_000);
  ask();
  answer(demoPrivacy);
  await arrived();
  expect(sent).toHaveLength(1);
});
