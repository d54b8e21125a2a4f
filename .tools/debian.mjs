// Debian's packages for the tests, installed when we are root and they are missing.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs `name` when none of `files` exists; true when one is there in the end. */
export function ensurePackage(name, ...files) {
  const there = () => files.some((file) => existsSync(file));
  if (there()) return true;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing Debian's package ${name} ...`);
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-y', ...args], {
      stdio: ['ignore', 'ignore', 2],
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  if (apt('install', '--no-install-recommends', name).status !== 0) {
    apt('update');
    apt('install', '--no-install-recommends', name);
  }
  return there();
}
