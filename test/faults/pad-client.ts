// A pad as the gateway sees one, for tests that need no page: the check-in calls over HTTP, as the display `lobby`.

import { randomUUID } from 'node:crypto';
import { derivedSecret } from '#gateway/secrets.ts';
import { ActionReply, SignInReply } from '#shared/wire/check-in.ts';
import { testSecrets } from '#test/fakes/secrets.ts';

const bearer = `Bearer lobby.${derivedSecret(testSecrets.WAYPOST_DISPLAY_KEY, 'display', 'lobby')}`;

async function post(url: string, body: object): Promise<unknown> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { authorization: bearer, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`the gateway answered ${reply.status}`);
  return reply.json();
}

export const newEvent = (): string => randomUUID();

/** `url` is the gateway's; rejects when the connection breaks. */
export function padClient(url: string): {
  readonly signIn: (identifier: string, pin: string) => Promise<SignInReply>;
  readonly act: (action: 'confirm' | 'release' | 'walk-up', body: object) => Promise<ActionReply>;
} {
  const base = `${url}/api/v1/check-in`;
  return {
    signIn: async (identifier, pin) => SignInReply.parse(await post(`${base}/sign-in`, { identifier, pin })),
    act: async (action, body) => ActionReply.parse(await post(`${base}/${action}`, body)),
  };
}
