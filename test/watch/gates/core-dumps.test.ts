import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coreDumpsGate } from '#gateway/watch/gates/core-dumps.ts';
import { aMachine } from './machine.ts';

const limits = (soft: string, hard: string): Record<string, string> => ({
  '/proc/self/limits': `Max cpu time              unlimited            unlimited            seconds\nMax core file size        ${soft.padEnd(20)} ${hard.padEnd(20)} bytes\n`,
});
const nothingInIt = { '/proc/self/coredump_filter': '00000000\n' };
const pattern = (text: string): Record<string, string> => ({ '/proc/sys/kernel/core_pattern': `${text}\n` });

describe('the gate of core dumps', () => {
  test.each(['0', '1'])('stands open at a limit of %s byte where cores go to a file', (limit) => {
    expect(coreDumpsGate(aMachine(limits(limit, limit)))).toEqual({ name: 'core-dumps', ok: true, sentence: '' });
  });

  test.each([
    ['0', 'unlimited'],
    ['unlimited', 'unlimited'],
    ['2', '2'],
    ['10', '0'],
  ])('fails at a limit of %s that can be raised to %s, even with nothing in the dump', (soft, hard) => {
    const closed = coreDumpsGate(aMachine({ ...limits(soft, hard), ...nothingInIt }));
    expect(closed.ok).toBe(false);
    expect(closed.sentence).toContain('core limit of 0');
  });

  test.each(['|/usr/lib/systemd/systemd-coredump %P', '@/run/cores.sock'])(
    'fails where the kernel hands them to "%s", which no limit of 0 stops, unless nothing is in them',
    (to) => {
      const closed = coreDumpsGate(aMachine(pattern(to)));
      expect(closed.ok).toBe(false);
      expect(closed.sentence).toContain('kernel.core_pattern');
      expect(coreDumpsGate(aMachine({ ...pattern(to), ...nothingInIt })).ok).toBe(true);
    },
  );

  test.each(['/proc/self/limits', '/proc/sys/kernel/core_pattern'])('fails where %s can not be read', (path) => {
    expect(coreDumpsGate(aMachine({ [path]: null })).ok).toBe(false);
  });

  test('S7: a process that dropped its core limit passes, however it was started, and leaves no core when it aborts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waypost-core-'));
    try {
      const here = (path: string): string => JSON.stringify(join(process.cwd(), 'edge-gateway/watch/gates', path));
      const source = `
        const { coreDumpsGate, dropCoreLimit } = await import(${here('core-dumps.ts')});
        const { thisMachine } = await import(${here('machine.ts')});
        dropCoreLimit();
        process.stdout.write(String(coreDumpsGate(thisMachine).ok));
        process.abort();`;
      const args = [
        '-c',
        'ulimit -S -c unlimited 2>/dev/null; exec "$@"',
        'sh',
        process.execPath,
        '--input-type=module',
        '-e',
        source,
      ];
      const { stdout, signal } = spawnSync('sh', args, { cwd: folder, encoding: 'utf8' });
      expect([stdout, signal]).toEqual(['true', 'SIGABRT']);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
