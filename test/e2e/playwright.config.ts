// End to end in a real Chromium. Each spec starts what it needs on free ports; nothing is shared between specs.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  workers: 3,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  outputDir: '../../.reports/e2e',
  reporter: [['list'], ['json', { outputFile: '../../.reports/playwright.json' }]],
  use: {
    headless: true,
    // People glide at every frame, which Chromium draws without a GPU here; the tests of gliding ask for it.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace of every run costs a quarter of the time; to look into a failure add --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
