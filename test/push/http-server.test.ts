import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpProblem } from '#gateway/push/problem.ts';
import { Health } from '#shared/wire/health.ts';
import { bearer, deskThatSays, startTestServer, type TestServer } from './harness.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** fetch does not let a caller choose its Host header; node:http does. */
function getAs(port: number, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('starting and stopping', () => {
  test('a port in use is a refusal that names the port', async () => {
    server = await startTestServer();
    await expect(startTestServer({ port: server.port })).rejects.toThrow(`Port ${server.port} is in use`);
  });

  test('it starts and stops ten times on the same port, and stopping twice is harmless', async () => {
    server = await startTestServer();
    const { port } = server;
    for (let round = 0; round < 10; round += 1) {
      await server.stop();
      await server.stop();
      server = await startTestServer({ port });
      expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(200);
    }
  });

  test('an address that is not of this machine is no expected failure', async () => {
    await expect(startTestServer({ host: '192.0.2.1' })).rejects.toThrow('EADDRNOTAVAIL');
  });
});

describe('health, figures and documentation', () => {
  test('health is public, always 200, and of the documented shape', async () => {
    server = await startTestServer({ health: () => ({ ...down, positions, status: 'degraded' }) });
    const answer = await fetch(`${server.url}/api/v1/health`);
    expect(answer.status).toBe(200);
    expect(Health.parse(await answer.json()).status).toBe('degraded');
  });

  test('figures come as Prometheus text', async () => {
    server = await startTestServer();
    const answer = await fetch(`${server.url}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toContain('waypost_board_frames_total 0');
  });

  test('the OpenAPI 3.1 document describes every resource from its schema', async () => {
    server = await startTestServer();
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { requestBody: unknown }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).toSorted()).toEqual([
      '/api/v1/anchors',
      '/api/v1/check-in/confirm',
      '/api/v1/check-in/done',
      '/api/v1/check-in/release',
      '/api/v1/check-in/sign-in',
      '/api/v1/check-in/walk-up',
      '/api/v1/displays/session',
      '/api/v1/fire-panel',
      '/api/v1/health',
      '/api/v1/me/ranging',
      '/metrics',
    ]);
    expect(JSON.stringify(document.paths['/api/v1/check-in/sign-in']?.post?.requestBody)).toContain('^\\\\d{6}$');
  });

  test('the documentation page is served', async () => {
    server = await startTestServer();
    const answer = await fetch(`${server.url}/api/docs`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('swagger-ui');
  });
});

describe('limits and guards', () => {
  test('every answer forbids framing, sniffing, caching and scripts', async () => {
    server = await startTestServer();
    const { headers } = await fetch(`${server.url}/api/v1/health`);
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('server') || headers.has('x-powered-by')).toBe(false);
  });

  test('a body over 64 KiB, a body that is not JSON and another media type are refused', async () => {
    server = await startTestServer();
    const path = '/api/v1/check-in/sign-in';
    expect((await server.post(path, { identifier: '1'.repeat(70_000) })).status).toBe(413);
    expect((await server.post(path, '{"identifier":')).status).toBe(400);
    const media = { authorization: bearer('lobby'), 'content-type': 'text/xml' };
    expect((await server.post(path, '<a/>', media)).status).toBe(415);
  });

  test('beyond its requests per second a display is told to wait, and another display is not', async () => {
    server = await startTestServer({ rates: { perSecond: 3, signInPerSecond: 2 }, checkIn: deskThatSays('refused') });
    const { post } = server;
    const signIn = (id: string) =>
      post('/api/v1/check-in/sign-in', { identifier: '1234', pin: '123456' }, { authorization: bearer(id) });
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await signIn('lobby')).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    const limited = await signIn('lobby');
    expect(limited.headers.get('retry-after')).not.toBeNull();
    expect(HttpProblem.parse(await limited.json()).code).toBe('too-many');
    expect((await signIn('lift.2')).status).toBe(200);
  });

  test('a foreign page, and a caller that shows neither origin nor token, can change nothing', async () => {
    server = await startTestServer();
    const open = (headers: Record<string, string>) => server?.post('/api/v1/displays/session', {}, headers);
    expect((await open({ origin: 'http://evil.example' }))?.status).toBe(403);
    expect((await open({ origin: 'null' }))?.status).toBe(403);
    expect((await open({}))?.status).toBe(403);
    expect((await open({ origin: server.url }))?.status).toBe(204);
  });

  test('listening on this machine only, it answers to its own names and to those it was told', async () => {
    server = await startTestServer({ hosts: ['waypost.office.example'] });
    const get = (host: string) => getAs(server?.port ?? 0, '/api/v1/health', { host });
    expect(await get('rebound.example')).toBe(421);
    expect(await get(`localhost:${server.port}`)).toBe(200);
    expect(await get('waypost.office.example')).toBe(200);
  });

  test('an address that can not be read is refused without repeating it', async () => {
    server = await startTestServer();
    const answer = await fetch(`${server.url}/Ada%`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('Ada');
  });

  test('what is no HTTP is closed', async () => {
    server = await startTestServer();
    const { port } = server;
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('Ada Lovelace\r\n\r\n'));
      socket.on('data', (data) => (text += String(data)));
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1.1 400/);
    expect(said).not.toContain('Ada');
  });

  test('an unexpected failure is a 500 that says nothing, and one line in the log that says where', async () => {
    const checkIn = { ...deskThatSays('done'), signIn: () => Promise.reject(new Error('Ada Lovelace, 482913')) };
    server = await startTestServer({ checkIn });
    const answer = await server.post('/api/v1/check-in/sign-in', { identifier: '4711', pin: '482913' });
    expect(answer.status).toBe(500);
    expect(HttpProblem.parse(await answer.json()).code).toBe('broken');
    expect(server.lines).toHaveLength(1);
    expect(server.lines[0]).toContain('/api/v1/check-in/sign-in');
    expect(server.lines[0]).not.toMatch(/Ada|482913|4711/);
  });
});

const down = {
  ...{ version: '1', uptimeMs: 1 },
  broker: { state: 'down', scannersConnected: 0, scannersConfigured: 0 },
  anchors: { state: 'down', configured: 0, silent: 0 },
  store: { state: 'down', schema: 0, outbox: 0, quarantined: 0 },
  booking: { state: 'down', sinceMs: null, mirror: 'empty' },
  vault: { state: 'down', capacity: 0, maxAgeMs: 0, flushes: 0 },
  radio: { state: 'off' },
} as const;
const positions: Health['positions'] = { state: 'down', detail: [] };
