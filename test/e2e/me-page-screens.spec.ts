// Every screen of the employee's page at the size of a phone, in light or dark: nothing for axe to find, nothing that
// scrolls across, nothing too small for a finger. The pictures stay in .reports/me-page for a person to look at.

import { expect, type Page } from '@playwright/test';
import { test } from '#test/kiosk/me/me-test.ts';
import { screens } from '#test/kiosk/me/screens.ts';
import { faultsOf } from './accessible.ts';
import { takePicture } from './picture.ts';

// Many tests, shared out among the workers.
test.describe.configure({ mode: 'parallel' });
const pictures = new URL('../../.reports/me-page/', import.meta.url).pathname;

/** The whole page, or what stands in front of it. */
async function picture(page: Page, name: string): Promise<void> {
  const fullPage = (await page.getByRole('dialog').count()) === 0;
  await takePicture(page, { path: `${pictures}${name}.png`, fullPage, animations: 'disabled' });
}

/** Names of controls that are lower than 56 px or narrower than 48 px. */
function tooSmall(page: Page): Promise<string[]> {
  return page
    .locator('button:visible, a:visible, input[type=text]:visible, input[type=search]:visible, label:has(input):visible')
    .evaluateAll((all) =>
      all
        .filter((e) => e.getBoundingClientRect().height < 56 || e.getBoundingClientRect().width < 48)
        .map((e) => e.textContent || e.ariaLabel || e.tagName),
    );
}

// Each screen is judged in one of the two themes and shown in both: the parts they are made of are judged in either.
for (const [i, { name, me, hash, act }] of screens.entries()) {
  const [judged, other] = i % 2 === 0 ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
  test(`${name}: axe finds nothing (${judged}), and everything fits a phone and a finger`, async ({
    phone: page,
    server,
    open,
  }) => {
    await page.emulateMedia({ colorScheme: judged });
    await open(me, hash);
    await act?.(page, server);
    await picture(page, `${name}-${judged}`);
    // The page has no frames, for which the newer way would open a second page.
    expect(await faultsOf(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: other });
    await expect(page.locator('html')).toHaveAttribute('data-theme', other);
    await picture(page, `${name}-${other}`);
    await page.setViewportSize({ width: 360, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await tooSmall(page)).toEqual([]);
  });
}
