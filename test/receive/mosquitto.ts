// The outside broker of the tests: Debian's mosquitto on a free port; where it is not installed, a bare aedes, and the
// test run says so.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { eventually } from '#test/eventually.ts';

export type OutsideBroker = { readonly port: number; readonly stop: () => Promise<void> };

const program = ['mosquitto', '/usr/sbin/mosquitto'].find((name) => spawnSync(name, ['-h']).error === undefined);

/** A broker with the login `gateway` / `secret`, on `port` when one is given (to come back after an outage). */
export async function startOutsideBroker(port?: number): Promise<OutsideBroker> {
  const chosen = port ?? (await freePort());
  if (program !== undefined) return startMosquitto(program, chosen);
  process.stdout.write('mosquitto is not installed (apt-get install mosquitto): the outside broker is played by aedes.\n');
  return startAedes(chosen);
}

async function startMosquitto(command: string, port: number): Promise<OutsideBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-mosquitto-'));
  const users = join(folder, 'users');
  await writeFile(users, passwordLine('gateway', 'secret'));
  const lines = [`listener ${port} 127.0.0.1`, `user ${userInfo().username}`, 'allow_anonymous false', `password_file ${users}`];
  await writeFile(join(folder, 'mosquitto.conf'), lines.join('\n'));
  const child = spawn(command, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  await eventually(() => reachable(port, child));
  return {
    port,
    stop: async () => {
      if (child.exitCode === null && child.kill()) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What mosquitto_passwd writes: PBKDF2 with SHA-512 and 101 rounds. */
function passwordLine(user: string, password: string): string {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512');
  return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}

async function startAedes(port: number): Promise<OutsideBroker> {
  const broker = await Aedes.createBroker({
    authenticate: (_client, username, password, answer) =>
      answer(null, username === 'gateway' && password?.toString() === 'secret'),
  });
  const server = createServer(broker.handle);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    stop: async () => {
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A port that was free a moment ago: mosquitto can't choose one itself. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function reachable(port: number, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error('mosquitto ended at once');
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}
