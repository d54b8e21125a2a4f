// Which zone a person is said to be in. Signals waver, so a zone that was once named stays until another one is clearly
// more probable at once, or a little more probable for a while. Nobody walks through a wall twice a second.

/** `zone` is an index into the grid's zones, -1 for none; the challenger must keep winning to take over. */
export type ZoneChoice = { readonly zone: number; readonly challenger: number; readonly challengedSinceMs: number };

export const noZone: ZoneChoice = { zone: -1, challenger: -1, challengedSinceMs: 0 };

/** A zone is named from this probability on, and unnamed below the other. */
const nameFrom = 0.6;
const keepFrom = 0.2;
/** Lead that wins at once; lead that wins after it has held for `sustainedMs` without a break. */
const instantLead = 0.5;
const sustainedLead = 0.2;
const sustainedMs = 3_000;

/** The choice after looking at the probabilities of all zones at `nowMs`. */
export function chooseZone(before: ZoneChoice, share: Float32Array, nowMs: number): ZoneChoice {
  const leader = mostProbable(share);
  const lead = (share[leader] ?? 0) - (share[before.zone] ?? 0);
  if (before.zone === -1 || (share[before.zone] ?? 0) < keepFrom) return settled((share[leader] ?? 0) >= nameFrom ? leader : -1);
  if (leader === before.zone || lead < sustainedLead) return settled(before.zone);
  if (lead >= instantLead) return settled(leader);
  if (before.challenger !== leader) return { zone: before.zone, challenger: leader, challengedSinceMs: nowMs };
  return nowMs - before.challengedSinceMs >= sustainedMs ? settled(leader) : before;
}

function settled(zone: number): ZoneChoice {
  return { zone, challenger: -1, challengedSinceMs: 0 };
}

function mostProbable(share: Float32Array): number {
  let best = -1;
  for (let i = 0; i < share.length; i++) if (best === -1 || (share[i] ?? 0) > (share[best] ?? 0)) best = i;
  return best;
}
