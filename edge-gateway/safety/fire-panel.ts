// What the fire panel says, and who may say it over HTTP: whoever shows the panel's own token. A right token always comes
// in, also from an address that showed wrong ones: behind a proxy everybody has the same, and nobody must be able to lock an
// alarm out by guessing. The token holds 192 bits; what the limit saves is work.

import { sameSecret } from '#gateway/secrets.ts';
import { minutes } from '#shared/kit/duration.ts';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { FirePanelSignal } from '#shared/wire/emergency.ts';

/** A signal is some 80 bytes. */
const longestText = 500;

/** What the panel sent, as text; a reason when it is no signal, and never what it was instead. */
export function firePanelSignal(text: string): Outcome<FirePanelSignal, 'too-long' | 'not-json' | 'not-a-signal'> {
  if (text.length > longestText) return refused('too-long');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused('not-json');
  }
  const parsed = FirePanelSignal.safeParse(json);
  return parsed.success ? done(parsed.data) : refused('not-a-signal');
}

type FirePanelDoor = {
  /** Compares in constant time. `barred`: a wrong one from an address that showed too many of them. */
  readonly admit: (authorization: string | undefined, address: string) => 'taken' | 'refused' | 'barred';
};

type Tries = { readonly atMs: readonly number[]; readonly barredUntilMs: number };

const mostTries = 5;
const windowMs = minutes(1);
const barMs = minutes(5);
const mostAddresses = 1_024;

/** Five wrong tokens a minute bar an address for five minutes. No `secret`: no panel is configured, and every token is wrong. */
export function firePanelDoor({
  secret,
  bootMs,
}: {
  readonly secret: string | null;
  readonly bootMs: () => number;
}): FirePanelDoor {
  const byAddress = new Map<string, Tries>();
  const countWrong = (address: string): void => {
    const nowMs = bootMs();
    const lately = (byAddress.get(address)?.atMs ?? []).filter((atMs) => nowMs - atMs < windowMs);
    const atMs = [...lately, nowMs];
    byAddress.delete(address);
    byAddress.set(address, atMs.length < mostTries ? { atMs, barredUntilMs: 0 } : { atMs: [], barredUntilMs: nowMs + barMs });
    const [oldest] = byAddress.keys();
    if (byAddress.size > mostAddresses && oldest !== undefined) byAddress.delete(oldest);
  };
  return {
    admit: (authorization, address) => {
      const token = /^Bearer +(\S{1,200})$/i.exec(authorization ?? '')?.[1] ?? '';
      if (secret !== null && sameSecret(token, secret)) return 'taken';
      if ((byAddress.get(address)?.barredUntilMs ?? 0) > bootMs()) return 'barred';
      countWrong(address);
      return 'refused';
    },
  };
}
