import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer, temporaryFolder } from './harness.ts';

let folder: string;
let server: TestServer;
beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startTestServer({ pagesFolder: folder });
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const page = '<html><head><meta name="csp-nonce" content="__CSP_NONCE__"></head></html>';
const nonceOf = (text: string): string => /content="([^"]+)"/.exec(text)?.[1] ?? '';

describe('the pages', () => {
  test('the wall comes with a nonce of its own each time, the same in page and policy', async () => {
    await writeFile(join(folder, 'wall.html'), page);
    const nonces: string[] = [];
    for (let load = 0; load < 3; load += 1) {
      const answer = await fetch(`${server.url}/wall`);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const nonce = nonceOf(await answer.text());
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
      expect(answer.headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; ` +
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; manifest-src 'self'",
      );
      nonces.push(nonce);
    }
    expect(new Set(nonces).size).toBe(3);
  });

  test('the address alone leads to the wall, and a missing icon is no error in a console', async () => {
    const answer = await fetch(`${server.url}/`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/wall']);
    expect((await fetch(`${server.url}/favicon.ico`)).status).toBe(204);
  });

  test.each(['/me', '/presence'])('%s is a page with the same policy', async (path) => {
    await writeFile(join(folder, `${path.slice(1)}.html`), page);
    const answer = await fetch(server.url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonceOf(await answer.text())}'`);
  });

  test('a wall that has not been built says what to do', async () => {
    const answer = await fetch(`${server.url}/wall?display=lobby`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
  });
});

describe('the assets', () => {
  test('assets may be kept for ever, because their names change with their content', async () => {
    await server.stop();
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', 'wall-abc.js'), 'export const a = 1;');
    server = await startTestServer({ pagesFolder: folder });
    const answer = await fetch(`${server.url}/assets/wall-abc.js`);
    expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('assets built after the start are served too', async () => {
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', 'late.css'), 'a{}');
    expect((await fetch(`${server.url}/assets/late.css`)).status).toBe(200);
  });

  test.each([
    '/assets/../wall.html',
    '/assets/%2e%2e/secret',
    '/assets/..%2fsecret',
    '/assets/.env',
    '/assets/',
    '/wall.html',
    '/secret',
    '/Ada-Lovelace',
  ])('%s gives nothing away', async (path) => {
    await writeFile(join(folder, 'secret'), 'do not read');
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets', '.env'), 'do not read');
    const answer = await fetch(server.url + path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toMatch(/do not read|Ada|secret/);
  });
});
