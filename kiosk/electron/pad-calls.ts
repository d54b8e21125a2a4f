// The check-in pad's questions to the gateway. `offline` means no answer came, so nothing is known to have happened; the
// page may ask again with the same event id.

import type { z } from 'zod';
import { ActionReply, SignInReply } from '#shared/wire/check-in.ts';
import type { PadAnswer, PadCall } from '#shared/wire/kiosk-bridge.ts';
import type { PostJson } from './gateway-http.ts';
import type { Identity } from './identity.ts';

const offline: PadAnswer = { ok: false, why: 'offline' };

/** Asks the gateway and parses its answer by what was asked. Never rejects. */
export function createPadCalls(post: PostJson, identity: Identity): (call: PadCall) => Promise<PadAnswer> {
  return async (call) => {
    const headers = await identity.headers();
    if (!headers.ok) return offline;
    const reply = await post(`/api/v1/check-in/${call.call}`, call.body, headers.value);
    if (!reply.ok) return offline;
    const { status, body } = reply.value;
    if (status === 401) identity.forget();
    if (status === 429) return { ok: false, why: 'busy' };
    if (status < 200 || status >= 300) return offline;
    if (call.call === 'done') return { ok: true, did: 'done' };
    return parseAnswer(call.call === 'sign-in' ? SignInReply : ActionReply, body);
  };
}

function parseAnswer(schema: z.ZodType<PadAnswer>, body: string): PadAnswer {
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : offline;
  } catch {
    return offline;
  }
}
