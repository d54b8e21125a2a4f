// What the machine says of itself, as text: the gates read through this, so that each of them is a rule about text.

import { readdirSync, readFileSync, statSync } from 'node:fs';

export type Machine = {
  /** A file of /proc or /sys; null where it is not there or not for us. */
  readonly text: (path: string) => string | null;
  /** The names in a folder; none where it is not there. */
  readonly names: (folder: string) => readonly string[];
  /** "major:minor" of a block device, or of the device that a file is on; null where it can't be told. */
  readonly deviceOf: (path: string) => string | null;
};

export const thisMachine: Machine = {
  text: (path) => orElse(null, () => readFileSync(path, 'utf8')),
  names: (folder) => orElse([], () => readdirSync(folder)),
  deviceOf: (path) =>
    orElse(null, () => {
      const stat = statSync(path);
      return numbersOf(stat.isBlockDevice() ? stat.rdev : stat.dev);
    }),
};

/** As glibc packs them: 12 bits of major between the low 8 and the high 12 bits of minor. */
function numbersOf(device: number): string {
  const major = Math.floor(device / 0x100) % 0x1000;
  const minor = (device % 0x100) + (Math.floor(device / 0x10_0000) % 0x1000) * 0x100;
  return `${major}:${minor}`;
}

function orElse<T>(otherwise: T, ask: () => T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
