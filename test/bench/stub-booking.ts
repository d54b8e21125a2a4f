// A booking system for the benchmark: any number of people with a consenting tag each, and nothing ever changes.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Running } from '#gateway/running.ts';
import { Snapshot } from '#shared/booking-api/contract.ts';
import { defaultPolicy } from '#shared/model/policy.ts';

export const tagOf = (index: number): string => `ib:fda50693a4e24fb1afcfc6eb07647825:7:${index}`;

/** Person `i` carries `tagOf(i)` and allows the wall; from `probesFrom` on they are called "Probe i". */
export async function startStubBooking(people: number, probesFrom: number): Promise<Running & { readonly url: string }> {
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
      roles: ['user'],
      location: { scopes: ['wall'], documentVersion: 'bench', givenAtMs: 0, tags: [tagOf(i)] },
    })),
  });
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url?.startsWith('/sync/snapshot')) response.end(JSON.stringify(snapshot));
    else if (request.url?.startsWith('/occupancy')) response.writeHead(204).end();
    // Anything else is the long poll: held open until the benchmark ends.
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
