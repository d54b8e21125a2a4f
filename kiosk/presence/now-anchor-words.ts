// Anchors that need a hand, in words: where they are, what is wrong with them, and when they were heard last.

import type { PresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { contains } from '#shared/geometry/polygon.ts';
import type { Managed } from '#shared/wire/manage.ts';
import type { MePlan } from '#shared/wire/me.ts';
import type { HandItem } from './now-hand-lists.ts';

type Anchor = Managed['anchors'][number];

/** Those that hear well, and those of which nothing can be told, are left out. */
export function anchorItems(anchors: readonly Anchor[], plan: MePlan, words: PresenceWords): readonly HandItem[] {
  return anchors.flatMap((anchor) => {
    const wrong = wrongWith(anchor, words);
    if (wrong.length === 0) return [];
    const what = words.say('manage.hand.anchor', { anchor: anchor.id, zone: whereIs(anchor, plan) });
    return [{ key: anchor.id, what, says: words.list([...wrong, ...lastHeard(anchor, words)]) }];
  });
}

function wrongWith({ state, why, saturated, calibration }: Anchor, words: PresenceWords): readonly string[] {
  return [
    ...(state === 'silent' ? [words.say(why === null ? 'manage.anchor.silent' : `manage.anchor.silent.${why}`)] : []),
    ...(state === 'quiet' ? [words.say('manage.anchor.quiet')] : []),
    ...(saturated === true ? [words.say('manage.anchor.saturated')] : []),
    ...(calibration && calibration.moved.suspicion !== 'no' ? [words.say('manage.anchor.moved')] : []),
  ];
}

function lastHeard({ state, lastHeardAgoMs }: Anchor, words: PresenceWords): readonly string[] {
  if (state !== 'silent' || lastHeardAgoMs === null) return [];
  return [words.say('manage.anchor.heard', { minutes: Math.floor(lastHeardAgoMs / 60_000) })];
}

/** The zone, or the floor where there is none. */
function whereIs(anchor: Anchor, plan: MePlan): string {
  const floor = plan.floors.find(({ id }) => id === anchor.floor);
  return floor?.zones.find(({ shape }) => contains(shape, anchor))?.name ?? floor?.name ?? anchor.floor;
}
