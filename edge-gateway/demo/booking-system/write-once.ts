// One write under its idempotency key: the effect, its place in the feed and the saved reply are one transaction, so that
// the same request again has no second effect and the same answer.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventId } from '#shared/model/ids.ts';
import type { Database } from './database.ts';
import { type Ask, problem, type Reply } from './http.ts';
import type { Ledger } from './ledger.ts';

const Saved = z.object({ request: z.string(), status: z.int(), body: z.string() });

/** `schema` must have the `event` that the key has to be; `effect` runs inside the transaction. */
export function writeOnce<S extends z.ZodType<{ event: EventId }>>(
  { db, ledger }: { readonly db: Database; readonly ledger: Ledger },
  ask: Ask,
  schema: S,
  effect: (body: z.output<S>) => Reply,
): Reply {
  const key = ask.headers['idempotency-key'];
  if (typeof key !== 'string' || key.length > 255) return problem('invalid', 'The header Idempotency-Key is missing.');
  const body = schema.safeParse(ask.body);
  if (!body.success) return problem('invalid', 'The body is not what the contract says.');
  const request = createHash('sha256')
    .update(`${ask.path} ${JSON.stringify(body.data)}`)
    .digest('hex');
  const saved = db.all(Saved, 'SELECT request, status, body FROM replies WHERE key = ?', key)[0];
  if (saved) return replay(saved, request);
  if (key !== body.data.event) return problem('invalid', 'Idempotency-Key and event differ.');
  const reply = db.transaction(() => {
    const made = effect(body.data);
    const text = JSON.stringify(made.body);
    db.run('INSERT INTO replies (key, request, status, body) VALUES (?, ?, ?, ?)', key, request, made.status, text);
    return made;
  });
  ledger.announce();
  return reply;
}

function replay(saved: z.infer<typeof Saved>, request: string): Reply {
  if (saved.request !== request) return problem('key-reused', 'This Idempotency-Key was used for another request.');
  const type = saved.status < 300 ? 'application/json' : 'application/problem+json';
  return { status: saved.status, body: saved.body, headers: { 'content-type': type, 'idempotent-replayed': 'true' } };
}
