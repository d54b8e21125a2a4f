// Counts attempts per key over a sliding window and bars a key that used up its share: wrong logins per address, and
// connects per login (flapping; EMQX's numbers). Bounded, so that inventing keys costs an attacker and not us.

export type AttemptLimit = {
  /** Whether this key has to wait. */
  readonly barred: (key: string) => boolean;
  /** Counts one attempt; the one that fills the share bars the key from now on. */
  readonly count: (key: string) => void;
};

type Options = {
  readonly limit: number;
  readonly windowMs: number;
  readonly barMs: number;
  readonly bootMs: () => number;
  readonly maxKeys?: number;
};

type Entry = { times: number[]; barredUntilMs: number };

/** Allows `limit` attempts in `windowMs`, then bars the key for `barMs`. Forgets the oldest key beyond `maxKeys`. */
export function attemptLimit({ limit, windowMs, barMs, bootMs, maxKeys = 1_024 }: Options): AttemptLimit {
  const entries = new Map<string, Entry>();
  return {
    barred: (key) => (entries.get(key)?.barredUntilMs ?? 0) > bootMs(),
    count: (key) => {
      const nowMs = bootMs();
      const entry = entries.get(key) ?? { times: [], barredUntilMs: 0 };
      entry.times = entry.times.filter((time) => time > nowMs - windowMs);
      entry.times.push(nowMs);
      if (entry.times.length >= limit) {
        entry.times = [];
        entry.barredUntilMs = nowMs + barMs;
      }
      entries.delete(key);
      entries.set(key, entry);
      for (const oldest of entries.keys()) {
        if (entries.size <= maxKeys) break;
        entries.delete(oldest);
      }
    },
  };
}
