import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { hall, heardBetween } from '../locate/calibrate/anchors-that-hear-each-other.ts';
import { root } from '../source-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const tetam = join(root, 'firmware-config/sites/tetam-hall');

type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command as `npm run calibrate --` does. */
function calibrate(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'edge-gateway/calibrate-command.ts'), ...words], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

/** A site folder with nothing but a site, and samples if given. */
function siteFolder(calibration?: string): string {
  const path = join(folder(), 'site');
  mkdirSync(path);
  const anchors = hall.anchors.map(({ id, at }) => ({ id, at: [at.x, at.y] }));
  const shape = { rect: [0, 0, 40, 24] };
  const floor = { id: 'hall', name: 'Hall', short: 'H', outline: shape, zones: [{ id: 'all', name: 'All', shape }], anchors };
  writeFileSync(join(path, 'site.yaml'), stringify({ id: 'test', name: 'Test', timeZone: 'UTC', floors: [floor] }));
  if (calibration !== undefined) writeFileSync(join(path, 'calibration.jsonl'), calibration);
  return path;
}

describe('npm run calibrate', () => {
  test('judges a recorded hall: a curve per anchor beats one for the site, and that the usual one', async () => {
    const { code, out, err } = await calibrate('--site', tetam, '--json');
    expect([code, err]).toEqual([0, '']);
    const report = JSON.parse(out) as { heldOut: { points: number; errorDb: Record<string, number> }; anchors: object[] };
    expect(report.heldOut.points).toBe(126);
    expect(report.heldOut.errorDb.anchor).toBeLessThan(4.2);
    expect(report.heldOut.errorDb.map).toBeLessThan((report.heldOut.errorDb.anchor ?? 0) - 0.3);
    expect(report.heldOut.errorDb.anchor).toBeLessThan(report.heldOut.errorDb.site ?? 0);
    expect(report.heldOut.errorDb.site).toBeLessThan(report.heldOut.errorDb.default ?? 0);
    expect(report.anchors).toHaveLength(12);
    expect(report.anchors[0]).toMatchObject({ samples: 126, readings: 2520, moved: { suspicion: 'no' }, notes: [] });
  });

  test('needs no gateway.yaml, and shows warnings and a line for every anchor', async () => {
    const site = join(folder(), 'hall');
    mkdirSync(site);
    for (const name of ['site.yaml', 'calibration.jsonl']) cpSync(join(tetam, name), join(site, name));
    writeFileSync(join(site, 'calibration.jsonl'), '{"floor":"hall","x":1,"y":1,"anchor":"gone","rssi":[-60]}\n', { flag: 'a' });
    const { code, out } = await calibrate('--site', site);
    expect(code).toBe(0);
    expect(out).toContain('warning: line 1513: there is no anchor "gone" in the site: sample left out');
    expect(out).toMatch(/^b827eb4521b4 {2}hall +126 +2520 +\d\.\d +-?\d\.\d +no$/m);
  });

  test('says what a refit between anchors would bring', async () => {
    const pairs = heardBetween({ gainDb: (i) => (i === 5 ? -9 : 0) });
    const lines = pairs.flatMap(({ from, anchor, meanDbm }) => Array(20).fill(JSON.stringify({ from, anchor, rssi: meanDbm })));
    writeFileSync(join(folder(), 'between.jsonl'), lines.join('\n'));
    const { code, out, err } = await calibrate('--site', siteFolder(), '--between', join(folder(), 'between.jsonl'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/refit between anchors: better\. Held-out error [\d.]+ dB instead of [\d.]+ dB over \d+ pairs\./);
    expect(out).toContain('0 spots: too few to hold any out');
  });

  test.each([
    ['a line that is no JSON', '{"floor":\n'],
    ['samples of another site only', '{"floor":"elsewhere","x":1,"y":1,"anchor":"a0","rssi":[-60]}\n'],
    ['nothing at all', ''],
    ['no calibration file', undefined],
  ])('ends with 1 and a sentence, never a stack, when the calibration is %s', async (_, text) => {
    const { code, out, err } = await calibrate('--site', siteFolder(text), '--json');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/calibration\.jsonl can not be (used|read)/);
    expect(err).not.toMatch(/^ {4}at /m);
  });

  test('ends with 1 when the site is wrong, and says where', async () => {
    const site = siteFolder('');
    writeFileSync(join(site, 'site.yaml'), 'id: test\nfloors: [');
    const broken = await calibrate('--site', site);
    expect([broken.code, broken.err]).toEqual([1, expect.stringMatching(/site\.yaml: /)]);
    expect((await calibrate('--site', join(folder(), 'nowhere'))).code).toBe(1);
  });

  test('ends with 2 and the usage on wrong arguments', async () => {
    for (const words of [[], ['--site'], ['--site', tetam, '--speed', '3'], [tetam]]) {
      const { code, err } = await calibrate(...words);
      expect([code, err]).toEqual([2, expect.stringContaining('--site DIR')]);
      expect(err).not.toMatch(/^ {4}at /m);
    }
  });
});
