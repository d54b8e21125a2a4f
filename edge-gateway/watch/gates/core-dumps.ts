// No core dump may hold memory of this process. Measured on Linux 6.18: a limit of 0 keeps the kernel from writing a file,
// but a program named in kernel.core_pattern is handed everything all the same; a limit of exactly one byte stops both,
// and a coredump_filter of 0 leaves a dump without memory. So the process sets both for itself, however it was started.

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type Gate, gate } from './gate.ts';
import type { Machine } from './machine.ts';

/** Sets this process's core limit to one byte and its dumps to no memory. What can't be set, the gate will find. */
export function dropCoreLimit(): void {
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // Not Linux, or no right to: the gate says so.
  }
  // Of util-linux; where there is none, the limit has to come from whoever starts this process.
  spawnSync('prlimit', [`--pid=${process.pid}`, '--core=1:1'], { stdio: 'ignore', env: { PATH: process.env.PATH } });
}

const possible =
  'Core dumps of the gateway are possible, and one would hold where people are: start it with a core limit of 0 ' +
  '(`ulimit -c 0`, LimitCORE=0), or install util-linux so that it can set the limit itself.';
const handedOn =
  'The kernel hands core dumps to a program whatever the limit is (kernel.core_pattern), and one would hold where people ' +
  'are: let the gateway write /proc/self/coredump_filter, or set kernel.core_pattern to a file name.';

export function coreDumpsGate(machine: Machine): Gate {
  if (!isLimited(machine.text('/proc/self/limits'))) return gate('core-dumps', possible);
  const pattern = machine.text('/proc/sys/kernel/core_pattern')?.trim();
  const goesToFile = pattern !== undefined && !/^[|@]/.test(pattern);
  const isEmpty = /^0+$/.test(machine.text('/proc/self/coredump_filter')?.trim() ?? '');
  return gate('core-dumps', goesToFile || isEmpty ? null : handedOn);
}

/** The soft limit counts now, the hard one is how far anybody can raise it; a dump is never as small as one byte. */
function isLimited(limits: string | null): boolean {
  const [, soft, hard] = /^Max core file size +(\S+) +(\S+)/m.exec(limits ?? '') ?? [];
  return [soft, hard].every((limit) => limit === '0' || limit === '1');
}
