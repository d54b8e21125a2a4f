// Where a request comes from: this machine or another, one of our own pages or a foreign one. Browsers send cookies along
// with whatever any page asks for, so a cookie alone proves nothing.

import type { FastifyRequest } from 'fastify';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Is the caller on this machine, and does it know so? The address alone is not enough: a foreign page can give its own
 * name our address (DNS rebinding), and a proxy on this machine speaks for others.
 */
export function isLoopback(request: FastifyRequest): boolean {
  const { headers } = request;
  const proxied = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  return !proxied && isLoopbackAddress(request.socket.remoteAddress) && loopbackNames.includes(hostName(headers.host) ?? '');
}

/** 127.0.0.0/8 and ::1, also as an IPv4-mapped IPv6 address; `localhost` for the address a server listens at. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1|localhost)$/.test(address);
}

/**
 * May this request change something or open a socket? Yes from a page of the same origin; without `Origin` only with a
 * Bearer token, which no foreign page has.
 */
export function isOwnCaller(request: FastifyRequest): boolean {
  const { origin, host, authorization } = request.headers;
  if (origin === undefined) return authorization !== undefined && /^Bearer /i.test(authorization);
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  return from !== undefined && /^https?:$/.test(from.protocol) && from.host === host?.toLowerCase();
}

/** Is the `Host` header one of this gateway's names? `names` are those beside this machine's own. */
export function isOwnHost(host: string | undefined, names: readonly string[]): boolean {
  const name = hostName(host);
  return name !== undefined && (loopbackNames.includes(name) || names.includes(name));
}

/** The name in a Host header, without its port, in lower case. */
function hostName(host: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/.exec(host?.toLowerCase() ?? '')?.[1];
}
