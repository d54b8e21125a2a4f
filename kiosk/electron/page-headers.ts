// The headers on everything the page loads. The page reaches nothing: not even the gateway (`connect-src 'none'`).

import { pagePolicy } from '#shared/wire/page-policy.ts';

export function pageHeaders(type: string, nonce: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': pagePolicy(nonce, "'none'"),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}
