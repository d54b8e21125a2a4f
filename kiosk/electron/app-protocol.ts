// kiosk://app: the only origin the window ever loads. GET of a file in the manifest is answered, everything else is not.

import { randomBytes } from 'node:crypto';
import type { CustomScheme } from 'electron';
import { appScheme, parseAppUrl } from './app-address.ts';
import { pageHeaders } from './page-headers.ts';
import type { PageManifest } from './page-manifest.ts';

/** To be registered before Electron is ready, otherwise the page has no origin, no modules and no fonts. */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

const noncePlaceholder = '__CSP_NONCE__';

/** The slice of a Request that is looked at. */
type PageRequest = { readonly method: string; readonly url: string };

/** Answers requests from `manifest`: 405 for anything but GET, 404 for anything not listed, no body in either. */
export function createPageServer(manifest: PageManifest): (request: PageRequest) => Response {
  return (request) => {
    const nonce = randomBytes(16).toString('base64');
    if (request.method !== 'GET') return empty(405, nonce);
    const url = parseAppUrl(request.url);
    const file = url && manifest.get(url.pathname);
    if (!file) return empty(404, nonce);
    const body = file.type.startsWith('text/html') ? withNonce(file.body, nonce) : file.body;
    return new Response(body, { status: 200, headers: pageHeaders(file.type, nonce) });
  };
}

function withNonce(body: Uint8Array, nonce: string): string {
  return new TextDecoder().decode(body).replaceAll(noncePlaceholder, nonce);
}

function empty(status: number, nonce: string): Response {
  return new Response(null, { status, headers: pageHeaders('text/plain', nonce) });
}
