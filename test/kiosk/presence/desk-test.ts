// What every end-to-end test of the console begins with: the small gateway, and one page of a desk that is used again and
// again, because a new one for each test would take longer than most tests.

import { test as base, expect, type Page } from '@playwright/test';
import type { Managed } from '#shared/wire/manage.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { type DeskServer, startDeskServer } from './desk-server.ts';

/** `managed`: what this person manages, nothing unless said; `hash`: what stands after the # of the address. */
type Begun = { readonly managed?: Managed; readonly hash?: string };
type Open = (desk: Parameters<DeskServer['begin']>[0], begun?: Begun) => Promise<void>;
type Shared = { readonly page: Page; readonly complaints: string[] };

export const test = base.extend<{ desk: Page; open: Open }, { server: DeskServer; shared: Shared }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern what a fixture needs.
    async ({}, use) => {
      const server = await startDeskServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  shared: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ reducedMotion: 'reduce' });
      const complaints = complaintsOf(page);
      await page.clock.install({ time: boardNowMs });
      await use({ page, complaints });
      await page.close();
    },
    { scope: 'worker' },
  ],
  desk: async ({ shared }, use) => {
    const { page, complaints } = shared;
    complaints.length = 0;
    await page.goto('about:blank');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.clock.setSystemTime(boardNowMs);
    await use(page);
    expect(complaints).toEqual([]);
  },
  open: async ({ desk, server }, use) => {
    await use(async (begun, { managed = null, hash = '' } = {}) => {
      server.begin(begun);
      server.manage(managed);
      // A new page even when the last address differs in nothing but its end.
      await desk.goto('about:blank');
      await desk.goto(`${server.origin}/presence${hash}`);
      await desk.getByRole('heading', { level: 1, name: /^(?!One moment)/ }).waitFor();
      await desk.evaluate(() => document.fonts.ready);
    });
  },
});

/** Console errors, policy violations and uncaught errors, as they come. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const network = message.text().startsWith('Failed to load resource') || message.text().includes('WebSocket connection');
    if ((message.type() === 'error' || message.type() === 'warning') && !network) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}
