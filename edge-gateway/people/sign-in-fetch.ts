// How the provider is asked: everything that goes wrong on the way is one marked error, so that "it does not answer" can be
// told from "its answer is not to be trusted" without reading prose. What it answers is small, or no answer.

import type { CustomFetch } from 'openid-client';

/** The provider can't be reached, is too slow, breaks off, answers with far too much, or says itself that it is broken. */
export const unreachable = new Error('The sign-in provider gave no usable answer.');

const maxBytes = 1024 * 1024;

/** A fetch that gives up with `stopping`, or with the signal of the single request, and rejects with nothing but `unreachable`. */
export function providerFetch(stopping: AbortSignal): CustomFetch {
  return async (url, { body: asked, signal, ...ask }) => {
    const giveUp = signal === undefined ? stopping : AbortSignal.any([stopping, signal]);
    try {
      // Only forms are ever sent.
      const form = asked === undefined || asked === null ? null : String(asked);
      const response = await fetch(url, { ...ask, body: form, signal: giveUp });
      const { status, headers } = response;
      const body = await read(response);
      if (status < 500) return new Response(body, { status, headers });
    } catch {
      // As below.
    }
    throw unreachable;
  };
}

async function read({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw unreachable;
    parts.push(part);
  }
  return parts.length === 0 ? null : Uint8Array.from(Buffer.concat(parts));
}
