// GET /api/v1/anchors: how each anchor is, for those who look after them. It holds nobody, but the places of the scanners
// and how much each one hears, so unlike health it is not for everybody (inspector.ts). What it says is coarse on purpose: lastHeardAgoMs counts whatever came from a
// scanner, in whole minutes; advertsPerSecond counts every radio near it, strangers' too, over a minute and rounded; how
// many sightings of our own tags an anchor made is not told at all, since of one person alone that would be their presence.

import { Anchors } from '#shared/wire/anchors.ts';
import type { App } from '../app.ts';
import { isInspector } from '../inspector.ts';
import type { HttpDeps } from '../ports.ts';
import { HttpProblem, inspectorsOnly, sendProblem } from '../problem.ts';

export function addAnchorsRoute(app: App, { anchors, mayInspect }: Pick<HttpDeps, 'anchors' | 'mayInspect'>): void {
  const schema = {
    tags: ['watch'],
    summary: 'How each anchor is: for callers on this machine, or with a right to inspect',
    response: { 200: Anchors, 401: HttpProblem },
  };
  app.get('/api/v1/anchors', { schema }, async (request, reply) =>
    isInspector(request, mayInspect) ? anchors() : sendProblem(reply, 401, inspectorsOnly),
  );
}
