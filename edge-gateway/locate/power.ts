// Readings are averaged as powers, not as decibels: fading takes away far more than it ever adds, and a mean of decibels
// follows its dips.

/** The power in mW of a signal strength in dBm. */
export function milliwatts(dbm: number): number {
  return 10 ** (dbm / 10);
}

/** The signal strength in dBm of a power in mW. */
export function dbmOf(mw: number): number {
  return 10 * Math.log10(mw);
}
