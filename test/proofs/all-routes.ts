// Every route the server really has, hidden ones and HEADs too: fastify announces each new server in this process, and
// a hook notes what is added to it. Nothing is read from a list that somebody has to keep up to date.

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { z } from 'zod';

export type Route = {
  readonly method: string;
  /** As the server knows it, `:id` and `*` included. */
  readonly url: string;
  readonly audience: string | undefined;
  readonly websocket: boolean;
  readonly hidden: boolean;
};

type Added = {
  readonly method: string | readonly string[];
  readonly url: string;
  readonly websocket?: boolean;
  readonly schema?: { readonly hide?: boolean; readonly 'x-audience'?: string };
};
type Announced = { readonly fastify: { readonly addHook: (name: 'onRoute', hook: (route: Added) => void) => unknown } };

/** Notes the routes of the servers that `start` starts. */
export async function whileNotingRoutes<T>(start: () => Promise<T>): Promise<{ readonly started: T; readonly routes: Route[] }> {
  const added: Added[] = [];
  const note = (message: unknown): void => {
    z.custom<Announced>()
      .parse(message)
      .fastify.addHook('onRoute', (route) => void added.push(route));
  };
  subscribe('fastify.initialization', note);
  const started = await start();
  unsubscribe('fastify.initialization', note);
  const routes = added.flatMap(({ method, url, websocket, schema }) =>
    [method].flat().map((one) => ({
      ...{ method: one, url, audience: schema?.['x-audience'] },
      ...{ websocket: websocket === true, hidden: schema?.hide === true },
    })),
  );
  return { started, routes };
}
