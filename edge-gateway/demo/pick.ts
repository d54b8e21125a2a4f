// Small draws from a seeded source, shared by the makers of the demo company.

import type { Random } from '#shared/kit/random.ts';

export function pick<T>(from: readonly T[], random: Random): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('There is nothing to pick from');
  return chosen;
}

/** The same things in a random order (Fisher-Yates). */
export function shuffled<T>(things: readonly T[], random: Random): T[] {
  const rest = [...things];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
}

/** So many random hexadecimal digits. */
export function hex(length: number, random: Random): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** So many random decimal digits. */
export function digits(length: number, random: Random): string {
  return Array.from({ length }, () => Math.floor(random() * 10)).join('');
}
