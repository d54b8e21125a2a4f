// When a display dials, gives up and tells the page: the rules that Electron and browser share.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idleLink, type LinkEffect, type LinkEvent, type LinkState, nextLink } from '#kiosk/link/link-state.ts';

const wallStart = 1_800_000_000_000;

/** Plays events, each at its second, and returns the last state with all effects. */
function play(
  events: readonly (readonly [LinkEvent['kind'], number])[],
  random = () => 0.5,
): { state: LinkState; effects: LinkEffect[] } {
  let state = idleLink;
  const effects: LinkEffect[] = [];
  for (const [kind, second] of events) {
    const step = nextLink(state, { kind }, { bootMs: second * 1000, wallMs: wallStart + second * 1000 }, random);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const tells = (effects: readonly LinkEffect[]) => effects.flatMap((e) => (e.kind === 'tell' ? [e.message] : []));
const dials = (effects: readonly LinkEffect[]) => effects.flatMap((e) => (e.kind === 'dial' ? [e.inMs] : []));

describe('the link of a display', () => {
  test('dials at once when it starts, and only once', () => {
    expect(
      dials(
        play([
          ['start', 0],
          ['start', 1],
        ]).effects,
      ),
    ).toEqual([0]);
  });

  test('counts as up when the gateway has said something, not when a socket opened', () => {
    expect(
      tells(
        play([
          ['start', 0],
          ['opened', 1],
        ]).effects,
      ),
    ).toEqual([]);
    const { effects } = play([
      ['start', 0],
      ['opened', 1],
      ['message', 2],
      ['message', 3],
    ]);
    expect(tells(effects)).toEqual([{ kind: 'link', up: true, sinceMs: wallStart + 2000 }]);
  });

  test('says since when the gateway is gone, once, and dials again within two seconds', () => {
    const { effects } = play([
      ['start', 0],
      ['opened', 1],
      ['message', 2],
      ['closed', 60],
      ['closed', 60],
    ]);
    expect(tells(effects).at(-1)).toEqual({ kind: 'link', up: false, sinceMs: wallStart + 60_000, problem: 'unreachable' });
    expect(dials(effects)).toEqual([0, 1500]);
  });

  test('gives a silent socket up after 45 s and counts the outage from the last word', () => {
    const alive = play([
      ['start', 0],
      ['opened', 1],
      ['message', 10],
      ['tick', 54],
    ]);
    expect(alive.effects.some((e) => e.kind === 'terminate')).toBe(false);
    const { effects } = play([
      ['start', 0],
      ['opened', 1],
      ['message', 10],
      ['tick', 55],
    ]);
    expect(effects.some((e) => e.kind === 'terminate')).toBe(true);
    expect(tells(effects).at(-1)).toMatchObject({ up: false, sinceMs: wallStart + 10_000 });
  });

  test('gives up a dial that does not open within 15 s', () => {
    expect(
      play([
        ['start', 0],
        ['tick', 14],
      ]).effects,
    ).toHaveLength(1);
    expect(
      play([
        ['start', 0],
        ['tick', 15],
      ]).effects.map((e) => e.kind),
    ).toEqual(['dial', 'terminate', 'tell', 'dial']);
  });

  test('keeps the beginning of an outage through failed dials, and names an unknown display', () => {
    const { effects } = play([
      ['start', 0],
      ['closed', 5],
      ['closed', 20],
      ['refused', 60],
    ]);
    expect(tells(effects)).toEqual([
      { kind: 'link', up: false, sinceMs: wallStart + 5000, problem: 'unreachable' },
      { kind: 'link', up: false, sinceMs: wallStart + 5000, problem: 'unknown-display' },
    ]);
  });

  test('ignores the late close of a socket that was already replaced', () => {
    const { effects } = play([
      ['start', 0],
      ['closed', 5],
      ['closed', 5],
    ]);
    expect(dials(effects)).toHaveLength(2);
  });

  test('backs off as far as 30 s while nothing answers, and starts afresh once heard', () => {
    const failing = Array.from({ length: 12 }, (_, i) => ['closed', (i + 1) * 100] as const);
    const { effects } = play([['start', 0], ...failing], () => 0.999_999);
    expect(dials(effects)[1]).toBeLessThanOrEqual(2000);
    expect(Math.max(...dials(effects))).toBeGreaterThan(29_000);
    const healed = play([['start', 0], ...failing, ['opened', 2000], ['message', 2001], ['closed', 2002]], () => 0.999_999);
    expect(dials(healed.effects).at(-1)).toBeLessThanOrEqual(2000);
  });

  test('always has a dial on its way or a socket open, whatever happens', () => {
    const kinds = fc.constantFrom<LinkEvent['kind']>('opened', 'message', 'closed', 'refused', 'tick');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 60 }))),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (steps, chance) => {
          const secondOf = (i: number): number => steps.slice(0, i + 1).reduce((sum, [, later]) => sum + later, 0);
          const events = steps.map(([kind], i) => [kind, secondOf(i)] as const);
          const { state, effects } = play([['start', 0], ...events], () => chance);
          expect(state.phase).not.toBe('idle');
          for (const inMs of dials(effects).slice(1)) expect(inMs >= 1000 && inMs <= 30_000).toBe(true);
          const told = tells(effects).map((m) => `${m.up} ${m.problem}`);
          expect(told.every((word, i) => word !== told[i - 1])).toBe(true);
        },
      ),
    );
  });
});
