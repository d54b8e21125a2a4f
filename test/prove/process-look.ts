// What the kernel says about a running gateway: its limits, its open files, and whether this machine could write memory to
// a disk.

import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export type ProcessLook = {
  /** The limit of a core dump in bytes, or "unlimited". */
  readonly coreLimit: string;
  /** Temporary files of SQLite, and other regular files that were deleted while they are open. */
  readonly hiddenFiles: readonly string[];
  /** Open regular files that are not on the image. */
  readonly filesElsewhere: readonly string[];
};

export function lookAtProcess(pid: number, image: string): ProcessLook {
  const limits = readFileSync(`/proc/${pid}/limits`, 'utf8');
  const open = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      return []; // Closed meanwhile.
    }
  });
  const files = open.filter((path) => path.startsWith('/') && !/^\/(dev|proc|sys)\//.test(path));
  return {
    coreLimit: /^Max core file size\s+(\S+)/m.exec(limits)?.[1] ?? 'unknown',
    hiddenFiles: files.filter((path) => /etilqs|\(deleted\)$/.test(path)),
    filesElsewhere: files.filter((path) => !path.startsWith(image) && !path.endsWith('(deleted)')),
  };
}

/** Swap areas that would keep memory readable on a disk: everything but swap on dm-crypt. */
export function readableSwap(): readonly string[] {
  if (!existsSync('/proc/swaps')) return [];
  const areas = readFileSync('/proc/swaps', 'utf8').trim().split('\n').slice(1);
  return areas.map((line) => line.split(/\s+/)[0] ?? '').filter((path) => !isEncrypted(path));
}

function isEncrypted(path: string): boolean {
  try {
    const device = readlinkSync(path).split('/').at(-1) ?? '';
    return readFileSync(join('/sys/block', device, 'dm/uuid'), 'utf8').startsWith('CRYPT-');
  } catch {
    return false;
  }
}
