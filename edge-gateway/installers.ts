// Who may calibrate: people named under `installers` in gateway.yaml, each with a token derived from one key. A wrong
// token costs time, and without the key nobody gets in.

import { minutes } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import type { Config } from './config.ts';
import { attemptLimit } from './receive/attempt-limit.ts';
import { derivedSecret, sameSecret } from './secrets.ts';

export type Installers = {
  /** Is the bearer of this `Authorization` header (`Bearer <installer id>.<token>`) one? */
  readonly isOne: (authorization: string) => boolean;
  /** The same for a caller from `address`: five wrong tokens a minute bar it for five minutes. */
  readonly admit: (
    authorization: string | undefined,
    address: string,
  ) => Outcome<true, 'nobody-may' | 'unknown-installer' | 'barred'>;
};

export function createInstallers(config: Pick<Config, 'installers' | 'secrets'>, bootMs: () => number): Installers {
  const key = config.secrets.WAYPOST_INSTALLER_KEY;
  const known = new Set<string>(key === undefined ? [] : config.installers);
  const wrong = attemptLimit({ limit: 5, windowMs: minutes(1), barMs: minutes(5), bootMs });
  const isOne = (authorization: string): boolean => {
    const [, id = '', token = ''] = /^Bearer ([a-z0-9_-]{1,41})\.([A-Za-z0-9_-]{1,200})$/i.exec(authorization) ?? [];
    // Compared for unknown ids as well, so that the time says nothing about which ids exist.
    const same = sameSecret(token, derivedSecret(key ?? '', 'installer', id));
    return same && known.has(id);
  };
  return {
    isOne,
    admit: (authorization, address) => {
      if (known.size === 0) return refused('nobody-may');
      if (wrong.barred(address)) return refused('barred');
      if (isOne(authorization ?? '')) return done(true);
      wrong.count(address);
      return refused('unknown-installer');
    },
  };
}
