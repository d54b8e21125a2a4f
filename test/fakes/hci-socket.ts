// A Bluetooth controller below the radio library, loaded with `--import` into the radio's process: it answers every HCI
// command and, once scanning is on, reports real advertising bytes. Everything above the socket is the real thing.

import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const path = createRequire(require.resolve('@abandonware/noble')).resolve('@abandonware/bluetooth-hci-socket');

const setScanEnable = 0x200c;
/** Answers Read Local Version with HCI 4.2; the other commands don't look at it. */
const answer = Buffer.from([0x08, 0, 0, 0x08, 0, 0, 0, 0]);

const reports = [
  { type: 0x03, address: '060504b3a2c1', data: '0201061aff4c000215fda50693a4e24fb1afcfc6eb0764782500640007c5', rssi: -71 },
  { type: 0x00, address: '0000000000dd', data: '0201060303aafe1516aafe00ee00112233445566778899aabbccddeeff', rssi: -64 },
  { type: 0x00, address: '1100000000dd', data: '0201060409576179', rssi: -80 },
];

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
    for (const { type, address, data, rssi } of reports) {
      const bytes = Buffer.from(data, 'hex');
      const head = Buffer.from([0x02, 0x01, type, 0x00, ...Buffer.from(address, 'hex'), bytes.length]);
      const body = Buffer.concat([head, bytes, Buffer.from([rssi & 0xff])]);
      this.emit('data', Buffer.concat([Buffer.from([0x04, 0x3e, body.length]), body]));
    }
  }
}

require.cache[path] = Object.assign(new (require('node:module').Module)(path), { loaded: true, exports: FakeHciSocket });
