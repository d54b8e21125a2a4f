// A Bluetooth controller below the radio library, loaded with `--import` into the radio's process: it answers every HCI
// command and, once scanning is on, reports real advertising bytes. Everything above the socket is the real thing. What it
// reports can be put behind its address as `?events=<hex>,<hex>`; see hci-events.ts.

import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { advertisingReport } from './hci-events.ts';

const require = createRequire(import.meta.url);
const path = createRequire(require.resolve('@abandonware/noble')).resolve('@abandonware/bluetooth-hci-socket');

const setScanEnable = 0x200c;
/** Answers Read Local Version with HCI 4.2; the other commands don't look at it. */
const answer = Buffer.from([0x08, 0, 0, 0x08, 0, 0, 0, 0]);

const usual = [
  advertisingReport({
    address: 'c1a2b3040506',
    data: '0201061aff4c000215fda50693a4e24fb1afcfc6eb0764782500640007c5',
    rssiDbm: -71,
  }),
  advertisingReport({
    address: 'dd0000000000',
    data: '0201060303aafe1516aafe00ee00112233445566778899aabbccddeeff',
    rssiDbm: -64,
    type: 0,
  }),
  advertisingReport({ address: 'dd0000000011', data: '0201060409576179', rssiDbm: -80, type: 0 }),
];

const given = new URL(import.meta.url).searchParams.get('events');
const events = given === null ? usual : given.split(',').map((hex) => Buffer.from(hex, 'hex'));

class FakeHciSocket extends EventEmitter {
  bindRaw(): void {}
  start(): void {}
  stop(): void {}
  setFilter(): void {}
  isDevUp(): boolean {
    return true;
  }
  write(command: Buffer): void {
    const opcode = command.readUInt16LE(1);
    setImmediate(() => {
      const complete = Buffer.concat([Buffer.from([0x01, opcode & 0xff, opcode >> 8, 0x00]), answer]);
      this.emit('data', Buffer.concat([Buffer.from([0x04, 0x0e, complete.length]), complete]));
      if (opcode === setScanEnable && command[4] === 1) this.report();
    });
  }
  private report(): void {
    for (const event of events) this.emit('data', event);
  }
}

require.cache[path] = Object.assign(new (require('node:module').Module)(path), { loaded: true, exports: FakeHciSocket });
