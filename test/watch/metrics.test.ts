import { describe, expect, test } from 'vitest';
import { createMetrics } from '#gateway/watch/metrics.ts';
import { AnchorId } from '#shared/model/ids.ts';
import type { PositionsState } from '#shared/model/positions.ts';

describe('the figures', () => {
  test('count what happened, by constant reasons', async () => {
    const metrics = createMetrics({ scanners: ['s1'] });
    metrics.decodeRefused('bad-rssi', 's1');
    metrics.sighting('consented');
    metrics.sighting('dropped');
    metrics.sighting('dropped');
    metrics.fix();
    metrics.doubted('two-places');
    metrics.brokerRefused('too-large');
    metrics.checkIn('walked-up');
    metrics.boardFrame();
    metrics.vaultFlush();
    metrics.outboxSize(7);
    const text = await metrics.text();
    for (const line of [
      'waypost_decode_refused_total{reason="bad-rssi",scanner="s1"} 1',
      'waypost_sightings_total{result="dropped"} 2',
      'waypost_fixes_total 1',
      'waypost_doubted_fixes_total{reason="two-places"} 1',
      'waypost_broker_refused_total{reason="too-large",scanner="unknown"} 1',
      'waypost_checkins_total{action="walked-up"} 1',
      'waypost_board_frames_total 1',
      'waypost_vault_flushes_total 1',
      'waypost_outbox_size 7',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toMatch(/waypost_resident_memory_bytes \d{7,}/);
  });

  test('say whether positions are on and which gates fail, also one whose risk is accepted', async () => {
    const off: PositionsState = { on: false, why: 'gates', failing: ['swap'], accepted: ['inspector'] };
    const text = await createMetrics({ scanners: [], positions: () => off }).text();
    for (const line of [
      'waypost_positions_on 0',
      'waypost_gate_failing{gate="swap"} 1',
      'waypost_gate_failing{gate="inspector"} 1',
      'waypost_gate_failing{gate="watchdog"} 0',
    ]) {
      expect(text).toContain(line);
    }
    const on = createMetrics({ scanners: [], positions: () => ({ on: true, why: null, failing: [], accepted: [] }) });
    expect(await on.text()).toContain('waypost_positions_on 1');
  });

  test('no label can be made by a sender: neither a scanner nobody configured nor a reason that is not ours', async () => {
    const metrics = createMetrics({ scanners: ['s1'] });
    for (let n = 0; n < 1000; n += 1) metrics.decodeRefused(`Ada ${n}`, `mac-${n}`);
    metrics.brokerRefused('mac:0123456789ab');
    const text = await metrics.text();
    expect(text).toContain('waypost_decode_refused_total{reason="other",scanner="unknown"} 1000');
    expect(text).toContain('waypost_broker_refused_total{reason="other",scanner="unknown"} 1');
    expect(text).not.toMatch(/Ada|0123456789ab|mac-/);
  });

  test('of single scanners are for inspectors only, and leave out what a scanner does not tell', async () => {
    const health = () => [
      {
        ...{ id: 's1', anchor: AnchorId.parse('a1'), state: 'hearing' as const, why: null, lastHeardAgoMs: 60_000 },
        ...{ advertsPerSecond: 20, saturated: true, clockSkewMs: -3_000, firmwareVersion: 'v4.1.12' },
      },
      {
        ...{ id: 's2', anchor: AnchorId.parse('a2'), state: 'silent' as const, why: 'offline' as const, lastHeardAgoMs: null },
        ...{ advertsPerSecond: null, saturated: null, clockSkewMs: null, firmwareVersion: null },
      },
    ];
    const metrics = createMetrics({ scanners: ['s1', 's2'], health });
    metrics.anchorOutage(AnchorId.parse('a2'));
    expect(await metrics.text()).not.toContain('waypost_scanner_');
    const text = await metrics.text('inspector');
    expect(text.split('\n').filter((line) => /^waypost_(scanner|anchor)_/.test(line))).toEqual([
      'waypost_anchor_outages_total{anchor="a2"} 1',
      'waypost_scanner_up{scanner="s1"} 1',
      'waypost_scanner_up{scanner="s2"} 0',
      'waypost_scanner_last_heard_seconds{scanner="s1"} 60',
      'waypost_scanner_adverts_per_second{scanner="s1"} 20',
      'waypost_scanner_saturated{scanner="s1"} 1',
      'waypost_scanner_clock_skew_seconds{scanner="s1"} -3',
      'waypost_scanner_firmware{scanner="s1"} 4001012',
    ]);
  });

  test('two gateways in one process do not share their figures', async () => {
    const [one, two] = [createMetrics({ scanners: [] }), createMetrics({ scanners: [] })];
    one.fix();
    expect(await two.text()).toContain('waypost_fixes_total 0');
  });

  test('the lag of the event loop is measured while it is watched', async () => {
    const metrics = createMetrics({ scanners: [] });
    const lag = async () => Number(/^waypost_event_loop_lag_p99_seconds (\S+)$/m.exec(await metrics.text())?.[1]);
    expect(await lag()).toBe(0);
    const watch = metrics.startLoopWatch();
    await expect.poll(lag).toBeGreaterThan(0);
    await watch.stop();
    await watch.stop();
  });
});
