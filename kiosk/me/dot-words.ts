// The own place in words: where, how sure, how old, and how long it still lives.

import type { MeWords } from '#kiosk/i18n/use-me-words.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { MePlan, OwnDot } from '#shared/wire/me.ts';

/** Up to here somebody can be told from the next desk, and up to there from the next group of desks. */
const deskWithinM = 2;
const groupWithinM = 5;

export function whereWords(dot: OwnDot, plan: MePlan, words: MeWords): string {
  const floor = floorName(plan, dot.floor);
  if (dot.zoneName === undefined) return words.say('me.location.hereFloor', { floor });
  return words.say('me.location.here', { zone: dot.zoneName, floor });
}

export function sureWords({ place }: OwnDot, words: MeWords): string {
  if (!place) return words.say('me.dot.sureFloor');
  const radius = words.say('me.dot.metres', { metres: Math.round(place.radiusM * 10) / 10 });
  if (place.radiusM <= deskWithinM) return words.say('me.dot.sureDesk', { radius });
  return words.say(place.radiusM <= groupWithinM ? 'me.dot.sureGroup' : 'me.dot.sureArea', { radius });
}

/** "12 seconds ago", from a minute and a half on "2 minutes ago". */
export function agoWords(ageMs: number, words: MeWords): string {
  if (ageMs < 90_000) return words.say('me.dot.age', { seconds: Math.round(ageMs / 1000) });
  return words.say('me.dot.ageMinutes', { minutes: Math.round(ageMs / 60_000) });
}

export function heardWords(dot: OwnDot, words: MeWords): string {
  const elsewhere = dot.anchors.filter((anchor) => anchor.floor !== dot.floor).length;
  const count = words.say('me.dot.heardBy', { count: dot.anchors.length });
  return elsewhere === 0 ? count : `${count} ${words.say('me.dot.elsewhere', { count: elsewhere })}`;
}

/** "29:05": minutes and seconds, rounded down, because a place is never shown for longer than promised. */
export function countdown(leftMs: number): string {
  const left = Math.max(0, Math.floor(leftMs / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

export function floorName(plan: MePlan, id: FloorId): string {
  return plan.floors.find((floor) => floor.id === id)?.name ?? '';
}
