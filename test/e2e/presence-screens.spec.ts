// Every screen of the console on a desk, a tablet and a phone, in light or dark: nothing for axe to find, nothing that
// scrolls across, nothing too small for a finger. The pictures stay in .reports/presence-page for a person to look at.

import { expect, type Page } from '@playwright/test';
import { screens } from '#test/kiosk/presence/desk-screens.ts';
import { test } from '#test/kiosk/presence/desk-test.ts';
import { faultsOf } from './accessible.ts';
import { takePicture } from './picture.ts';

const pictures = new URL('../../.reports/presence-page/', import.meta.url).pathname;
const sizes = { tablet: { width: 820, height: 1180 }, phone: { width: 390, height: 844 } } as const;

function picture(page: Page, name: string): Promise<void> {
  return takePicture(page, { path: `${pictures}${name}.png`, animations: 'disabled' });
}

/** Names of controls that are lower than 56 px or narrower than 48 px, and how far the page scrolls across. */
function misfits(page: Page): Promise<{ readonly small: readonly string[]; readonly acrossPx: number }> {
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll('button, a, select, input[type=text], textarea, label:has(input)')];
    const boxes = controls.map((control) => ({ control, box: control.getBoundingClientRect() }));
    const small = boxes.filter(({ box }) => box.width > 0 && (box.height < 56 || box.width < 48));
    const { scrollWidth, clientWidth } = document.documentElement;
    return { small: small.map(({ control }) => control.textContent), acrossPx: scrollWidth - clientWidth };
  });
}

// Each screen is judged in one of the two themes: the parts they are made of are judged in either.
for (const [i, { name, desk: begun, act, emergency = null, ...more }] of screens.entries()) {
  const colorScheme = i % 2 === 0 ? 'light' : 'dark';
  test(`${name}: axe finds nothing (${colorScheme}), and everything fits a desk, a tablet, a phone and a finger`, async ({
    desk: page,
    open,
    server,
  }) => {
    await page.emulateMedia({ colorScheme });
    await open(begun, more);
    server.emergency(emergency);
    await act?.(page);
    await picture(page, `${name}-desk-${colorScheme}`);
    // The page has no frames, for which the newer way would open a second page.
    expect(await faultsOf(page)).toEqual([]);
    expect(await misfits(page)).toEqual({ small: [], acrossPx: 0 });
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      expect(await misfits(page), size).toEqual({ small: [], acrossPx: 0 });
      await picture(page, `${name}-${size}-${colorScheme}`);
    }
  });
}
