// Unbiased random rounding, as statistical offices publish their counts: Statistics Canada rounds every count of the census,
// totals independently of their parts, at random to a multiple of five ("2011 Census: Data Quality and Confidentiality
// Standards and Guidelines", random rounding); Hundepool et al., Statistical Disclosure Control (Wiley 2012), section 5.4.
// A number between two multiples becomes the upper one as often as it lies near it, so sums over many days stay true.

import type { Random } from '#shared/kit/random.ts';

/** Multiples of `base`; its mean over chance is `value`, and it is never a whole `base` off. Always draws once. */
export function roundedAtRandom(value: number, base: number, random: Random): number {
  const steps = value / base;
  const down = Math.floor(steps);
  return (random() < steps - down ? down + 1 : down) * base;
}
