// What `npm start` runs, for end-to-end tests that need all of it: its company, its simulated office and the year it writes
// before the gateway starts.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import type { DemoPerson } from '#gateway/demo/population.ts';
import type { Running } from '#gateway/running.ts';
import { root } from '#test/source-files.ts';

/** `url` as it is printed for people: http://localhost and a free port. */
export type Demo = Running & { readonly url: string };

export async function startDemo(): Promise<Demo> {
  const child = spawn(process.execPath, ['edge-gateway/demo/start.ts', '--port', '0', '--mqtt-port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url ||= /http:\/\/localhost:\d+/.exec(line)?.[0] ?? '';
    if (line.startsWith('ready.')) break;
  }
  if (child.exitCode !== null || url === '') throw new Error(`the demo ended before it was ready: ${complaints}`);
  child.stdout.resume();
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The names of these people that can be read in the page's main part. */
export async function namesOn(page: Page, people: readonly DemoPerson[]): Promise<readonly string[]> {
  const all = await page.locator('main').innerText();
  return people.map(({ person }) => person.displayName).filter((name) => all.includes(name));
}
