// Memory of this process may not reach a disk as plain text. Swap is fine where there is none, where every part of it is
// encrypted or itself memory, or where this service may not use it and the machine can't hibernate.

import { type Gate, gate } from './gate.ts';
import type { Machine } from './machine.ts';

const unknown = 'Whether this machine swaps can not be read (/proc/swaps), so where people are might reach a disk: use Linux.';
const plain =
  'This machine swaps to a disk that is not encrypted (`swapon --show`), and where people are could be written there: switch ' +
  'swap off (`swapoff -a`), encrypt it with a random key, or use the service file (MemorySwapMax=0) on a machine that can ' +
  'not hibernate.';

export function swapGate(machine: Machine): Gate {
  const table = machine.text('/proc/swaps');
  if (table === null) return gate('swap', unknown);
  const safe = swapPaths(table).every((path) => isSafe(machine, machine.deviceOf(path))) || isKeptOut(machine);
  return gate('swap', safe ? null : plain);
}

/** The first column below the heading; white space in it is written as octal. */
function swapPaths(table: string): string[] {
  const rows = table.trim().split('\n').slice(1);
  return rows.map((row) =>
    (row.split(/\s/)[0] ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
  );
}

/** zram without a disk behind it, or dm-crypt, or a device that stands on nothing but those (LVM on LUKS). */
function isSafe(machine: Machine, device: string | null, depth = 0): boolean {
  if (device === null || depth > 8) return false;
  const about = `/sys/dev/block/${device}`;
  if (machine.text(`${about}/mm_stat`) !== null) return (machine.text(`${about}/backing_dev`) ?? 'none').trim() === 'none';
  if (machine.text(`${about}/dm/uuid`)?.startsWith('CRYPT-')) return true;
  const below = machine.names(`${about}/slaves`);
  return (
    below.length > 0 &&
    below.every((name) => isSafe(machine, machine.text(`${about}/slaves/${name}/dev`)?.trim() ?? null, depth + 1))
  );
}

/** This process's group, or one around it, may not swap; hibernation would write its memory all the same. */
function isKeptOut(machine: Machine): boolean {
  const group = /^0::(\/.*)$/m.exec(machine.text('/proc/self/cgroup') ?? '')?.[1];
  const states = machine.text('/sys/power/state');
  if (group === undefined || states === null || /\bdisk\b/.test(states)) return false;
  const steps = group.split('/').filter((step) => step !== '');
  return steps.some((_, i) => {
    const folder = steps.slice(0, i + 1).join('/');
    return machine.text(`/sys/fs/cgroup/${folder}/memory.swap.max`)?.trim() === '0';
  });
}
