// The console's section "Utilisation" in a real Chromium under the product's own policy: what is asked for and said, what can
// be taken along, and how it looks. The gateway's answers are made up for each question; its contract is parsed both ways.

import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { paperColours, shadesOf } from '#kiosk/presence/figures-colours.ts';
import { managePaths } from '#shared/wire/manage.ts';
import { type UtilisationRefusal, UtilisationRequest } from '#shared/wire/utilisation.ts';
import { locationManager } from '#test/kiosk/presence/desk-data.ts';
import { test } from '#test/kiosk/presence/desk-test.ts';
import { figuresOf } from '#test/kiosk/presence/figures-data.ts';
import { lightManaged, wellManaged } from '#test/kiosk/presence/manage-data.ts';
import { faultsOf } from './accessible.ts';
import { takePicture } from './picture.ts';

const pictures = new URL('../../.reports/presence-page/', import.meta.url).pathname;
const csv = 'row,average\r\nall,0.47\r\n';
const plot = (page: Page, title: string) => page.getByRole('img', { name: new RegExp(`^${title}\\. `) });
/** The plotting library comes with the first plot. */
const allDrawn = (page: Page) => page.locator('[role=img] svg').nth(4).waitFor();
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

type Answers = { readonly asked: UtilisationRequest[]; refuse: UtilisationRefusal['why'] | 'lost' | null };

/** Answers this page from now on; with the next reason, once. */
async function answering(page: Page): Promise<Answers> {
  const answers: Answers = { asked: [], refuse: null };
  await page.unroute('**/api/v1/manage/**');
  await page.route('**/api/v1/manage/**', async (route) => {
    const request = UtilisationRequest.parse(route.request().postDataJSON());
    const { refuse } = answers;
    answers.refuse = null;
    if (refuse === 'lost') return route.abort();
    if (refuse) return route.fulfill({ status: 409, json: { ok: false, why: refuse } });
    if (route.request().url().endsWith(managePaths.exportUtilisation)) {
      return route.fulfill({ contentType: 'text/csv; charset=utf-8', body: csv });
    }
    answers.asked.push(request);
    return route.fulfill({ json: figuresOf(request) });
  });
  return answers;
}

/** Width and height of a PNG, which it names after eight bytes of its own and eight of its first chunk. */
function sizeOf(png: Buffer): readonly number[] {
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** The colour of the first pixel, and how many different ones there are. */
function coloursOf(page: Page, png: Buffer): Promise<{ readonly first: string; readonly count: number }> {
  return page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const context = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height }).getContext(
        '2d',
      );
      context?.drawImage(image, 0, 0);
      const pixels = new Uint32Array(context?.getImageData(0, 0, image.width, image.height).data.buffer ?? new ArrayBuffer(4));
      return { first: (pixels[0] ?? 0).toString(16), count: new Set(pixels).size };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

test('what is chosen is asked for, said in words, drawn, and stands in tables; wrong dates are said before anything is sent', async ({
  desk: page,
  open,
}) => {
  const answers = await answering(page);
  await open(locationManager, { managed: wellManaged, hash: '#utilisation' });
  await allDrawn(page);
  expect(answers.asked).toMatchObject([{ range: { from: '2026-10-27', to: '2026-11-23' }, floors: null, kinds: null }]);
  await expect(plot(page, 'When it is full')).toHaveAccessibleName(/on Tuesdays, the fullest day/);
  const cells = plot(page, 'When it is full').locator('path');
  const fills = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('fill')));
  // Of the five shades, those up to the largest share there is.
  expect(fills).toEqual(
    expect.arrayContaining(
      shadesOf(paperColours)
        .slice(0, 4)
        .map(({ fill }) => fill),
    ),
  );
  await section(page, 'When it is full').getByText('The same as a table').click();
  const hour = section(page, 'When it is full').getByRole('row', { name: /^18:00/ });
  await expect(hour.getByRole('cell')).toHaveText(['7%', '9%', '9%', 'not told', 'not told']);
  await expect(page.getByText(/^36 of 420 day cells are left out \(9%\): each holds fewer than 5 bookings/)).toBeVisible();

  await page.getByRole('radio', { name: 'Own dates' }).check();
  await page.getByLabel('First day').fill('2026-11-20');
  await page.getByLabel('Last day').fill('2026-11-02');
  await page.getByRole('button', { name: 'Show these dates' }).click();
  await expect(page.getByRole('alert')).toContainText('The last day is before the first one');
  await expect(page.getByLabel('Last day')).toHaveAccessibleDescription(/before the first/);
  expect(answers.asked).toHaveLength(1);
  await page.getByLabel('Last day').fill('2026-11-22');
  await page.getByRole('button', { name: 'Show these dates' }).click();
  await expect(page.getByText('Fri, 20 Nov 2026 to Sun, 22 Nov 2026')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Floor 1' }).uncheck();
  await expect.poll(() => answers.asked.at(-1)?.floors).toEqual(['floor-2']);
  await page.getByRole('checkbox', { name: 'Floor 2' }).uncheck();
  await expect(page.getByRole('alert')).toHaveText('Choose at least one floor.');

  answers.refuse = 'nothing-there';
  await page.getByRole('checkbox', { name: 'Floor 1' }).check();
  await expect(page.getByText('No day of this time is kept')).toBeVisible();
  await expect(page.getByText('Fri, 20 Nov 2026 to Sun, 22 Nov 2026')).toBeVisible();
  answers.refuse = 'lost';
  await page.getByRole('radio', { name: 'Last 4 weeks' }).check();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Tue, 27 Oct 2026 to Mon, 23 Nov 2026')).toBeVisible();
});

test('the gateway’s CSV is saved as it is by those who may, and every plot as a picture on white, also from a dark page', async ({
  desk: page,
  open,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await answering(page);
  const saved = async (name: string): Promise<{ readonly file: string; readonly bytes: Buffer }> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const file = await download;
    return { file: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  await open(locationManager, { managed: wellManaged, hash: '#utilisation' });
  await allDrawn(page);
  const table = await saved('Save as CSV');
  expect([table.file, table.bytes.toString()]).toEqual(['waypost-utilisation-2026-10-27-2026-11-23.csv', csv]);
  const heat = await saved('Save picture: When it is full');
  expect([heat.file, ...sizeOf(heat.bytes)]).toEqual(['waypost-hours-2026-10-27-2026-11-23.png', 2400, 776]);
  const { first, count } = await coloursOf(page, heat.bytes);
  expect(first).toBe('ffffffff');
  expect(count).toBeGreaterThan(50);
  await open(locationManager, { managed: lightManaged, hash: '#utilisation' });
  await allDrawn(page);
  await expect(page.getByRole('button', { name: 'Save as CSV' })).toHaveCount(0);
});

// One theme for each size: the parts are the same ones.
for (const [size, colorScheme, viewport] of [
  ['desk', 'light', { width: 1366, height: 900 }],
  ['tablet', 'dark', { width: 820, height: 1180 }],
] as const) {
  test(`axe finds nothing (${colorScheme}), and everything fits a ${size}`, async ({ desk: page, open }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await answering(page);
    await open(locationManager, { managed: wellManaged, hash: '#utilisation' });
    await allDrawn(page);
    await takePicture(page, { path: `${pictures}figures-${size}-${colorScheme}.png`, fullPage: true });
    for (const summary of await page.getByText('The same as a table').all()) await summary.click();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  });
}
