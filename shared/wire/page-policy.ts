/**
 * The content security policy of our pages, wherever they are served from. `nonce` is for styles made at run time and
 * new for every response; `connect` is what the page may reach: its own gateway in a browser, nothing inside Electron.
 */
export function pagePolicy(nonce: string, connect: "'self'" | "'none'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    ...(connect === "'self'" ? ["manifest-src 'self'"] : []),
  ].join('; ');
}
