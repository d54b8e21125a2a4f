// Loaded into a process before anything of its own (`node --import`): writes every address that the process dials, and
// every name that it looks up for that, to the file that RECORDED_DIALS names, a line each, before the network is asked.

import { Socket as Datagrams } from 'node:dgram';
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const write = (line: string): void => appendFileSync(process.env.RECORDED_DIALS ?? '', `${line}\n`);

const connect = Socket.prototype.connect as (this: Socket, ...options: unknown[]) => Socket;
Socket.prototype.connect = function recorded(this: Socket, ...options: unknown[]): Socket {
  this.on('connectionAttempt', (address: string, port: number) => write(`${address}:${port}`));
  this.on('lookup', (_error, _address, _family, name) => write(name));
  return connect.apply(this, options);
};

// Nothing of ours speaks UDP: whoever begins to is written down without further question.
const send = Datagrams.prototype.send as (this: Datagrams, ...message: unknown[]) => void;
Datagrams.prototype.send = function recorded(this: Datagrams, ...message: unknown[]): void {
  write('UDP');
  send.apply(this, message);
};
