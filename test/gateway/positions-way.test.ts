import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startPositionsWay } from '#gateway/positions-way.ts';
import { type Gate, gate } from '#gateway/watch/gates/gate.ts';
import { GateName, PositionsState } from '#shared/model/positions.ts';
import { fakeClock } from '#test/fakes/clock.ts';

type Options = {
  readonly failing?: readonly GateName[];
  readonly enabled?: boolean;
  readonly storedOn?: boolean;
  readonly acceptRisks?: GateName[];
  readonly configPath?: string;
};

/** A way whose gates and stored switch the test moves, with all that it told. */
function started({ failing = [], enabled = true, storedOn = true, acceptRisks = [], configPath }: Options = {}) {
  const clock = fakeClock();
  const world = { failing, storedOn };
  const states: PositionsState[] = [];
  const lines: string[] = [];
  let gateChanged: () => void = () => undefined;
  const note = (_: object, message: string): void => void lines.push(message);
  const way = startPositionsWay({
    config: { positions: { enabled, acceptRisks } },
    configPath,
    clock,
    log: { info: note, warn: note },
    storedOn: () => world.storedOn,
    gates: {
      judge: (): Gate[] => GateName.options.map((name) => gate(name, world.failing.includes(name) ? `${name} is wrong.` : null)),
      onChange: (listener) => {
        gateChanged = listener;
      },
    },
    onChange: (state) => states.push(state),
  });
  return { way, clock, world, states, lines, gateChanged: () => gateChanged() };
}

const all = { on: true, why: null, failing: [], accepted: [] };

describe('positions', () => {
  test('are on when every gate stands open and nobody switched them off', () => {
    const { way, states, lines } = started();
    expect(PositionsState.parse(way.state())).toEqual(all);
    expect(way.health()).toEqual({ state: 'up', detail: [] });
    expect([states, lines]).toEqual([[], ['positions are on']]);
  });

  test.each(GateName.options)('stay off while the gate %s fails, and log and health say why', (name) => {
    const { way, lines } = started({ failing: [name] });
    expect(way.state()).toEqual({ on: false, why: 'gates', failing: [name], accepted: [] });
    expect(way.health()).toEqual({ state: 'down', detail: [`${name} is wrong.`] });
    expect(lines).toEqual([`${name} is wrong.`, expect.stringContaining('positions are off, because a gate fails')]);
  });

  test('are on where the configuration accepts the risk, and health says that it does', () => {
    const { way } = started({ failing: ['swap'], acceptRisks: ['swap', 'inspector'] });
    expect(way.state()).toEqual({ ...all, accepted: ['swap'] });
    expect(way.health().state).toBe('up');
    expect(way.health().detail).toEqual([expect.stringMatching(/^swap is wrong\. The configuration accepts this risk/)]);
  });

  test('stay off when one gate fails whose risk nobody accepted', () => {
    const { way } = started({ failing: ['swap', 'core-dumps'], acceptRisks: ['swap'] });
    expect(way.state()).toEqual({ on: false, why: 'gates', failing: ['core-dumps'], accepted: ['swap'] });
  });

  test('go off within ten seconds when a gate fails while the gateway runs, and come back; each is told once', () => {
    const { way, clock, world, states, lines } = started();
    world.failing = ['swap'];
    clock.advance(10_000);
    expect(states).toEqual([{ on: false, why: 'gates', failing: ['swap'], accepted: [] }]);
    clock.advance(60_000);
    world.failing = [];
    clock.advance(10_000);
    expect(states.slice(1)).toEqual([all]);
    expect(way.state()).toEqual(all);
    expect(lines.map((line) => line.slice(0, 24))).toEqual([
      ...['positions are on', 'swap is wrong.', 'positions are off, becau', 'a gate of the positions ', 'positions are on'],
    ]);
  });

  test('go off at once when the watchdog says that it ended', () => {
    const { states, world, gateChanged } = started();
    world.failing = ['watchdog'];
    gateChanged();
    expect(states.map((state) => state.failing)).toEqual([['watchdog']]);
  });

  test('go off with the tap of an administrator, and are not called down for it', () => {
    const { way, world, states } = started();
    world.storedOn = false;
    way.judge();
    expect(states).toEqual([{ ...all, on: false, why: 'switched-off' }]);
    expect(way.health()).toEqual({ state: 'off', detail: [] });
    world.storedOn = true;
    way.judge();
    expect(way.state()).toEqual(all);
  });

  test('go off with one line of the configuration within a second, and come back only if the stored switch is on too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-positions-'));
    try {
      const configPath = join(folder, 'gateway.yaml');
      writeFileSync(configPath, 'positions: { enabled: true }');
      const { way, clock, world, states } = started({ configPath });
      writeFileSync(configPath, 'positions: { enabled: false }');
      clock.advance(999);
      expect(states).toEqual([{ ...all, on: false, why: 'configured-off' }]);
      world.storedOn = false;
      writeFileSync(configPath, 'positions: { enabled: true }');
      clock.advance(5_000);
      expect(way.state()).toEqual({ ...all, on: false, why: 'switched-off' });
      world.storedOn = true;
      way.judge();
      expect(way.state()).toEqual(all);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('say who switched them off before they say what the machine lacks, and the configuration comes first', () => {
    expect(started({ failing: ['swap'], storedOn: false }).way.state().why).toBe('switched-off');
    expect(started({ storedOn: false, enabled: false }).way.state().why).toBe('configured-off');
  });

  test('leave no timer behind and tell nothing more after the way was stopped', async () => {
    const { way, clock, world, states, gateChanged } = started();
    await way.stop();
    world.failing = ['watchdog'];
    gateChanged();
    expect([clock.waiting(), states]).toEqual([0, []]);
  });
});
