// Whose name may be shown, and how much of it: product rules 2 to 7 and 34, narrowed by the audience. Whoever is not
// known, or a guest, has no name here. All decisions about names are in this file.

import { assertNever } from '#shared/kit/assert-never.ts';
import type { ConsentScope } from '#shared/model/consent.ts';
import type { PrivacyMode, Visibility } from '#shared/model/policy.ts';
import type { Audience } from './audience.ts';
import { initials, tidy } from './initials.ts';

/** What the mask knows of a person; undefined stands for nobody known, which hides. */
export type KnownPerson = { readonly displayName: string; readonly visibility: Visibility };

/** The label of a booking's holder for this audience, or undefined when there must be none. Guests never have one. */
export function bookingLabel(
  mode: PrivacyMode,
  audience: Audience,
  holder: KnownPerson | undefined,
  guest: boolean,
): string | undefined {
  if (guest || holder === undefined || !modeShows(mode, holder.visibility)) return undefined;
  return nameFor(audience, holder);
}

/**
 * The label of a located person for this audience; without one there is no mark at all, because a nameless mark would be
 * the mark of somebody who is masked. Consent to the audience is needed and can only be narrowed: by the mode, and by the
 * person's own `hide` even where the company shows all bookings.
 */
export function locatedLabel(
  mode: PrivacyMode,
  audience: Audience,
  person: KnownPerson | undefined,
  scopes: ReadonlySet<ConsentScope>,
): string | undefined {
  if (!scopes.has(scopeOf(audience)) || person === undefined) return undefined;
  if (person.visibility === 'hide' || !modeShows(mode, person.visibility)) return undefined;
  return nameFor(audience, person);
}

/** The company's mode against the person's own three-state flag; `unset` follows the mode's default. */
function modeShows(mode: PrivacyMode, visibility: Visibility): boolean {
  switch (mode) {
    case 'show-everyone':
      return true;
    case 'hide-everyone':
      return false;
    case 'user-decides-show':
      return visibility !== 'hide';
    case 'user-decides-hide':
      return visibility === 'show';
    default:
      return assertNever(mode);
  }
}

function scopeOf(audience: Audience): ConsentScope {
  return audience.kind;
}

function nameFor(audience: Audience, person: KnownPerson): string | undefined {
  switch (audience.wallNames) {
    case 'none':
      return undefined;
    case 'initials':
      return initialsOf(person);
    case 'full':
      return tidy(person.displayName) || undefined;
    default:
      return assertNever(audience.wallNames);
  }
}

/** Hundreds of names several times a second: kept with the person's record, and gone with it (rule 10). */
const initialsByPerson = new WeakMap<KnownPerson, string>();

function initialsOf(person: KnownPerson): string {
  const short = initialsByPerson.get(person) ?? initials(person.displayName);
  initialsByPerson.set(person, short);
  return short;
}
