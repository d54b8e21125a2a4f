// Logarithm and exponential from tables, good to three digits and several times as fast as the exact ones: a belief is kept
// to a twentieth (belief.ts), and a fix takes a thousand of them.

const mantissaBits = 11;
const two = new Float64Array(1);
/** The same eight bytes; the second word holds sign, exponent and the first 20 bits of the mantissa. */
const words = new Uint32Array(two.buffer);
const exponentBias = 1023;
const logOfMantissa = Float64Array.from(
  { length: 1 << mantissaBits },
  (_, i) => Math.log(1 + (i + 0.5) / (1 << mantissaBits)) - exponentBias * Math.LN2,
);

/** The natural logarithm of a positive number, to 0.0003; about -709 for 0. */
export function quickLog(value: number): number {
  two[0] = value;
  const high = words[1] ?? 0;
  const mantissa = (high >>> (20 - mantissaBits)) & ((1 << mantissaBits) - 1);
  return (high >>> 20) * Math.LN2 + (logOfMantissa[mantissa] ?? 0);
}

const stepsPerNeper = 64;
const powers = Float64Array.from({ length: 32 * stepsPerNeper }, (_, i) => Math.exp(-i / stepsPerNeper));

/** `e ** -nepers` of nought or more, to one part in 8,000; 0 from 32 on, and for NaN. */
export function quickFall(nepers: number): number {
  const steps = nepers * stepsPerNeper;
  if (!(steps < powers.length)) return 0;
  const whole = Math.floor(steps);
  return (powers[whole] ?? 0) * (1 - (steps - whole) / stepsPerNeper);
}
