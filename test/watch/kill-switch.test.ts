import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchKillSwitch } from '#gateway/watch/kill-switch.ts';
import { fakeClock } from '#test/fakes/clock.ts';

const rest = 'bookingSystem: { url: http://127.0.0.1:8090 }\nscanners: []\n';
const on = `${rest}positions: { enabled: true }\n`;
const off = `${rest}positions:\n  enabled: false # works council, 21 November\n`;

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-switch-'));
  path = join(folder, 'gateway.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A switch on a file with this text, and what it told. */
function watching(text: string, enabledAtStart = true) {
  writeFileSync(path, text);
  const clock = fakeClock();
  const changes: boolean[] = [];
  const notices: string[] = [];
  const notice = (sentence: string): void => void notices.push(sentence);
  const onChange = (enabled: boolean): void => void changes.push(enabled);
  const line = watchKillSwitch({ path, enabledAtStart, clock, notice, onChange });
  return { line, clock, changes, notices };
}

describe('the kill switch in the configuration', () => {
  test('switches off within a second of the line being written, and tells it once', () => {
    const { line, clock, changes, notices } = watching(rest);
    clock.advance(5_000);
    writeFileSync(path, off);
    clock.advance(999);
    expect([line.enabled(), changes]).toEqual([false, [false]]);
    clock.advance(60_000);
    expect([changes, notices]).toEqual([[false], []]);
  });

  test('follows an editor that puts another file in its place', () => {
    const { line, clock } = watching(on);
    clock.advance(1_000);
    writeFileSync(`${path}.new`, off);
    renameSync(`${path}.new`, path);
    clock.advance(999);
    expect(line.enabled()).toBe(false);
  });

  test('switches on again only when the file has said so for two seconds, for one being saved may say anything', () => {
    const { line, clock, changes } = watching(off, false);
    clock.advance(1_000);
    writeFileSync(path, '');
    clock.advance(1_500);
    writeFileSync(path, off);
    clock.advance(60_000);
    expect([line.enabled(), changes]).toEqual([false, []]);
    writeFileSync(path, on);
    clock.advance(1_999);
    expect(line.enabled()).toBe(false);
    clock.advance(1_000);
    expect([line.enabled(), changes]).toEqual([true, [true]]);
  });

  test('sees a line written between the reading of the configuration and the first look', () => {
    const { line, clock } = watching(off, true);
    clock.advance(999);
    expect(line.enabled()).toBe(false);
  });

  test.each([
    ['is no YAML', `${rest}positions: { enabled: fa`],
    ['says neither true nor false', `${rest}positions: { enabled: perhaps }`],
    ['is something else', 'just words'],
    ['holds the key twice', `${off}positions: { enabled: true }\n`],
  ])('changes nothing and says so once when the file %s', (_what, text) => {
    for (const [before, enabled] of [
      [on, true],
      [off, false],
    ] as const) {
      const { line, clock, changes, notices } = watching(before, enabled);
      clock.advance(1_000);
      writeFileSync(path, text);
      clock.advance(60_000);
      expect([line.enabled(), changes, notices.length]).toEqual([enabled, [], 1]);
      expect(notices[0]).toContain('stays as it was');
    }
  });

  test('changes nothing when the file is gone, and goes on when it is back', () => {
    const { line, clock, notices } = watching(on);
    clock.advance(1_000);
    rmSync(path);
    clock.advance(10_000);
    expect([line.enabled(), notices.length]).toEqual([true, 1]);
    writeFileSync(path, off);
    clock.advance(999);
    expect(line.enabled()).toBe(false);
  });

  test('cares for no mistake elsewhere in the file', () => {
    const { line, clock } = watching(on);
    writeFileSync(path, 'bookingSystem: 7\nnonsense: true\npositions: { enabled: false, unknown: 1 }\n');
    clock.advance(999);
    expect(line.enabled()).toBe(false);
  });

  test('lives through whatever the file holds', () => {
    const { line, clock, changes } = watching(on);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        writeFileSync(path, text);
        clock.advance(500);
      }),
      { numRuns: 100 },
    );
    expect([line.enabled(), changes]).toEqual([true, []]);
  });

  test('looks no more after it was stopped, and at nothing without a file', () => {
    const { line, clock } = watching(on);
    line.stop();
    expect(clock.waiting()).toBe(0);
    const none = watchKillSwitch({ path: undefined, enabledAtStart: false, clock, notice: fail, onChange: fail });
    clock.advance(10_000);
    expect([none.enabled(), clock.waiting()]).toEqual([false, 0]);
    none.stop();
  });
});

function fail(): never {
  throw new Error('Nothing is to be told here.');
}
