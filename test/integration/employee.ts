// An employee with a browser, for tests: signs in at the demo's real provider, asks and decides over HTTP, and keeps the
// newest frame of the page's websocket.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { DemoPerson } from '#gateway/demo/population.ts';
import type { Board } from '#shared/wire/board.ts';
import { FindReply } from '#shared/wire/find.ts';
import { type Me, ToMe } from '#shared/wire/me.ts';
import { AppReply, MeReply, mePaths } from '#shared/wire/me-actions.ts';
import { openBrowser } from '#test/fakes/browser.ts';

export type Employee = Awaited<ReturnType<typeof employee>>;

/** `url` is the gateway's; signing in goes by its name on this machine. */
export async function employee(url: string, who: Pick<DemoPerson, 'person' | 'pin'>) {
  const home = `http://localhost:${new URL(url).port}`;
  const browser = openBrowser();
  const page = await browser.go(`${home}${mePaths.signIn}`);
  const resumed = await browser.ask(page.url, { number: who.person.identifier, pin: who.pin });
  const back = await browser.ask(resumed.to ?? '');
  const landed = await browser.ask(back.to ?? '');
  const cookie = `waypost_me=${browser.cookie('localhost', 'waypost_me')}`;
  const headers = { cookie, origin: home, 'content-type': 'application/json' };
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${home}${path}`, { ...init, headers });
  const post = (path: string, body: object): Promise<Response> => ask(path, { method: 'POST', body: JSON.stringify(body) });
  const reply = async <S extends z.ZodType>(schema: S, path: string, body: object): Promise<z.output<S>> =>
    schema.parse(await (await post(path, { event: randomUUID(), ...body })).json());
  return {
    ...{ home, cookie, ask, post, ref: who.person.ref, landedOn: landed.to?.href ?? '' },
    act: (path: string, body: object = {}): Promise<MeReply> => reply(MeReply, path, body),
    app: (): Promise<AppReply> => reply(AppReply, mePaths.app, {}),
    find: async (text: string): Promise<FindReply> => FindReply.parse(await (await post(mePaths.find, { text })).json()),
    me: async (): Promise<Me> => z.custom<Me>().parse(await (await ask(mePaths.me)).json()),
    /** Says yes to the document in force. */
    consent: async (scopes: readonly string[]): Promise<MeReply> => {
      const { document } = z.custom<Me>().parse(await (await ask(mePaths.me)).json());
      const body = { scopes, documentVersion: document.version, documentSha256: document.sha256 };
      return reply(MeReply, mePaths.consent, body);
    },
    page: () => openPage(home, headers),
  };
}

/** The page's websocket: waits for a frame or a board that fits. The test's own timeout ends the wait. */
async function openPage(home: string, headers: Record<string, string>) {
  const socket = new WebSocket(`${home.replace('http', 'ws')}${mePaths.socket}`, { headers });
  const texts: string[] = [];
  const lookers = new Set<() => void>();
  let me: Me | undefined;
  let board: Board | undefined;
  let closed: number | undefined;
  socket.on('message', (data) => {
    texts.push(String(data));
    const message = ToMe.parse(JSON.parse(String(data)));
    if (message.kind === 'me') me = message.me;
    if (message.kind === 'board') board = message.board;
    for (const look of [...lookers]) look();
  });
  socket.on('close', (code) => {
    closed = code;
    for (const look of [...lookers]) look();
  });
  await once(socket, 'open');
  const wait = <T>(found: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const value = found();
        if (value === undefined) return;
        lookers.delete(look);
        resolve(value);
      };
      lookers.add(look);
      look();
    });
  return {
    me: (fits: (me: Me) => boolean): Promise<Me> => wait(() => (me && fits(me) ? me : undefined)),
    board: (fits: (board: Board) => boolean): Promise<Board> => wait(() => (board && fits(board) ? board : undefined)),
    closed: (): Promise<number> => wait(() => closed),
    frames: () => texts.join('\n'),
    show: (floor: string | null) => socket.send(JSON.stringify({ kind: 'show', floor })),
    send: (text: string) => socket.send(text),
    close: () => socket.terminate(),
  };
}
