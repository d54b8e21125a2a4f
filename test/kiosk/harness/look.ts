// Takes pictures of the wall in its sizes, themes and states, for a person to look at:
//   node test/kiosk/harness/look.ts DIRECTORY [part of a name]

import { chromium } from '@playwright/test';
import config from '#test/e2e/playwright.config.ts';
import { looks } from './looks.ts';
import { openWall } from './open-wall.ts';
import { startPageServer } from './page-server.ts';

const [directory = '.build/looks', part = ''] = process.argv.slice(2);
const server = await startPageServer();
const browser = await chromium.launch(config.use?.launchOptions ?? {});
for (const look of looks.filter(({ name }) => name.includes(part))) {
  const [width, height] = look.size;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const wall = await openWall(page, {
    origin: server.origin,
    query: look.query ?? '',
    ...(look.answer ? { answer: look.answer } : {}),
    ...(look.first ? { first: look.first() } : {}),
  });
  await look.act?.(page, wall);
  await page.screenshot({ path: `${directory}/${look.name}.png` });
  if (wall.complaints.length > 0) process.stderr.write(`${look.name}: ${wall.complaints.join('\n')}\n`);
  await context.close();
}
await browser.close();
await server.stop();
