// Ways to take the disk away from this very process and give it back, without harm to the machine.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (command: string, args: readonly string[]): void => {
  execFileSync(command, args, { stdio: 'ignore' });
};

const runs = (command: string, args: readonly string[]): boolean => {
  try {
    run(command, args);
    return true;
  } catch {
    return false;
  }
};

/** Why no file size limit can be set here, or null. */
export const noLimitBecause = runs('prlimit', ['--version']) ? null : 'prlimit (util-linux) is not installed';

const setLimit = (limit: string): void => {
  run('prlimit', ['--pid', String(process.pid), `--fsize=${limit}:`]);
};

/** While `task` runs, no file of this process grows beyond `bytes`: SQLite gets SQLITE_IOERR_WRITE. */
export async function withFileLimit<T>(bytes: number, task: () => T | Promise<T>): Promise<T> {
  setLimit(String(bytes));
  try {
    return await task();
  } finally {
    setLimit('unlimited');
  }
}

/** A small file system of its own, or null where mounting is not allowed. */
export function mountSmallDisk(kilobytes: number): { readonly folder: string; readonly remove: () => void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-small-disk-'));
  const mounted = runs('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]);
  const remove = (): void => {
    if (mounted) run('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (mounted) return { folder, remove };
  remove();
  return null;
}
