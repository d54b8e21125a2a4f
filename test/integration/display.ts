// A display on the board socket, for tests: keeps the newest board and waits for one that fits.

import { once } from 'node:events';
import { WebSocket } from 'ws';
import { derivedSecret } from '#gateway/secrets.ts';
import type { Board } from '#shared/wire/board.ts';
import { ToDisplay } from '#shared/wire/board-socket.ts';
import { testSecrets } from '#test/fakes/secrets.ts';

export type TestDisplay = {
  /** Resolves with the first board, present or future, that `fits`; the test's own timeout ends the wait. */
  readonly board: (fits: (board: Board) => boolean) => Promise<Board>;
  /** Every frame so far, as text. */
  readonly frames: () => string;
  readonly show: (floor: string) => void;
  readonly close: () => void;
};

/** Connects as display `id` of the demo office. */
export async function openDisplay(url: string, id: 'lobby' | 'floor-2'): Promise<TestDisplay> {
  const token = derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', id);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/board-socket`, {
    headers: { authorization: `Bearer ${id}.${token}` },
  });
  const texts: string[] = [];
  const waiting = new Set<(board: Board) => void>();
  let newest: Board | undefined;
  socket.on('message', (data) => {
    texts.push(String(data));
    const message = ToDisplay.parse(JSON.parse(String(data)));
    if (message.kind !== 'board') return;
    newest = message.board;
    for (const look of waiting) look(message.board);
  });
  await once(socket, 'open');
  return {
    board: (fits) =>
      new Promise((resolve) => {
        if (newest && fits(newest)) return resolve(newest);
        const look = (board: Board): void => {
          if (!fits(board)) return;
          waiting.delete(look);
          resolve(board);
        };
        waiting.add(look);
      }),
    frames: () => texts.join('\n'),
    show: (floor) => {
      newest = undefined;
      socket.send(JSON.stringify({ kind: 'show', floor }));
    },
    close: () => socket.terminate(),
  };
}
