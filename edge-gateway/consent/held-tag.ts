// Which tag is being held to an anchor for enrolment. Looks only at tags that are nobody's, only from the moment one is as
// strong as a tag held in the hand, and only while somebody enrols: whoever made this throws it away after a minute.

import { seconds } from '#shared/kit/duration.ts';
import type { AnchorId, TagId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';

/** `several`: more than one tag is there, so nobody can say which is meant. */
export type Held = 'none' | 'several' | { readonly tag: TagId; readonly anchor: AnchorId };

export type HeldTags = {
  /** Returns whether this sighting was of a tag that may be meant. */
  readonly hear: (sighting: Sighting) => boolean;
  /** What is held at this moment (boot clock). */
  readonly held: (nowBootMs: number) => Held;
};

/** Strengths are as if every tag measured -59 dBm at one metre; a tag that says nothing of itself is taken for such a one. */
const usualPowerDbm = -59;
/** What tags may say of themselves; what lies outside is a lie or a fault and would make a distant tag a near one. */
const powerRangeDbm = { min: -72, max: -45 };

/** So strong is only what nearly touches the anchor. */
const touchingDbm = -50;
/** A weaker tag is held to this anchor if no other hears it nearly as well: 12 dB are a factor of four in distance. */
const lessElsewhereDb = 12;
/** However alone it is, a tag this weak is metres away. */
const weakestHeldDbm = -70;
/** Two tags in one hand differ by less than that from one moment to the next. */
const apartDb = 6;

const holdForMs = seconds(3);
/** Without a sighting for so long it is a new beginning: scanners report every second or two, some every four. */
const gapMs = seconds(5);
/** So long another tag that was near counts as still there. */
const rivalForMs = seconds(10);
/** More strong tags of nobody at one door than that are an attack, or a crowd; in neither can one be picked out. */
const mostTags = 64;

type Level = { recentDbm: number; sumDbm: number; count: number; lastMs: number };
type Near = { readonly tag: TagId; readonly levels: Map<AnchorId, Level>; hold: Hold | null };
type Hold = { readonly anchor: AnchorId; readonly sinceMs: number; readonly lastMs: number };

export function createHeldTags(anchors: ReadonlySet<AnchorId>, isFree: (tag: TagId) => boolean): HeldTags {
  const near = new Map<TagId, Near>();
  let isCrowded = false;

  const nearOf = (tag: TagId, anchor: AnchorId, strengthDbm: number): Near | null => {
    const known = near.get(tag);
    if (known !== undefined) return known;
    if (!anchors.has(anchor) || strengthDbm < weakestHeldDbm || !isFree(tag)) return null;
    if (near.size >= mostTags) {
      isCrowded = true;
      return null;
    }
    const fresh: Near = { tag, levels: new Map(), hold: null };
    near.set(tag, fresh);
    return fresh;
  };
  return {
    hear: (sighting) => {
      const { tag, anchor, heardAtBootMs } = sighting;
      const strengthDbm = strengthOf(sighting);
      const one = nearOf(tag, anchor, strengthDbm);
      if (one === null) return false;
      one.levels.set(anchor, withReading(one.levels.get(anchor), strengthDbm, heardAtBootMs));
      if (anchors.has(anchor)) one.hold = holdOf(one, anchor, heardAtBootMs);
      return true;
    },
    held: (nowBootMs) => (isCrowded ? 'several' : pickOne([...near.values()], nowBootMs)),
  };
}

function strengthOf({ rssiDbm, measuredPowerDbm = usualPowerDbm }: Sighting): number {
  const powerDbm = Math.min(powerRangeDbm.max, Math.max(powerRangeDbm.min, measuredPowerDbm));
  return rssiDbm - powerDbm + usualPowerDbm;
}

/** The recent strength follows half of every change: one faded packet does not end a hold, one lucky packet begins none. */
function withReading(before: Level | undefined, strengthDbm: number, atMs: number): Level {
  if (before === undefined) return { recentDbm: strengthDbm, sumDbm: strengthDbm, count: 1, lastMs: atMs };
  const recentDbm = (before.recentDbm + strengthDbm) / 2;
  return { recentDbm, sumDbm: before.sumDbm + strengthDbm, count: before.count + 1, lastMs: atMs };
}

function holdOf({ levels, hold }: Near, anchor: AnchorId, atMs: number): Hold | null {
  if (!isHeldTo(levels, anchor)) return hold?.anchor === anchor ? null : hold;
  const goesOn = hold?.anchor === anchor && atMs - hold.lastMs <= gapMs;
  return { anchor, sinceMs: goesOn ? hold.sinceMs : atMs, lastMs: atMs };
}

function isHeldTo(levels: ReadonlyMap<AnchorId, Level>, anchor: AnchorId): boolean {
  const hereDbm = levels.get(anchor)?.recentDbm ?? Number.NEGATIVE_INFINITY;
  if (hereDbm >= touchingDbm) return true;
  const elsewhere = [...levels].filter(([other]) => other !== anchor).map(([, { sumDbm, count }]) => sumDbm / count);
  return hereDbm >= weakestHeldDbm && elsewhere.length > 0 && hereDbm >= Math.max(...elsewhere) + lessElsewhereDb;
}

function pickOne(near: readonly Near[], nowMs: number): Held {
  const holding = near.flatMap(({ tag, levels, hold }) =>
    hold !== null && nowMs - hold.lastMs <= rivalForMs ? [{ tag, levels, ...hold }] : [],
  );
  const [only, ...others] = holding;
  if (only === undefined) return 'none';
  if (others.length > 0) return 'several';
  const { tag, anchor, levels, sinceMs, lastMs } = only;
  const hereDbm = levels.get(anchor)?.recentDbm ?? Number.NEGATIVE_INFINITY;
  const leadDb = hereDbm >= touchingDbm ? apartDb : lessElsewhereDb;
  const isRival = (other: Near): boolean => {
    const level = other.levels.get(anchor);
    return other.tag !== tag && level !== undefined && nowMs - level.lastMs <= rivalForMs && level.recentDbm > hereDbm - leadDb;
  };
  if (near.some(isRival)) return 'several';
  return lastMs - sinceMs >= holdForMs && nowMs - lastMs <= gapMs ? { tag, anchor } : 'none';
}
