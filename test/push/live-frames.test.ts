// What the padding of frames rests on: the bytes of a text are the bytes on the line.

import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { bearer, startTestServer } from './harness.ts';

test('S15: frames are not compressed, even for who asks for it: a compressed frame is as long as what is in it', async () => {
  const server = await startTestServer();
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/v1/board-socket`, {
    headers: { authorization: bearer('lobby') },
    perMessageDeflate: true,
  });
  const received = once(socket, 'message');
  const [upgrade] = await once(socket, 'upgrade');
  expect([upgrade.statusCode, upgrade.headers['sec-websocket-extensions']]).toEqual([101, undefined]);
  await received;
  expect(socket.extensions).toBe('');
  socket.terminate();
  await server.stop();
});
