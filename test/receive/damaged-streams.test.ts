// Fault 18 of reliability 3.4: streams damaged at random places, before and after a login that may or may not survive.

import { once } from 'node:events';
import { expect, it } from 'vitest';
import { minutes } from '#shared/kit/duration.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import { eventually } from '#test/eventually.ts';
import { passwordOf, startOffice } from './office.ts';

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
const packet = (first: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([first, body.length]), body]);
};
const login = (id: string): Buffer =>
  packet(0x10, text('MQTT'), Buffer.from([4, 0xc2, 0, 60]), text(id), text('native-1'), text(passwordOf('native-1')));
const talk = Buffer.concat([
  packet(0x82, Buffer.from([0, 1]), text('waypost/v1/rx/rx7/cfg'), Buffer.from([0])),
  packet(0x32, text('waypost/v1/rx/rx7/s'), Buffer.from([0, 2]), Buffer.from('{}')),
  packet(0x30, text('waypost/v1/rx/rx7/s'), Buffer.from('{}')),
  packet(0xc0),
]);

/** A copy with three bytes replaced. */
function damaged(whole: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(whole);
  for (let hit = 0; hit < 3; hit += 1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return bytes;
}

it('a thousand damaged streams crash nothing, leave nobody connected and keep no other scanner out', async () => {
  const office = await startOffice();
  const witness = await office.dial('espresense');
  const random = seededRandom(18);
  for (let batch = 0; batch < 100; batch += 1) {
    office.clock.advance(minutes(6)); // Past every bar, so that each stream is read.
    const streams = Array.from({ length: 10 }, async (_, i) => {
      const hello = login(`raw-${i}`);
      if (i % 2 === 0) return office.socket(damaged(Buffer.concat([hello, talk]), random));
      const socket = await office.socket(hello);
      await once(socket, 'data');
      socket.write(damaged(talk, random));
      return socket;
    });
    const sockets = await Promise.all(streams);
    for (const socket of sockets) socket.end();
    await eventually(() => expect(sockets.every((socket) => socket.closed)).toBe(true));
  }
  expect(office.refusals.filter((refusal) => refusal.startsWith('malformed')).length).toBeGreaterThan(100);
  expect(office.heard.length).toBeGreaterThan(0);
  await eventually(() => expect(office.feed.state().scannersConnected).toBe(1));
  await witness.publishAsync('espresense/devices/x/kitchen', 'still here');
  await eventually(() => expect(office.heard.at(-1)?.text).toBe('still here'));
  await office.close();
}, 60_000);
