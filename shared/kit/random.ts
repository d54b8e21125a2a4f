/** A source of numbers in [0, 1). Injected wherever chance is needed, so that a run can be repeated from its seed. */
export type Random = () => number;

/** The only place that asks the platform for chance; never for secrets (those come from node:crypto). */
export const systemRandom: Random = () => Math.random();

/** mulberry32: small, fast, good enough for simulations and tests, the same on every machine. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A normally distributed number (Box-Muller). */
export function gaussian(random: Random, mean = 0, sd = 1): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return mean + sd * radius * Math.cos(2 * Math.PI * random());
}
