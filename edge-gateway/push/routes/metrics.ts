// GET /metrics: figures for Prometheus, in its text form. Those of single scanners only for whom they are for (inspector.ts).

import type { App } from '../app.ts';
import { isInspector } from '../inspector.ts';
import type { HttpDeps } from '../ports.ts';

export function addMetricsRoute(app: App, { metrics, mayInspect }: Pick<HttpDeps, 'metrics' | 'mayInspect'>): void {
  app.get('/metrics', { schema: { tags: ['watch'], summary: 'Figures for Prometheus' } }, async (request, reply) => {
    const audience = isInspector(request, mayInspect) ? 'inspector' : 'everybody';
    return reply.type(metrics.contentType).send(await metrics.text(audience));
  });
}
