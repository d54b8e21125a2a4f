// A disk of our own for the proof: an ext4 image in a file, mounted through a loop device, so that afterwards every byte of
// it can be read, freed blocks included. Whatever happens to this process, the mount goes away with it.

import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type DiskImage = {
  /** The raw image: to be read after `unmount`. */
  readonly image: string;
  /** Where it is mounted. */
  readonly folder: string;
  /** Flushes everything and takes the file system away; the image stays. */
  readonly unmount: () => void;
  /** Unmounts if need be and deletes the image. Harmless when repeated. */
  readonly remove: () => void;
};

const imageMib = 96;

/** A sentence when this machine can't mount an image (no root, no loop devices, no mkfs.ext4); null when it can. */
export function whyNoLoopMounts(): string | null {
  if (process.platform !== 'linux') return 'The proof mounts a disk image and needs Linux.';
  if (process.getuid?.() !== 0)
    return 'The proof mounts a disk image and needs root: run it with sudo, or in a container as root.';
  try {
    makeDiskImage().remove();
    return null;
  } catch (error) {
    return `The proof mounts a disk image, and that does not work here: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A fresh, zeroed file system of 96 MiB. Throws a sentence when a tool is missing or the mount is refused. */
export function makeDiskImage(): DiskImage {
  const home = mkdtempSync(join(tmpdir(), 'waypost-proof-'));
  const image = join(home, 'disk.img');
  const folder = join(home, 'mounted');
  let mounted = false;
  const unmount = (): void => {
    if (!mounted) return;
    // A process that has just been killed may hold the mount for a moment.
    for (let tries = 0; spawnSync('umount', [folder]).status !== 0; tries++) {
      if (tries === 50) {
        run('umount', ['--lazy', folder]);
        throw new Error('The disk image was still in use when it was to be unmounted.');
      }
      spawnSync('sleep', ['0.1']);
    }
    mounted = false;
  };
  const remove = (): void => {
    process.off('exit', remove);
    try {
      unmount();
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  };
  process.once('exit', remove);
  try {
    mkdirSync(folder);
    const file = openSync(image, 'w', 0o600);
    ftruncateSync(file, imageMib * 1024 * 1024);
    closeSync(file);
    run('mkfs.ext4', ['-q', '-E', 'lazy_itable_init=0,nodiscard', image]);
    // Without discard a freed block keeps its bytes: what a disk without TRIM does, and so the harder case.
    run('mount', ['-o', 'loop,nodiscard,noatime', image, folder]);
    mounted = true;
    return { image, folder, unmount, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw new Error(`${command} can not be run (${(error as NodeJS.ErrnoException).code ?? error.name}).`);
  if (status !== 0) throw new Error(`${command} failed: ${(stderr || `exit code ${status}`).trim().split('\n')[0]}`);
}
