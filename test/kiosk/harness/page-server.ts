// Serves the built pages as the gateway does, with a policy as strict as the gateway's, on a free port.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const pages = new URL('../../../.build/pages/', import.meta.url).pathname;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export type PageServer = { readonly origin: string; readonly stop: () => Promise<void> };

/** Refuses with a sentence when the pages have not been built. */
export async function startPageServer(): Promise<PageServer> {
  const html = await readFile(join(pages, 'wall.html')).catch(() => {
    throw new Error('The pages are not built: run "npm run build:pages" first.');
  });
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const body = path === '/wall' ? html : await readFile(join(pages, path)).catch(() => null);
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', types[path === '/wall' ? '.html' : extname(path)] ?? 'application/octet-stream');
    response.writeHead(body ? 200 : 404).end(body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${port}`, stop };
}
