// A scanner that shouts: its own process, so that the broker under test has the other core. Speaks raw MQTT 3.1.1 over
// TCP, because a client library would be the slower side.

import { once } from 'node:events';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const Order = z.object({
  port: z.int(),
  username: z.string(),
  password: z.string(),
  topics: z.array(z.string()),
  payloads: z.array(z.string()),
  seconds: z.number(),
});

function field(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

function packet(type: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = body.length; ; ) {
    const digit = rest % 128;
    rest = Math.floor(rest / 128);
    length.push(rest > 0 ? digit | 0x80 : digit);
    if (rest === 0) break;
  }
  return Buffer.concat([Buffer.from([type, ...length]), body]);
}

const order = Order.parse(await json(process.stdin));
const socket = connect(order.port, '127.0.0.1').setNoDelay(true);
const flags = 0x02 | 0x80 | 0x40; // clean session, user name, password
socket.write(
  packet(
    0x10,
    field('MQTT'),
    Buffer.from([4, flags, 0, 60]),
    field(order.username),
    field(order.username),
    field(order.password),
  ),
);
await once(socket, 'data');
const publishes = order.payloads.map((payload, i) => packet(0x30, field(order.topics[i] ?? ''), Buffer.from(payload)));
const chunk = Buffer.concat(Array.from({ length: 512 }, (_, i) => publishes[i % publishes.length] ?? Buffer.alloc(0)));
const endsAt = performance.now() + order.seconds * 1000;
while (performance.now() < endsAt) {
  if (!socket.write(chunk)) await once(socket, 'drain');
}
socket.end();
