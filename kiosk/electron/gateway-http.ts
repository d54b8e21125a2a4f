// Small HTTP requests to the gateway, through node:http(s) because only there can the site's own authority be the only
// one trusted. No redirects, no proxies, a time limit and a size limit.

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';

type GatewayReply = {
  readonly status: number;
  readonly body: string;
  /** `Set-Cookie` lines. */
  readonly cookies: readonly string[];
};

/** Posts `body` as JSON to `path`; `unreachable` when no whole answer came. */
export type PostJson = (
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
) => Promise<Outcome<GatewayReply, 'unreachable'>>;

const largestReply = 256 * 1024;

/** A poster to `gateway` that trusts only `ca` (PEM), or the system's authorities without one. */
export function createPostJson(gateway: URL, ca: string | undefined, timeoutMs = 10_000): PostJson {
  return (path, body, headers) =>
    new Promise((resolve) => {
      const failed = (): void => resolve(refused('unreachable'));
      const text = JSON.stringify(body);
      const options = {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) },
        signal: AbortSignal.timeout(timeoutMs),
        agent: false as const,
      };
      const url = new URL(path, gateway);
      const request = url.protocol === 'https:' ? httpsRequest(url, { ...options, ...trust(ca) }) : httpRequest(url, options);
      request.on('error', failed);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > largestReply) request.destroy();
          else chunks.push(chunk);
        });
        response.on('error', failed);
        response.on('close', () => {
          if (!response.complete || size > largestReply) return failed();
          const cookies = response.headers['set-cookie'] ?? [];
          resolve(done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), cookies }));
        });
      });
      request.end(text);
    });
}

/** With a `ca` no other authority counts. */
export function trust(ca: string | undefined): { ca?: string } {
  return ca === undefined ? {} : { ca };
}
