// A company with somebody in every state that the mask tells apart: flag x groups x consent x scopes, guests' hosts, people
// who have left, and one person of each role who looks at them. Every name and number in it is used once, so that a leak
// names its person.

import { hours, minutes } from '#shared/kit/duration.ts';
import type { Booking } from '#shared/model/booking.ts';
import { ConsentScope, PhoneVerifier, RotatingKey } from '#shared/model/consent.ts';
import { BookingId, GroupId, SpaceId, SubjectRef, TagId } from '#shared/model/ids.ts';
import { DeclaredStatus, type Person } from '#shared/model/person.ts';
import { Visibility } from '#shared/model/policy.ts';
import { Role } from '#shared/model/roles.ts';

type Consenting = 'none' | 'live' | 'paused' | 'outdated';
export type Somebody = {
  readonly person: Person;
  readonly consent: Consenting;
  /** What counts now of what they agreed to. */
  readonly scopes: ReadonlySet<ConsentScope>;
  readonly guest: boolean;
  readonly hasLeft: boolean;
  readonly desk: SpaceId;
  readonly floor: 'floor-1' | 'floor-2';
  readonly nth: number;
};

export const documents = { now: 'doc-now', before: 'doc-before' } as const;
export const [sales, legal] = [GroupId.parse('grp-sales'), GroupId.parse('grp-legal')];

const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ConsentScope.options.filter((_, i) => (bits >> i) % 2 === 1));
type State = Pick<Person, 'visibility' | 'groups'> & {
  readonly consent: Consenting;
  readonly given: readonly ConsentScope[];
  readonly guest?: boolean;
  readonly hasLeft?: boolean;
};

/** 312 states of people to be looked at. */
function states(): State[] {
  const consents = (['live', 'paused', 'outdated'] as const).flatMap((consent) => subsets.map((given) => ({ consent, given })));
  const groupings = [[sales], [legal], [sales, legal], []];
  return Visibility.options.flatMap((visibility) =>
    groupings.flatMap((groups): State[] => {
      const all = { consent: 'live', given: ConsentScope.options } as const;
      return [
        { visibility, groups, consent: 'none', given: [] },
        ...consents.map((consent) => ({ visibility, groups, ...consent })),
        { visibility, groups, ...all, guest: true },
        { visibility, groups, ...all, hasLeft: true },
      ];
    }),
  );
}

/** Everybody; the first ones look, and have all rights that go with their role. `salt` makes other people of the others. */
export function everyone(
  nowMs: number,
  salt = '',
): { readonly viewers: readonly Somebody[]; readonly others: readonly Somebody[] } {
  const roles: readonly (readonly Role[])[] = [...Role.options.map((role): Role[] => ['user', role]), Role.options];
  const viewers = roles.map((held, nth) => somebody(nth, nowMs, 'Viewer', viewing, { roles: [...new Set(held)], manages }));
  const seen = salt === '' ? states() : states().toReversed();
  const others = seen.map((state, i) => somebody(viewers.length + i, nowMs, `Quill${salt}`, state, { roles: ['user'] }));
  return { viewers, others };
}

const viewing: State = { visibility: 'unset', groups: [sales], consent: 'live', given: ['group'] };
const manages = { groups: 'all', floors: 'all' } as const;

function somebody(nth: number, nowMs: number, family: string, state: State, duty: Pick<Person, 'roles' | 'manages'>): Somebody {
  const { visibility, groups, consent, given, guest = false, hasLeft = false } = state;
  const number = String(nth).padStart(4, '0');
  const mark = `${family.toLowerCase()}${number}`;
  const person: Person = {
    ref: SubjectRef.parse(`ref-${mark}`),
    account: `account|${mark}`,
    // Five have a first name in common: as many as one search gives.
    displayName: `${letters(Math.floor(nth / 5))} ${family}${letters(nth)}`,
    identifier: `${family.length}77${number}881`.slice(0, 10),
    ...{ visibility, groups: [...groups], ...duty },
    ...(nth % 3 === 0 ? { status: DeclaredStatus.options[nth % 5] } : {}),
    ...(consent === 'none' ? {} : { location: locationOf(number, family, nowMs, consent, given) }),
  };
  const scopes = new Set(consent === 'live' ? given : []);
  const floor = nth % 2 === 0 ? 'floor-1' : 'floor-2';
  return { person, consent, scopes, guest, hasLeft, desk: SpaceId.parse(`desk-${number}`), floor, nth };
}

function locationOf(number: string, family: string, nowMs: number, consent: Consenting, given: readonly ConsentScope[]) {
  const hex = Buffer.from(`${family}${number}`).toString('hex');
  return {
    scopes: [...given],
    documentVersion: consent === 'outdated' ? documents.before : documents.now,
    givenAtMs: nowMs - hours(50),
    tags: [TagId.parse(`mac:${hex.slice(-12)}`)],
    phones: [PhoneVerifier.parse(hex.padStart(64, 'a').slice(-64))],
    rotating: [RotatingKey.parse(`key${family}${number}`.padEnd(43, 'K'))],
    ...(consent === 'paused' ? { pausedUntilMs: nowMs + hours(3) } : {}),
  };
}

/** A desk each, now: every other one is checked in, and some of it is for a guest. */
export function bookingOf({ person, guest, desk, nth }: Somebody, nowMs: number): Booking {
  const state = nth % 4 < 2 ? 'checked-in' : 'booked';
  const id = BookingId.parse(`booking-of-${person.ref}`);
  return { id, space: desk, holder: person.ref, guest, state, fromMs: nowMs - minutes(20), toMs: nowMs + hours(3) };
}

/** Three letters, the first upper case; none begins another one. */
function letters(n: number): string {
  const sign = (value: number): string => String.fromCharCode(97 + (value % 26));
  return `${sign(n / 676).toUpperCase()}${sign(n / 26)}${sign(n)}`;
}
