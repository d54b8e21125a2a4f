/** Messages a scanner may send: `perSecond` on average, `burst` at once. Infinity switches the limit off. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/** A token bucket on the given clock; calling it takes one token and says whether there was one. */
export function rateLimit({ perSecond, burst }: Rate, bootMs: () => number): () => boolean {
  if (perSecond === Number.POSITIVE_INFINITY) return () => true;
  let tokens = burst;
  let filledMs = bootMs();
  return () => {
    const nowMs = bootMs();
    tokens = Math.min(burst, tokens + ((nowMs - filledMs) * perSecond) / 1_000);
    filledMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
