// What break-glass shows: where the located people of one floor are now, by name. Where they have been is nowhere.
//
// Whoever calls has written the look to the audit first, and tells `people` that they were looked at before it is shown.

import type { ConsentScope } from '#shared/model/consent.ts';
import type { Fix } from '#shared/model/fix.ts';
import type { FloorId, SubjectRef, ZoneId } from '#shared/model/ids.ts';
import type { PrivacyMode } from '#shared/model/policy.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { GlassReply, GlassView } from '#shared/wire/privacy-desk.ts';
import { sight } from './decision.ts';
import { type KnownPerson, labelOf } from './label.ts';
import { placeOf } from './place.ts';

/**
 * One look. `fixes` are those of the vault, which holds nobody without a consent in force, and `consentOf` is asked again:
 * who never agreed to be located can't be seen by breaking glass either. `asOfMs` and `untilMs` are epoch ms, `nowBootMs`
 * the boot clock of the fixes.
 */
export type KnownGlass = {
  readonly floor: FloorId;
  readonly asOfMs: number;
  readonly untilMs: number;
  readonly nowBootMs: number;
  readonly mode: PrivacyMode;
  readonly fixes: readonly Fix[];
  readonly person: (ref: SubjectRef) => KnownPerson | undefined;
  /** The scopes of the consent in force, be it for nobody else; undefined without one. */
  readonly consentOf: (ref: SubjectRef) => ReadonlySet<ConsentScope> | undefined;
  readonly zoneName: (zone: ZoneId) => string | undefined;
};

type Shown = GlassView['people'][number];

/** By name, then by age, so the order says nothing else. `people` are exactly those of the view, in its order. */
export function maskGlass(known: KnownGlass): { readonly view: Masked<GlassReply>; readonly people: readonly SubjectRef[] } {
  const rows = known.fixes
    .flatMap((fix) => {
      const shown = shownOf(fix, known);
      return shown === null ? [] : [{ ref: fix.subject, shown }];
    })
    .toSorted((a, b) => byName(a.shown, b.shown));
  const view: GlassView = {
    floor: known.floor,
    asOfMs: Math.round(known.asOfMs),
    untilMs: Math.round(known.untilMs),
    people: rows.map(({ shown }) => shown),
  };
  const reply: GlassReply = { ok: true, view };
  return { view: reply as Masked<GlassReply>, people: rows.map(({ ref }) => ref) };
}

/** Null for whoever is on another floor, has no consent, or is not known by name. */
function shownOf(fix: Fix, { floor, mode, person: personOf, consentOf, zoneName, nowBootMs }: KnownGlass): Shown | null {
  const person = personOf(fix.subject);
  const known = { mode, ref: fix.subject, person, scopes: consentOf(fix.subject), floor: fix.floor };
  const name = labelOf(sight('position', { kind: 'break-glass', floor }, known), person);
  if (name === undefined) return null;
  const place = placeOf(fix);
  const zone = place === null || fix.zone === null ? undefined : zoneName(fix.zone);
  return {
    name,
    ...(zone === undefined ? {} : { zoneName: zone }),
    ...(place === null ? {} : { place }),
    ageMs: Math.max(0, Math.floor((nowBootMs - fix.atBootMs) / 1000) * 1000),
  };
}

function byName(a: Shown, b: Shown): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.ageMs - b.ageMs;
}
