// The privacy settings that are in force: what two roles set (store), made stricter by the configuration and by the booking
// system, never laxer. Whoever uses a setting asks for it each time, so that a change holds at once.

import type { Clock } from '#shared/kit/clock.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import type { Policy } from '#shared/model/policy.ts';
import { type PrivacySettings, stricter } from '#shared/model/privacy-settings.ts';
import type { Changeable } from '#shared/wire/privacy-desk.ts';
import type { Config } from './config.ts';
import type { Store } from './store/open-store.ts';

export type SettingsWay = {
  readonly inForce: () => PrivacySettings;
  /** How far two roles can go: `k` no lower, periods no longer. */
  readonly limits: () => PrivacySettings;
  /** What is stored and in force as numbers; `positions` is the administrators' switch, 1 for on. */
  readonly current: () => Readonly<Record<Changeable, number>>;
  readonly apply: (setting: Changeable, to: number) => Outcome<void, 'not-stored'>;
  /** The switch as it holds: off since a tap, also where the disk could not take it. */
  readonly positionsOn: () => boolean;
  readonly switchOff: () => void;
  /** The booking system's word may be another one now. */
  readonly follow: () => void;
};

type Deps = {
  readonly config: Pick<Config, 'presence' | 'retention'>;
  readonly store: Pick<Store, 'settings' | 'keep'>;
  readonly clock: Clock;
  readonly policy: () => Pick<Policy, 'anonymizeDays'>;
};

/** Rule 18: 90 days with a person, 365 without. */
const longest: PrivacySettings = { k: 5, linkedDays: 90, auditDays: 365, historyDays: 365 };

export function createSettings({ config, store, clock, policy }: Deps): SettingsWay {
  let switchedOff = false;
  const limits = (): PrivacySettings =>
    stricter(stricter(longest, { k: config.presence.k, ...config.retention }), { linkedDays: policy().anonymizeDays });
  const inForce = (): PrivacySettings => stricter(store.settings.read().settings, limits());
  const positionsOn = (): boolean => !switchedOff && store.settings.read().positionsOn;
  const write = (setting: Changeable, to: number) => store.settings.write(setting, to, clock.wallMs());
  const follow = (): void => store.keep(inForce());
  follow();
  return {
    ...{ inForce, limits, positionsOn, follow },
    current: () => ({ ...inForce(), positions: positionsOn() ? 1 : 0 }),
    apply: (setting, to) => {
      const stored = write(setting, to);
      if (!stored.ok) return stored;
      if (setting === 'positions') switchedOff = false;
      follow();
      return done(undefined);
    },
    switchOff: () => {
      switchedOff = true;
      write('positions', 0);
    },
  };
}
