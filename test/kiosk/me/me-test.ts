// What every end-to-end test of the employee's page begins with: the small gateway, and one page of a phone that is used
// again and again, because a new one for each test would take longer than most tests.

import { test as base, expect, type Page } from '@playwright/test';
import type { Me } from '#shared/wire/me.ts';
import { boardNowMs } from '#test/fakes/board-data.ts';
import { type MeServer, startMeServer } from './me-server.ts';

/** Shows the page to this person, or to nobody who is signed in; `hash`: what stands after the # of the address. */
type Open = (me: Me | null, hash?: string) => Promise<void>;
type Shared = { readonly page: Page; readonly complaints: string[] };

export const test = base.extend<{ phone: Page; open: Open }, { server: MeServer; shared: Shared }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern what a fixture needs.
    async ({}, use) => {
      const server = await startMeServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  shared: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ hasTouch: true, reducedMotion: 'reduce' });
      const complaints = complaintsOf(page);
      await page.clock.install({ time: boardNowMs });
      await use({ page, complaints });
      await page.close();
    },
    { scope: 'worker' },
  ],
  phone: async ({ shared }, use) => {
    const { page, complaints } = shared;
    complaints.length = 0;
    await page.goto('about:blank');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.clock.setSystemTime(boardNowMs);
    await use(page);
    expect(complaints).toEqual([]);
  },
  open: async ({ phone, server }, use) => {
    await use(async (me, hash = '') => {
      server.begin(me);
      await phone.goto(`${server.origin}/me${hash}`);
      await phone.getByRole('heading', { level: 1 }).waitFor();
      await phone.evaluate(() => document.fonts.ready);
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
