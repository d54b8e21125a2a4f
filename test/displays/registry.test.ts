import { describe, expect, test } from 'vitest';
import { createDisplayRegistry, sessionMaxMs } from '#gateway/displays/registry.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { Display } from '#shared/model/display.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const tokenOf = (id: string): string => derivedSecret('a key of at least 24 signs', 'display', id);
const wall = Display.parse({ id: 'wall', name: 'Wall', floor: 'f1' });
const desk = Display.parse({ id: 'desk.2', name: 'Desk', floor: 'f1', access: 'loopback' });

function setUp(displays = [wall, desk]) {
  const clock = fakeClock();
  return { clock, registry: createDisplayRegistry({ displays, tokenOf, bootMs: clock.bootMs }) };
}
const idOf = (outcome: ReturnType<ReturnType<typeof setUp>['registry']['ofSession']>) =>
  outcome.ok ? outcome.value.id : outcome.why;

describe('a token', () => {
  test('proves its own display and no other', () => {
    const { registry } = setUp();
    const ask = (display: string, token: string) => idOf(registry.authenticate({ display, token, loopback: false }));
    expect(ask('wall', tokenOf('wall'))).toBe('wall');
    expect(ask('desk.2', tokenOf('desk.2'))).toBe('desk.2');
    expect(ask('wall', tokenOf('desk.2'))).toBe('unknown-display');
    expect(ask('wall', '')).toBe('unknown-display');
    expect(ask('nobody', tokenOf('nobody'))).toBe('unknown-display');
  });

  test('is read from a header even when the id holds dots', () => {
    const { registry } = setUp();
    expect(idOf(registry.ofBearer(`Bearer desk.2.${tokenOf('desk.2')}`))).toBe('desk.2');
    for (const header of [
      '',
      'Bearer',
      'Bearer wall',
      'Bearer wall.',
      `Basic wall.${tokenOf('wall')}`,
      `Bearer .${tokenOf('')}`,
    ]) {
      expect(idOf(registry.ofBearer(header))).toBe('unknown-display');
    }
  });

  test('that is wrong does not fall back to access from this machine', () => {
    const { registry } = setUp();
    expect(idOf(registry.authenticate({ display: 'desk.2', token: 'wrong', loopback: true }))).toBe('unknown-display');
  });
});

describe('access from this machine', () => {
  test('is for displays that allow it, and only from this machine', () => {
    const { registry } = setUp();
    expect(idOf(registry.authenticate({ loopback: true }))).toBe('desk.2');
    expect(idOf(registry.authenticate({ display: 'desk.2', loopback: true }))).toBe('desk.2');
    expect(idOf(registry.authenticate({ display: 'wall', loopback: true }))).toBe('unknown-display');
    expect(idOf(registry.authenticate({ loopback: false }))).toBe('unknown-display');
    expect(idOf(registry.authenticate({ display: 'desk.2', loopback: false }))).toBe('unknown-display');
  });

  test('does not exist where no display allows it', () => {
    expect(idOf(setUp([wall]).registry.authenticate({ loopback: true }))).toBe('unknown-display');
  });
});

describe('a session', () => {
  test('speaks for its display for 24 hours of the boot clock, whatever the wall clock does', () => {
    const { clock, registry } = setUp();
    const handle = registry.openSession(wall);
    clock.stepWall(10 * sessionMaxMs);
    clock.stepBoot(sessionMaxMs - 1);
    expect(idOf(registry.ofSession(handle))).toBe('wall');
    clock.stepBoot(1);
    expect(idOf(registry.ofSession(handle))).toBe('unknown-display');
    expect(idOf(registry.ofSession('made-up'))).toBe('unknown-display');
  });

  test('gives way to newer ones of the same display beyond 32, never to those of another', () => {
    const { registry } = setUp();
    const other = registry.openSession(desk);
    const handles = Array.from({ length: 40 }, () => registry.openSession(wall));
    expect(new Set(handles).size).toBe(40);
    const alive = handles.map((handle) => registry.ofSession(handle).ok);
    expect(alive).toEqual([...Array(8).fill(false), ...Array(32).fill(true)]);
    expect(idOf(registry.ofSession(other))).toBe('desk.2');
  });
});
