// A real store in a temporary folder that goes with the test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '#gateway/store/open-store.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { fakeClock } from '#test/fakes/clock.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryPath(): string {
  return join(temporaryFolder(), 'data', 'store.sqlite');
}

/** Opens a store that must open, and stops it with the test. */
export function openTemporary(path = temporaryPath(), clock: Clock = fakeClock(), notices: string[] = []): Store {
  const opened = openStore({ path, clock, notice: (sentence) => notices.push(sentence) });
  if (!opened.ok) throw new Error(`${opened.why}: ${opened.detail}`);
  const store = opened.value;
  onTestFinished(() => store.stop());
  return store;
}
