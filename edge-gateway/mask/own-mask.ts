// The frame of somebody's own page. Its audience is that person alone, who may see all of it; it is built field by field
// like a board, so that nothing of anybody else can pass by accident.

import type { Fix } from '#shared/model/fix.ts';
import type { FloorId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy, PrivacyMode } from '#shared/model/policy.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import type { Masked } from '#shared/wire/board.ts';
import type { Holding, LookedAt, Me, NearSpace, Notice, OwnBooking, OwnDot, OwnTag, SeenBy } from '#shared/wire/me.ts';
import { modeShows } from './decision.ts';
import { tidy } from './initials.ts';
import { maskPositions } from './positions-mask.ts';

/** Everything known about one person at one moment, for themselves. */
export type KnownSelf = {
  readonly person: Person;
  readonly policy: Policy;
  readonly asOfMs: number;
  readonly nowBootMs: number;
  readonly consent: Me['location']['state'];
  readonly tags: readonly OwnTag[];
  readonly holding: Holding | null;
  readonly enrolsAt: readonly string[];
  readonly fix: Fix | null;
  readonly zoneName: string | undefined;
  /** When a fix of that moment is zeroed, on the boot clock. */
  readonly goneAtBootMs: (fix: Fix) => number;
  /** Anchors that heard the person last; asked only when there is a place to explain. */
  readonly heardBy: () => readonly {
    readonly floor: FloorId;
    readonly x: number;
    readonly y: number;
    readonly rssiDbm: number;
  }[];
  readonly seenBy: SeenBy;
  readonly bookings: readonly OwnBooking[];
  readonly near: readonly NearSpace[];
  readonly notices: readonly Notice[];
  readonly positions: PositionsState;
  /** Break-glass looks in which this person was, newest first. */
  readonly lookedAt: readonly LookedAt[];
  readonly sessionEndsAtMs: number;
  readonly bookingUp: boolean;
};

const keptMinutes = 30;

export function maskOwn(known: KnownSelf): Masked<Me> {
  const { person, policy, positions } = known;
  const fix = positions.on ? known.fix : null;
  const me: Me = {
    asOfMs: Math.round(known.asOfMs),
    name: tidy(person.displayName),
    location: locationOf(known),
    document: documentOf(policy),
    tags: known.tags.map(({ handle, kind, printed }) => ({ handle, kind, printed })),
    holding: known.holding,
    enrolsAt: [...known.enrolsAt],
    dot: fix === null ? null : dotOf(fix, known),
    seenBy: known.seenBy,
    visibility: {
      own: person.visibility,
      mode: policy.mode,
      shown: modeShows(policy.mode, person.visibility),
      choosable: leavesAChoice(policy.mode),
    },
    status: person.status ?? null,
    bookings: [...known.bookings],
    near: [...known.near],
    notices: [...known.notices],
    positions: maskPositions(known.positions),
    lookedAt: known.lookedAt.map(({ atMs, reason, role }) => ({ atMs: Math.round(atMs), reason, role })),
    apps: policy.mobileApps,
    session: { endsAtMs: Math.round(known.sessionEndsAtMs) },
    booking: { up: known.bookingUp },
  };
  return me as Masked<Me>;
}

/** Modes A and B leave nothing to choose (rules 2 and 3). */
export function leavesAChoice(mode: PrivacyMode): boolean {
  return mode === 'user-decides-show' || mode === 'user-decides-hide';
}

function locationOf({ person: { location }, consent }: KnownSelf): Me['location'] {
  const { givenAtMs, pausedUntilMs } = location ?? {};
  return {
    state: consent,
    scopes: [...(location?.scopes ?? [])],
    ...(givenAtMs === undefined ? {} : { givenAtMs }),
    ...(consent !== 'paused' || pausedUntilMs === undefined ? {} : { pausedUntilMs }),
  };
}

function documentOf({ consentDocument, controller, dataProtectionOfficer }: Policy): Me['document'] {
  const { version, sha256 } = consentDocument;
  return { version, sha256, controller: controller ?? '', dataProtectionOfficer, keptMinutes };
}

function dotOf(fix: Fix, known: KnownSelf): OwnDot {
  const isPlace = fix.precision === 'place';
  return {
    floor: fix.floor,
    ...(isPlace ? { place: { x: tenths(fix.x), y: tenths(fix.y), radiusM: tenths(fix.radius68M) } } : {}),
    ...(isPlace && known.zoneName !== undefined ? { zoneName: known.zoneName } : {}),
    ageMs: Math.max(0, Math.round(known.nowBootMs - fix.atBootMs)),
    goneInMs: Math.max(0, Math.round(known.goneAtBootMs(fix) - known.nowBootMs)),
    anchors: known.heardBy().map(({ floor, x, y, rssiDbm }) => ({ floor, x, y, rssiDbm: Math.round(rssiDbm) })),
  };
}

function tenths(metres: number): number {
  return Math.round(metres * 10) / 10 + 0;
}
