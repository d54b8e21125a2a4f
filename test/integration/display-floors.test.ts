// A display that is for some floors only, through the whole gateway.

import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { derivedSecret } from '#gateway/secrets.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { type OfficeGateway, officeGateway } from './office-gateway.ts';

let office: OfficeGateway;
beforeAll(async () => {
  office = await officeGateway(undefined, (config) => ({
    ...config,
    displays: config.displays.map((display) => (display.id === 'lobby' ? { ...display, floors: [] } : display)),
  }));
});
afterAll(() => office.stop());

/** What a display is told at first, and how it ends when it asks for `floor` then; 0 when it is shown that floor. */
async function asked(id: string, floor: string): Promise<{ readonly told: string; readonly closed: number }> {
  const authorization = `Bearer ${id}.${derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', id)}`;
  const socket = new WebSocket(`${office.url.replace('http', 'ws')}/api/v1/board-socket`, { headers: { authorization } });
  let told = '';
  const closed = await new Promise<number>((resolve) => {
    let first = true;
    socket.on('message', (data) => {
      const message = ToDisplay.parse(JSON.parse(String(data)));
      if (message.kind === 'board' && message.board.floor === floor) resolve(0);
      if (first || message.kind === 'board') told += String(data);
      if (message.kind === 'board' && first) {
        first = false;
        socket.send(JSON.stringify({ kind: 'show', floor }));
      }
    });
    socket.on('close', resolve);
  });
  if (socket.readyState === WebSocket.OPEN) {
    socket.terminate();
    await once(socket, 'close');
  }
  return { told, closed };
}

test('R33: a display shows the floors it is for: of any other it is told nothing, and asking for it ends the line', async () => {
  const kept = await asked('lobby', 'floor-2');
  expect(kept.closed).toBe(1008);
  expect(kept.told).toContain('floor-1');
  const [, other] = office.config.site.floors;
  const names = [other?.id, other?.name, ...(other?.spaces ?? []).map(({ id }) => id)].map((name) => `"${name}"`);
  expect(names.filter((name) => kept.told.includes(name))).toEqual([]);
});

test('R33: a display that is for no floors in particular shows every floor of its site', async () => {
  expect((await asked('floor-2', 'floor-1')).closed).toBe(0);
});
