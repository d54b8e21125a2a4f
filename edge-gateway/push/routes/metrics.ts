// GET /metrics: figures for Prometheus, in its text form.

import type { App } from '../app.ts';
import type { HttpDeps } from '../ports.ts';

export function addMetricsRoute(app: App, metrics: HttpDeps['metrics']): void {
  app.get('/metrics', { schema: { tags: ['watch'], summary: 'Figures for Prometheus' } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
}
