// A machine as it says of itself, for the gates' tests: files by path, and the device each path of swap is on.

import type { Machine } from '#gateway/watch/gates/machine.ts';

/** A server as it is installed: no swap, a core limit of zero, cores that go to a file. */
const server = {
  '/proc/self/limits': 'Limit Soft Limit Hard Limit Units\nMax core file size        0                    0          bytes\n',
  '/proc/self/coredump_filter': '00000033\n',
  '/proc/sys/kernel/core_pattern': 'core\n',
  '/proc/swaps': 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n',
  '/proc/self/cgroup': '0::/system.slice/waypost-gateway.service\n',
  '/sys/power/state': 'freeze mem\n',
};

/** The server with other files (null: not there), and the devices of its swap. */
export function aMachine(
  files: Readonly<Record<string, string | null>> = {},
  devices: Readonly<Record<string, string>> = {},
): Machine {
  const all: Readonly<Record<string, string | null>> = { ...server, ...files };
  return {
    text: (path) => all[path] ?? null,
    names: (folder) => [
      ...new Set(
        Object.keys(all).flatMap((path) =>
          path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1).split('/')[0] ?? ''] : [],
        ),
      ),
    ],
    deviceOf: (path) => devices[path] ?? null,
  };
}
