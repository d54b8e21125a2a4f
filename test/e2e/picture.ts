// Pictures of pages, to be looked at: `PICTURES=1 npm run e2e`. Otherwise none is taken, for they take longer than the tests.

import type { Page } from '@playwright/test';

export async function takePicture(page: Page, options: NonNullable<Parameters<Page['screenshot']>[0]>): Promise<void> {
  if (process.env.PICTURES !== undefined) await page.screenshot(options);
}
