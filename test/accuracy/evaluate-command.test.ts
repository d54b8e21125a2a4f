// `npm run evaluate` as somebody uses it who has a recording of their own: a process, files, exit codes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gaussian, seededRandom } from '#shared/kit/random.ts';
import { freshFolder } from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';

const folder = freshFolder();
afterAll(folder.remove);

const at = (name: string): string => join(folder.path, name);

function write(name: string, lines: readonly unknown[]): string {
  writeFileSync(at(name), lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return at(name);
}

function evaluate(...args: readonly string[]) {
  const command = join(root, 'test/accuracy/evaluate-command.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}

const onFiles = (site: string, sightings: string, truth: string): string[] => [
  '--site',
  site,
  '--sightings',
  sightings,
  '--truth',
  truth,
];

/** A hall nobody has seen: beacons with MACs for names, a phone, nothing known of walls, zones or outline. */
const beacons = [0, 1, 2, 3, 4, 5].map((i) => ({ id: `AC:23:3F:A0:00:0${i}`, x: (i % 3) * 6, y: Math.floor(i / 3) * 8 }));
const startMs = 1_735_689_600_000;
const random = seededRandom(3);

/** What a phone at (x, y) hears of a beacon. */
const heardDbm = (beacon: { x: number; y: number }, x: number, y: number): number =>
  Math.round(-62 - 20 * Math.log10(Math.max(0.5, Math.hypot(beacon.x - x, beacon.y - y))) + gaussian(random, 0, 2.5));

function recordWalk() {
  const sightings: { t: number; anchor: string; tag: string; rssi: number; seq: number }[] = [];
  const truth: { t: number; tag: string; floor: string; x: number; y: number }[] = [];
  for (let second = 0; second < 60; second++) {
    const [x, y] = [2 + second * 0.12, 1 + second * 0.1];
    truth.push({ t: startMs + second * 1_000, tag: 'Telefon #1', floor: 'Halle', x, y });
    for (const beacon of beacons) {
      if (random() < 0.3) continue;
      const t = startMs + second * 1_000 + random() * 900;
      sightings.push({ t, anchor: beacon.id.toLowerCase(), tag: 'Telefon #1', rssi: heardDbm(beacon, x, y), seq: second });
    }
  }
  return { sightings, truth };
}

describe('a recording from a hall nobody has seen', () => {
  const { sightings, truth } = recordWalk();
  let [walk, noted] = ['', ''];
  beforeAll(() => {
    mkdirSync(at('site'));
    write('site/site.yaml', [JSON.stringify({ floors: [{ id: 'Halle', anchors: beacons }] })]);
    const corners = [2, 6, 10].flatMap((x) => [1, 4, 7].map((y) => ({ x, y })));
    const samples = corners.flatMap(({ x, y }) =>
      beacons.map((beacon) => ({
        floor: 'Halle',
        x,
        y,
        anchor: beacon.id,
        rssi: [1, 2, 3, 4, 5].map(() => heardDbm(beacon, x, y)),
      })),
    );
    write('site/calibration.jsonl', samples);
    walk = write('walk.jsonl', [...sightings].reverse());
    noted = write('truth.jsonl', truth);
  });

  test('is located, and --json prints one object on stdout and nothing else', () => {
    const { status, stdout } = evaluate(...onFiles(at('site'), walk, noted), '--json');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const figures = JSON.parse(stdout);
    const errors = ['fixes', 'meanM', 'medianM', 'p75M', 'p95M', 'within68', 'within95'];
    expect(Object.keys(figures)).toEqual([
      'settled',
      'instant',
      'zoneRight',
      'floorRight',
      'zoneChangesPerMinute',
      'fixesPerSecond',
    ]);
    expect([Object.keys(figures.settled), Object.keys(figures.instant)]).toEqual([errors, errors]);
    expect(figures.instant.fixes).toBeGreaterThan(70);
    expect(figures.instant.meanM).toBeLessThan(2);
    expect([figures.floorRight, figures.zoneRight, figures.zoneChangesPerMinute]).toEqual([1, 1, 0]);
  });

  test('is located without its calibration too', () => {
    const { status, stdout } = evaluate(...onFiles(at('site'), walk, noted), '--json', '--no-calibration');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).instant.meanM).toBeLessThan(3);
  });

  test('is a table without --json', () => {
    const { status, stdout } = evaluate(...onFiles(at('site'), walk, noted), '--method', 'nls');
    expect(status).toBe(0);
    expect(stdout).toMatch(/fixes +mean m[\s\S]*settled[\s\S]*instant[\s\S]*zone right/);
  });

  test('is located while two of its six beacons are silent from halfway on', () => {
    const gone = new Set(beacons.slice(0, 2).map(({ id }) => id.toLowerCase()));
    const left = sightings.filter(({ t, anchor }) => t < startMs + 30_000 || !gone.has(anchor));
    const { status, stdout } = evaluate(...onFiles(at('site'), write('gone.jsonl', left), noted), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).instant.meanM).toBeLessThan(2.5);
  });

  test('is evaluated around lines that can not be read, which are counted and named', () => {
    const torn = ['{"t": 1, "anchor"', ...sightings.slice(0, 60), '[]', { t: 'now' }, '', { ...sightings[61], rssi: 100 }];
    const { status, stdout, stderr } = evaluate(...onFiles(at('site'), write('torn.jsonl', torn), noted), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).instant.fixes).toBeGreaterThan(5);
    expect(stderr).toContain('torn.jsonl: 3 lines can not be read, the first in line 1, 62, 63.');
    expect(stderr).toContain('1 sightings have a signal strength outside -110..-20 dBm');
  });

  test('without a truth in its time can not be scored: nulls, a sentence and exit code 1', () => {
    const later = truth.map((line) => ({ ...line, t: line.t + 3_600_000 }));
    const { status, stdout, stderr } = evaluate(...onFiles(at('site'), walk, write('later.jsonl', later)), '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).settled).toMatchObject({ fixes: 0, meanM: null });
    expect(stderr).toContain('No fix could be scored');
  });

  test('needs a calibration for kNN, and says so', () => {
    const { status, stdout, stderr } = evaluate(...onFiles(at('site'), walk, noted), '--no-calibration', '--method', 'knn');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('The method "knn" needs a calibration, and there is none.');
  });
});

describe('what can not be evaluated ends with one sentence and exit code 2', () => {
  const nothing = (): string => write('nothing.jsonl', []);
  const wrong: [string, () => string[], string][] = [
    ['no arguments', () => [], 'Use: npm run evaluate'],
    ['an unknown option', () => ['--sight', 'x'], "Unknown option '--sight'"],
    ['an unknown method', () => [...onFiles('.', 'a', 'b'), '--method', 'magic'], 'There is no method "magic"'],
    ['a folder without a site', () => onFiles(folder.path, nothing(), nothing()), 'has no site.yaml'],
    ['a missing file', () => onFiles(at('plain'), at('missing.jsonl'), nothing()), 'missing.jsonl can not be read.'],
    ['a site that is no YAML', () => onFiles(at('torn'), nothing(), nothing()), 'is not YAML'],
    ['a site without anchors', () => onFiles(at('empty'), nothing(), nothing()), 'has no anchor with coordinates.'],
  ];
  beforeAll(() => {
    for (const [name, text] of Object.entries({
      plain: 'outline: {rect: [0, 0, 9, 9]}\nanchors: {a: [1, 1]}',
      torn: 'floors: [',
      empty: 'floors: [{id: a}]',
    })) {
      mkdirSync(at(name));
      write(`${name}/site.yaml`, [text]);
    }
  });

  test.each(wrong)('%s', (_, args, sentence) => {
    const { status, stdout, stderr } = evaluate(...args());
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
