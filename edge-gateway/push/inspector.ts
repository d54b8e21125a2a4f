// Who may look at single scanners: whoever is on this machine, and whoever has been given a right to. Not everybody, and no
// wall display: how many radios a scanner hears tells, in an empty building, that somebody came in and where they walk.
// Rounding and averaging (edge-gateway/watch) make that coarse; asking who is asking makes it nobody's.

import type { FastifyRequest } from 'fastify';
import { isLoopback } from './caller.ts';

/** `mayInspect` knows the Authorization headers that are good for this; without it only this machine is. */
export function isInspector(request: FastifyRequest, mayInspect?: (authorization: string) => boolean): boolean {
  if (isLoopback(request)) return true;
  return mayInspect?.(request.headers.authorization ?? '') ?? false;
}
