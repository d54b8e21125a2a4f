import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firePanelDoor, firePanelSignal } from '#gateway/safety/fire-panel.ts';
import { minutes, seconds } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';

describe('a signal of the fire panel', () => {
  test('is an alarm, a drill or a clear, with or without its number', () => {
    expect(firePanelSignal('{"state":"alarm","id":"2026-7"}')).toEqual({ ok: true, value: { state: 'alarm', id: '2026-7' } });
    expect(firePanelSignal('{"state":"clear"}')).toEqual({ ok: true, value: { state: 'clear' } });
  });

  test.each([
    ['', 'not-json'],
    ['alarm', 'not-json'],
    ['null', 'not-a-signal'],
    ['[]', 'not-a-signal'],
    ['"alarm"', 'not-a-signal'],
    ['{"state":"ALARM"}', 'not-a-signal'],
    ['{"state":"alarm","id":"a b"}', 'not-a-signal'],
    ['{"state":"alarm","id":7}', 'not-a-signal'],
    ['{"state":"alarm","floor":"1"}', 'not-a-signal'],
    [`{"state":"alarm","id":"${'x'.repeat(500)}"}`, 'too-long'],
  ])('is refused with a reason when it is %j', (text, why) => {
    expect(firePanelSignal(text)).toEqual({ ok: false, why });
  });

  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(firePanelSignal(text).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the fire panel’s door', () => {
  const secret = 'x'.repeat(32);
  const open = (key: string | null = secret) => {
    const clock = fakeClock();
    return { clock, door: firePanelDoor({ secret: key, bootMs: clock.bootMs }) };
  };

  test('lets in who shows the token and nobody else', () => {
    const { door } = open();
    expect(door.admit(`Bearer ${secret}`, 'a')).toBe('taken');
    expect(door.admit(`bearer ${secret}`, 'a')).toBe('taken');
    const { door: fresh } = open();
    const forged = [undefined, '', secret, `Basic ${secret}`, `Bearer ${secret}x`, `Bearer ${secret} ${secret}`, 'Bearer '];
    for (const [n, header] of forged.entries()) expect(fresh.admit(header, `address ${n}`)).toBe('refused');
  });

  test('lets in nobody where no panel is configured', () => {
    const { door } = open(null);
    for (const token of ['', 'null', 'undefined', secret]) expect(door.admit(`Bearer ${token}`, 'a')).toBe('refused');
  });

  test('bars an address for five minutes after five wrong tokens in one, and no other address', () => {
    const { door, clock } = open();
    const wrong = (address: string) => door.admit('Bearer wrong', address);
    for (let i = 0; i < 4; i += 1) wrong('a');
    clock.advance(minutes(1));
    for (let i = 0; i < 5; i += 1) expect(wrong('a')).toBe('refused');
    expect([wrong('a'), wrong('b')]).toEqual(['barred', 'refused']);
    clock.advance(minutes(5) - seconds(1));
    expect(wrong('a')).toBe('barred');
    clock.advance(seconds(1));
    expect(wrong('a')).toBe('refused');
  });

  test('lets an alarm with the right token in also from an address that is barred: nobody locks it out by guessing', () => {
    const { door } = open();
    for (let i = 0; i < 9; i += 1) door.admit('Bearer wrong', 'proxy');
    expect(door.admit(`Bearer ${secret}`, 'proxy')).toBe('taken');
    expect(door.admit('Bearer wrong', 'proxy')).toBe('barred');
  });
});
