// Why signing in came to nothing: a fixed word after the # that the gateway sends the browser back with.

const whys = ['denied', 'failed', 'unknown-person', 'not-ready', 'provider-down', 'signed-out'] as const;
export type Why = (typeof whys)[number];

/** Null for every other word: what stands in an address can be anybody's. */
export function whyOf(hash: string): Why | null {
  const word = new URLSearchParams(hash.slice(1)).get('why');
  return whys.find((why) => why === word) ?? null;
}
