// The kill switch in the configuration file: the line `positions.enabled`, read twice a second while the gateway runs. The
// text is read instead of waiting for the file system's word, which editors, links and network disks each give otherwise
// or not at all. Off holds at once; on only when the file has said so for two seconds, as a file being saved may say
// anything for a moment.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';

type KillSwitch = {
  readonly enabled: () => boolean;
  readonly stop: () => void;
};

type Deps = {
  /** The configuration file; without one nothing is watched. */
  readonly path: string | undefined;
  readonly enabledAtStart: boolean;
  readonly clock: Clock;
  /** A sentence for the operator when the line can't be read; the switch stays as it is. */
  readonly notice: (sentence: string) => void;
  readonly onChange: (enabled: boolean) => void;
};

const lookEveryMs = seconds(0.5);
const onAfterMs = seconds(2);
const unreadable =
  'positions.enabled can not be read from the configuration file now, so it stays as it was; mend the file, or stop the gateway';

/** The rest of the file is checked at the next start; of it nothing is taken now. */
const Line = z.object({ positions: z.object({ enabled: z.boolean().default(true) }).prefault({}) });

/** Begins to look at once; `onChange` comes from the timer only. */
export function watchKillSwitch({ path, enabledAtStart, clock, notice, onChange }: Deps): KillSwitch {
  let enabled = enabledAtStart;
  /** Undefined until the first look: the file may have changed since it was read as configuration. */
  let text: string | null | undefined;
  let says: boolean | null = enabledAtStart;
  let saysSinceMs = clock.bootMs();
  const look = (file: string): void => {
    const read = textOf(file);
    if (read !== text) {
      text = read;
      says = read === null ? null : lineOf(read);
      saysSinceMs = clock.bootMs();
      if (says === null) notice(unreadable);
    }
    if (says === null || says === enabled) return;
    if (says && clock.bootMs() - saysSinceMs < onAfterMs) return;
    enabled = says;
    onChange(enabled);
  };
  const cancel = path === undefined ? () => undefined : clock.every(lookEveryMs, () => look(path));
  return { enabled: () => enabled, stop: cancel };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** What the line says; null where the file is no configuration just now. */
function lineOf(text: string): boolean | null {
  try {
    const parsed = Line.safeParse(parse(text, { logLevel: 'error' }));
    return parsed.success ? parsed.data.positions.enabled : null;
  } catch {
    return null;
  }
}
