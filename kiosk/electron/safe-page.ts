// The page that is shown when the wall's own keeps dying: no script, no font, no board, so that nothing in it can fail.

import { safePageEn } from '#kiosk/i18n/safe-page-en.ts';
import type { PageManifest } from './page-manifest.ts';

const style =
  'html{height:100%}body{min-height:100%;margin:0;display:grid;place-content:center;gap:1rem;padding:4rem;' +
  'box-sizing:border-box;text-align:center;font:1.5rem system-ui,sans-serif;color:#1b1f24;background:#fff;cursor:none}' +
  'h1{font-size:3rem;margin:0}p{margin:0}';

const html = `<!doctype html>
<html lang="${safePageEn.language}">
<head><meta charset="utf-8"><title>${safePageEn.title}</title><style nonce="__CSP_NONCE__">${style}</style></head>
<body><h1>${safePageEn.title}</h1><p>${safePageEn.next}</p></body>
</html>
`;

/** The manifest with `/safe.html` added. */
export function withSafePage(manifest: PageManifest): PageManifest {
  return new Map([...manifest, ['/safe.html', { type: 'text/html; charset=utf-8', body: new TextEncoder().encode(html) }]]);
}
