import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appSchemePrivileges, createPageServer } from '#kiosk/electron/app-protocol.ts';
import { type PageManifest, readPageManifest } from '#kiosk/electron/page-manifest.ts';
import { withSafePage } from '#kiosk/electron/safe-page.ts';

let folder = '';
let manifest: PageManifest = new Map();
const ask = (url: string, method = 'GET'): Response => createPageServer(manifest)({ url, method });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-pages-'));
  writeFileSync(join(folder, 'secret.html'), 'outside');
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'wall.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">');
  writeFileSync(join(pages, 'assets/wall-1.js'), 'export {};');
  writeFileSync(join(pages, 'assets/wall-1.js.map'), '{}');
  writeFileSync(join(pages, 'assets/inter.woff2'), new Uint8Array([1, 2, 3]));
  manifest = readPageManifest(pages);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('kiosk://app', () => {
  test('serves a built page with its type and every header', async () => {
    const response = ask('kiosk://app/wall.html');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  test('lets the page connect to nothing and run only its own files', () => {
    const nonce = /'nonce-([^']+)'/.exec(ask('kiosk://app/wall.html').headers.get('Content-Security-Policy') ?? '')?.[1];
    const policy = (csp: string | null): string => csp?.replace(/'nonce-[^']+'/, "'nonce-N'") ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(policy(ask('kiosk://app/wall.html').headers.get('Content-Security-Policy'))).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  test("puts the response's own nonce into the page, another one each time", async () => {
    const responses = [ask('kiosk://app/wall.html'), ask('kiosk://app/wall.html')];
    const nonces = responses.map((it) => /'nonce-([^']+)'/.exec(it.headers.get('Content-Security-Policy') ?? '')?.[1]);
    expect(nonces[0]).not.toBe(nonces[1]);
    const bodies = await Promise.all(responses.map((it) => it.text()));
    expect(bodies).toEqual(nonces.map((nonce) => `<meta name="csp-nonce" content="${nonce}">`));
  });

  test.each([
    ['kiosk://app/assets/wall-1.js', 'text/javascript; charset=utf-8'],
    ['kiosk://app/assets/inter.woff2', 'font/woff2'],
    ['kiosk://app/wall.html?theme=dark#x', 'text/html; charset=utf-8'],
  ])('%s is served as %s', (url, type) => {
    expect(ask(url).headers.get('Content-Type')).toBe(type);
    expect(ask(url).status).toBe(200);
  });

  test.each([
    'kiosk://app/../secret.html',
    'kiosk://app/..%2fsecret.html',
    'kiosk://app/%2e%2e/secret.html',
    'kiosk://app/assets/..%5c..%5csecret.html',
    'kiosk://app//wall.html',
    'kiosk://app/assets/',
    'kiosk://app/',
    'kiosk://app/WALL.HTML',
    'kiosk://app/assets/wall-1.js.map',
    'kiosk://app/assets/wall-1.js%00.html',
    'kiosk://app/__proto__',
    'kiosk://other/wall.html',
    'kiosk://app.evil/wall.html',
    'https://app/wall.html',
    'file:///etc/passwd',
    'not an address',
  ])('%s is not there', async (url) => {
    const response = ask(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  test.each(['POST', 'HEAD', 'PUT', 'OPTIONS', 'get'])('%s is not answered', (method) => {
    expect(ask('kiosk://app/wall.html', method).status).toBe(405);
  });

  test('only listed paths are ever served, whatever is asked', () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        const status = ask(`kiosk://app${path}`).status;
        const listed = manifest.has(new URL(`kiosk://app${path}`).pathname);
        expect(status).toBe(listed ? 200 : 404);
      }),
    );
  });

  test('has a safe page of its own, without script, styled by its nonce', async () => {
    const response = createPageServer(withSafePage(manifest))({ url: 'kiosk://app/safe.html', method: 'GET' });
    const page = await response.text();
    expect(page).not.toContain('<script');
    expect(page).not.toContain('__CSP_NONCE__');
    expect(page).toContain('<html lang="en">');
  });

  test('is registered as an origin without a way around the policy', () => {
    expect(appSchemePrivileges).toStrictEqual({
      scheme: 'kiosk',
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    });
  });
});
