// A booking system for the benchmark: any number of people with a consenting tag each. Nothing changes but what the
// benchmark announces.

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Running } from '#gateway/running.ts';
import { type Change, Snapshot } from '#shared/booking-api/contract.ts';
import { defaultPolicy } from '#shared/model/policy.ts';

export const tagOf = (index: number): string => `ib:fda50693a4e24fb1afcfc6eb07647825:7:${index}`;

export const accountOf = (index: number): string => `bench|${index}`;

export type StubBooking = Running & {
  readonly url: string;
  /** Tells the change to whoever waits for it. */
  readonly announce: (change: Change) => void;
};

/**
 * Person `i` carries `tagOf(i)` and allows the wall; from `probesFrom` on they are called "Probe i". The first `managers`
 * manage every plan.
 */
export async function startStubBooking(people: number, probesFrom: number, managers = 0): Promise<StubBooking> {
  const consentDocument = { version: 'bench', sha256: '0'.repeat(64) };
  const snapshot = Snapshot.parse({
    cursor: '1',
    policy: { ...defaultPolicy, mode: 'user-decides-show', consentDocument },
    bookings: [],
    people: Array.from({ length: people }, (_, i) => ({
      ref: `bench-${i}`,
      displayName: i >= probesFrom ? `Probe ${i}` : `Bench ${i}`,
      identifier: String(100_000 + i),
      visibility: 'show',
      groups: [],
      account: accountOf(i),
      ...(i < managers ? { roles: ['user', 'location-manager'], manages: { floors: 'all' } } : { roles: ['user'] }),
      location: { scopes: ['wall'], documentVersion: 'bench', givenAtMs: 0, tags: [tagOf(i)] },
    })),
  });
  const changes: Change[] = [];
  const waiting = new Map<ServerResponse, number>();
  const answer = (): void => {
    for (const [response, after] of waiting) {
      if (changes.length <= after) continue;
      waiting.delete(response);
      response.end(JSON.stringify({ cursor: String(changes.length + 1), changes: changes.slice(after) }));
    }
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    response.setHeader('content-type', 'application/json');
    if (url.pathname === '/sync/snapshot') response.end(JSON.stringify(snapshot));
    else if (url.pathname === '/occupancy') response.writeHead(204).end();
    else if (url.pathname === '/sync/changes') waiting.set(response, Number(url.searchParams.get('cursor')) - 1);
    else response.writeHead(404).end();
    answer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    announce: (change) => {
      changes.push(change);
      answer();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
