// The recorded walk on the wall: twelve receivers, one tag, the hall's walls from its occupancy grid.

import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { type DemoProcess, startProcess } from '#gateway/demo/child-process.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { freshFolder } from '#test/integration/processes.ts';
import { root } from '#test/source-files.ts';
import { complaintsOf } from './house.ts';
import { takePicture } from './picture.ts';

const folder = freshFolder();
const lines: string[] = [];
let replay: DemoProcess;
let url: string;

test.beforeAll(async () => {
  test.setTimeout(60_000);
  replay = startProcess({
    name: 'the replay',
    file: join(root, 'edge-gateway/demo/replay-main.ts'),
    args: ['--walk', 'tetam/straight_01', '--speed', '4', '--data', folder.path, '--port', '0', '--mqtt-port', '0'],
    env: { ...process.env, ...testSecrets },
    clock: machineClock,
  });
  replay.onLine((line) => lines.push(line));
  url = `http://127.0.0.1:${z.object({ http: z.int() }).parse(await replay.ready).http}`;
});
test.afterAll(async () => {
  await replay.stop();
  folder.remove();
});

test('the hall has its obstacles, the tag walks through it, and the error is printed at the end', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto(`${url}/wall`);
  await expect(page.getByRole('heading', { name: 'Hall' })).toBeVisible();
  const walker = page.locator('main svg [data-person]');
  await expect(walker).toHaveCount(1, { timeout: 20_000 });
  const places = new Set<string>();
  await expect
    .poll(
      async () =>
        places.add((await walker.first().getAttribute('transform')) ?? (await walker.first().evaluate((e) => e.outerHTML))).size,
      {
        timeout: 30_000,
      },
    )
    .toBeGreaterThan(5);
  await takePicture(page, { path: join(root, '.reports/hall.png') });
  await expect.poll(() => lines.some((line) => line.startsWith('{"replay"')), { timeout: 60_000 }).toBe(true);
  const result = JSON.parse(lines.find((line) => line.startsWith('{"replay"')) ?? '{}');
  expect(result).toMatchObject({ replay: 'tetam/straight_01' });
  expect(result.fixes).toBeGreaterThan(20);
  expect(result.meanM).toBeLessThan(2.5);
  expect(complaints.all()).toEqual([]);
});
