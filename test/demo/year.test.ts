import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { syntheticYear, type YearDay } from '#gateway/demo/year.ts';
import { openStore } from '#gateway/store/open-store.ts';
import { siteCalendar } from '#gateway/utilisation/site-days.ts';
import { minutes } from '#shared/kit/duration.ts';
import { fakeClock } from '#test/fakes/clock.ts';
import { root } from '../source-files.ts';
import { premises } from '../utilisation/premises.ts';

/** Sunday 31 January 2027. */
const lastDay = 20_849;
const { windowOf } = siteCalendar('Europe/Berlin');
const year = (days: number, seed = 1): YearDay[] => [
  ...syntheticYear(premises, { toDay: lastDay, days, seed, beginMs: (day) => windowOf(day).fromMs }),
];
const used = (day: YearDay | undefined): number => day?.visits.filter(({ outcome }) => outcome === 'used').length ?? 0;

describe('the invented year', () => {
  it('is the same for the same seed, whichever days are asked for', () => {
    expect(year(20).slice(-5)).toEqual(year(5));
    expect(year(5, 2)).not.toEqual(year(5));
  });

  it('has empty weekends, quiet Fridays, and a summer', () => {
    const all = year(364);
    const of = (weekday: number, from = 0, to = 364): number =>
      all.slice(from, to).reduce((sum, day, n) => sum + ((from + n) % 7 === weekday ? used(day) : 0), 0);
    // The first of 364 days before a Sunday's end is a Monday.
    expect(of(6)).toBeLessThan(of(1) / 20);
    expect(of(4)).toBeLessThan(of(1) * 0.7);
    expect(of(1, 154, 210) / 8).toBeLessThan((of(1, 70, 126) / 8) * 0.9);
  });

  it('has everything that becomes of a booking, within its day and in whole five minutes', () => {
    const days = year(20);
    const visits = days.flatMap((day) => day.visits.map((one) => ({ ...one, window: windowOf(day.day) })));
    const times = visits.flatMap(({ fromMs, toMs, checkedInMs, releasedMs }) => [
      fromMs,
      toMs,
      checkedInMs ?? 0,
      releasedMs ?? 0,
    ]);
    expect(times.filter((ms) => ms % minutes(5) !== 0)).toEqual([]);
    expect(visits.filter(({ fromMs, toMs, window }) => fromMs < window.fromMs || toMs > window.toMs || toMs <= fromMs)).toEqual(
      [],
    );
    expect(new Set(visits.map(({ outcome }) => outcome))).toEqual(new Set(['used', 'released', 'no-show']));
    expect(visits.filter(({ walkUp }) => walkUp).length).toBeGreaterThan(20);
    const abouts = days.flatMap(({ ticks }) => ticks.flatMap(({ zones }) => zones.map(({ about }) => about)));
    expect(abouts.filter((about) => about < 5 || about % 5 !== 0)).toEqual([]);
    expect(Math.max(...abouts)).toBeGreaterThan(5);
  });
});

describe('the command that writes it', () => {
  const run = (...words: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [join(root, 'edge-gateway/demo/year-command.ts'), ...words], (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });
  const site = join(root, 'firmware-config/sites/demo-office/site.yaml');

  it('fills a store up to yesterday, refuses one that a gateway uses, and says what is wrong with its words', async () => {
    const data = mkdtempSync(join(tmpdir(), 'waypost-year-'));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const words = ['--data', data, '--site', site, '--days', '6'];
    expect(await run(...words)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^6 days from \S+ to \S+ written/),
      err: '',
    });
    const opened = openStore({ path: join(data, 'waypost.sqlite'), clock: fakeClock(), notice: () => undefined });
    if (!opened.ok) throw new Error(opened.detail);
    onTestFinished(() => opened.value.stop());
    expect(opened.value.usage.days()).toHaveLength(6);
    const [refused, wrong] = await Promise.all([run(...words), run('--site', site, '--days', '400')]);
    expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Another gateway uses the store') });
    expect(wrong).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/--data is missing; --days is at most 365\n\nusage/),
    });
  });
});
