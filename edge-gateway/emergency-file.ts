// Where a running emergency is kept over a restart: a file of its own beside the database, which may be broken or locked just
// then. It says that one is on and until when; it holds no name and no mark.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { readOrNull, replaceFile } from './durable-file.ts';
import { type Keep, keptEmergency } from './safety/kept-emergency.ts';

export function emergencyFile(dataFolder: string): Keep {
  const path = join(dataFolder, 'emergency.json');
  const tried = (task: () => void): Outcome<void> => {
    try {
      task();
      return done(undefined);
    } catch (error) {
      return refused('not-stored', error instanceof Error ? error.message : undefined);
    }
  };
  return {
    read: () => keptEmergency(readOrNull(path)),
    write: (kept) => tried(() => replaceFile(path, `${JSON.stringify(kept)}\n`)),
    clear: () => tried(() => rmSync(path, { force: true })),
  };
}
