// GET /api/v1/health: always 200, for machines and people alike; public, because it holds nobody.

import { Health } from '#shared/wire/health.ts';
import type { App } from '../app.ts';

export function addHealthRoute(app: App, health: () => Health): void {
  app.get('/api/v1/health', { schema: { tags: ['watch'], summary: 'How the gateway is', response: { 200: Health } } }, async () =>
    health(),
  );
}
