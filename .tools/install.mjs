// What has to be true before anything of ours can run: the packages of the lockfile are there, and Node 24 with them.
// Plain JavaScript without dependencies, because it runs on whatever Node the machine has (>= 20.19).

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');

/** Environment in which our own tools come first, and in which Node keeps what it compiled: a process starts a third sooner. */
export const toolEnv = {
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node-compile'),
  ...process.env,
  PATH: `${bin}:${process.env.PATH ?? ''}`,
};

/** The Node that runs Waypost: the one from the lockfile, or this one where it is new enough. */
export function projectNode() {
  const own = join(bin, 'node');
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 0)) return process.execPath;
  console.error(
    `Waypost brings its own Node 24 for Linux on x64 and arm64. On this machine install Node 24 or newer; this is ${process.version}.`,
  );
  process.exit(1);
}

/** Runs `npm ci` when node_modules is absent or older than the lockfile. Ends the process with a sentence on failure. */
export function ensureInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing packages (npm ci) ...');
  const npm = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (npm.status === 0) return;
  console.error('npm ci failed. Check that the npm registry can be reached, then try again.');
  process.exit(1);
}

/** Builds the pages when a source is newer than the last build. */
export function ensurePages() {
  const built = join(root, '.build', 'pages', 'wall.html');
  const newest = Math.max(...['kiosk', 'shared', 'package-lock.json'].map((name) => newestMs(join(root, name))));
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return;
  console.error('Building the pages ...');
  const vite = spawnSync(
    projectNode(),
    [join(bin, 'vite'), 'build', '--config', 'kiosk/pages/vite.config.ts', '--logLevel', 'warn'],
    {
      cwd: root,
      env: toolEnv,
      stdio: ['ignore', 2, 2],
    },
  );
  if (vite.status === 0) return;
  console.error('The pages could not be built; the lines above say why.');
  process.exit(1);
}

/** Runs a command to its end and passes signals on; resolves to its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: toolEnv, stdio: 'inherit', ...options });
    const pass = (signal) => () => child.kill(signal);
    const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, pass(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    child.on('error', () => resolve(1));
    child.on('exit', (code) => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      resolve(code ?? 1);
    });
  });
}

function newestMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
