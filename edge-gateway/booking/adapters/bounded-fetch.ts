// One HTTP exchange that can't hang, can't flood and can't be led elsewhere: a limit on the whole time including the
// body, a cap on the body while it streams in, no redirects. What a booking system sends is not trusted before zod.

import type { Clock } from '#shared/kit/clock.ts';

export type Exchange = {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly limitMs: number;
  readonly maxBytes: number;
};

/** `null` stands for "no usable answer": unreachable, too slow, too large, redirected, or `signal` was aborted. */
export type Reply = { readonly status: number; readonly headers: Headers; readonly text: string };

/** Never rejects. The connection is given up in every case but a complete answer. */
export async function boundedFetch(exchange: Exchange, clock: Clock, signal: AbortSignal): Promise<Reply | null> {
  const limit = new AbortController();
  const cancelLimit = clock.after(exchange.limitMs, () => limit.abort());
  try {
    const response = await fetch(exchange.url, {
      method: exchange.method,
      headers: exchange.headers,
      redirect: 'error',
      signal: AbortSignal.any([signal, limit.signal]),
      ...(exchange.body === undefined ? {} : { body: exchange.body }),
    });
    const text = await cappedText(response, exchange.maxBytes);
    return text === null ? null : { status: response.status, headers: response.headers, text };
  } catch {
    // Node gives the reason only as prose that may hold the address; all of it means "not now".
    return null;
  } finally {
    cancelLimit();
  }
}

async function cappedText(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    bytes += part.byteLength;
    // Leaving the loop cancels the stream, which closes the connection.
    if (bytes > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
