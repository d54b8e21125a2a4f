// Which phone shows a secret, over MQTT and over HTTP alike, and how much it may say. A right secret always comes in, also
// from an address that showed wrong ones: phones share addresses behind a proxy, and one whose consent has ended must not
// lock the others out. A secret holds 256 bits, so what the limit on wrong ones saves is work and not the secret. Where the
// company lets no apps in (rule 24), none comes in, and what is still connected goes with its next word.

import { minutes } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import { attemptLimit } from './attempt-limit.ts';
import { type Rate, rateLimit } from './rate-limit.ts';

/** A phone that has shown its secret (edge-gateway/consent). */
export type Phone = {
  /** The same for this phone until the next start; tells nothing of its secret or its person. */
  readonly key: string;
  /** Whose it is at this moment; null once consent ended, the phone was given up or apps were locked out. */
  readonly owner: () => SubjectRef | null;
};

export type PhoneAccess = {
  /**
   * `login`: this secret is nobody's now. `address-barred`: so are many others that came from there. `apps-off`: no app may
   * come in, whatever its secret.
   */
  readonly recognise: (secret: string, address: string) => Outcome<Phone, 'login' | 'address-barred' | 'apps-off'>;
  /** Takes one of the messages this phone may send, on whichever way; false when it has to wait. */
  readonly takeToken: (phone: Phone) => boolean;
};

type Deps = {
  /** The phone with this secret, or null. */
  readonly find: (secret: string) => Phone | null;
  /** Whether the company lets apps in at this moment. */
  readonly appsAllowed: () => boolean;
  readonly bootMs: () => number;
  /** Per phone; 5 messages a second with bursts of 10 unless told. */
  readonly rate?: Rate;
  /** How many phones' rates are remembered; the one that was quiet longest is forgotten first. */
  readonly maxPhones?: number;
};

/** Twenty wrong secrets a minute bar an address from trying others for a minute. */
export function phoneAccess(deps: Deps): PhoneAccess {
  const { find, appsAllowed, bootMs, rate = { perSecond: 5, burst: 10 }, maxPhones = 10_000 } = deps;
  const wrong = attemptLimit({ limit: 20, windowMs: minutes(1), barMs: minutes(1), bootMs });
  const buckets = new Map<string, () => boolean>();
  return {
    recognise: (secret, address) => {
      if (!appsAllowed()) return refused('apps-off');
      const phone = find(secret);
      if (phone !== null) return done({ key: phone.key, owner: () => (appsAllowed() ? phone.owner() : null) });
      if (wrong.barred(address)) return refused('address-barred');
      wrong.count(address);
      return refused('login');
    },
    takeToken: ({ key }) => {
      const bucket = buckets.get(key) ?? rateLimit(rate, bootMs);
      buckets.delete(key);
      buckets.set(key, bucket);
      for (const oldest of buckets.keys()) {
        if (buckets.size <= maxPhones) break;
        buckets.delete(oldest);
      }
      return bucket();
    },
  };
}
