// The pad's calls over HTTP. Whatever is not a proper answer counts as no answer: nothing is known to have happened.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { ActionReply, SignInReply } from '#shared/wire/check-in.ts';
import type { PadAnswer, PadCall } from '#shared/wire/kiosk-bridge.ts';

type PadDeps = { readonly origin: string; readonly fetch: typeof fetch; readonly clock: Clock };

const answerWithinMs = seconds(10);
const offline = { ok: false, why: 'offline' } as const;

export function padOverHttp(deps: PadDeps): (call: PadCall) => Promise<PadAnswer> {
  return async (call) => {
    const abort = new AbortController();
    const cancel = deps.clock.after(answerWithinMs, () => abort.abort());
    try {
      const answer = await deps.fetch(`${deps.origin}/api/v1/check-in/${call.call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        credentials: 'same-origin',
        body: JSON.stringify(call.body),
        signal: abort.signal,
      });
      if (call.call === 'done') return answer.ok ? { ok: true, did: 'done' } : offline;
      const schema = call.call === 'sign-in' ? SignInReply : ActionReply;
      return schema.safeParse(await answer.json()).data ?? offline;
    } catch {
      return offline;
    } finally {
      cancel();
    }
  };
}
