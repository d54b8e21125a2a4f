// A person's own tags, as their page shows them: under handles that mean nothing elsewhere, and by what stands on them, so
// that they can say which one is lost. A phone and an app have no print; the first digits of their fingerprint tell two apart.

import type { LocationConsent, PhoneVerifier, RotatingKey } from '#shared/model/consent.ts';
import type { TagId } from '#shared/model/ids.ts';
import type { OwnTag } from '#shared/wire/me.ts';
import { markOf } from './phone-mark.ts';
import { printedOf } from './printed-tag.ts';
import { type AppMark, fingerprintOf } from './rotating-id.ts';
import type { tagDigester } from './tag-digest.ts';

export type Digest = ReturnType<typeof tagDigester>;

/** Which of a person's things a handle stands for, as the booking system is told of it. */
type OwnThing = { readonly tag: TagId } | { readonly phone: PhoneVerifier } | { readonly rotating: RotatingKey };

/** In the order the booking system has them. `digest` is to have a key of its own, fresh for every start. */
export function ownTags(location: LocationConsent | undefined, digest: Digest, badgeUuid?: string): OwnTag[] {
  return thingsOf(location).map((thing) => ({ handle: handleOf(thing, digest), ...faceOf(thing, badgeUuid) }));
}

/** Null when the handle is of none of this person's things: another's, given up, or of an earlier start. */
export function byHandle(location: LocationConsent | undefined, digest: Digest, handle: string): OwnThing | null {
  return thingsOf(location).find((thing) => handleOf(thing, digest) === handle) ?? null;
}

function thingsOf(location: LocationConsent | undefined): readonly OwnThing[] {
  if (location === undefined) return [];
  return [
    ...location.tags.map((tag) => ({ tag })),
    ...location.phones.map((phone) => ({ phone })),
    ...(location.rotating ?? []).map((rotating) => ({ rotating })),
  ];
}

function handleOf(thing: OwnThing, digest: Digest): string {
  if ('tag' in thing) return digest(thing.tag);
  return digest('phone' in thing ? markOf(thing.phone) : (`app:${thing.rotating}` satisfies AppMark));
}

/** A bare address is printed on devices of all kinds, everything else on badges and fobs. */
function faceOf(thing: OwnThing, badgeUuid: string | undefined): Pick<OwnTag, 'kind' | 'printed'> {
  if ('phone' in thing) return { kind: 'phone', printed: short(thing.phone) };
  if ('rotating' in thing) return { kind: 'app', printed: short(fingerprintOf(thing.rotating)) };
  return { kind: thing.tag.startsWith('mac:') ? 'device' : 'badge', printed: printedOf(thing.tag, badgeUuid) };
}

function short(fingerprint: string): string {
  return fingerprint.slice(0, 6).toUpperCase();
}
