// The console's frame: the floors somebody manages as any wall without names shows them, and what they look after there.
// Built field by field. Nobody's name or place is in it, for no role (rules 42-44): names have lists of their own
// (bookings-mask.ts).
//
// Promise: nothing of a floor, and no list, that `may` does not name; never finer than the wall (statement 13).

import { minutes } from '#shared/kit/duration.ts';
import type { Block } from '#shared/model/block.ts';
import type { FloorId, SpaceId } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { Managed, ManagedDisplay, ManageMay } from '#shared/wire/manage.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import type { Audience } from './audience.ts';
import { maskDutyNames } from './safety-mask.ts';
import { sorted } from './sorted.ts';

type Anchor = Managed['anchors'][number];

/** Everything a manager could look after at one moment (epoch ms), of the whole site. */
export type KnownManaged = Pick<Managed, 'asOfMs' | 'nobodyCame' | 'walkUps' | 'blocks' | 'issues' | 'displays' | 'owed'> & {
  readonly boardOf: (floor: FloorId, audience: Audience) => Masked<Board>;
  /** Undefined for a space that was removed. */
  readonly floorOf: (space: SpaceId) => FloorId | undefined;
  readonly anchors: readonly Anchor[];
  readonly firstAidOf: (floor: FloorId) => FloorSafety;
};

/** Whoever looks, they see what everybody who walks past could see, and no name. */
const nameless: Audience = { kind: 'wall', wallNames: 'none' };
/** A walk-up begins at the moment of its tap, which a board never tells (board-mask.ts). */
const walkUpStepMs = minutes(5);

/** `may` is what mayOf (manage-may.ts) says of whoever looks, at this look. */
export function maskManaged(known: KnownManaged, may: ManageMay): Masked<Managed> {
  const floors = new Set(may.floors);
  const isOn = (space: SpaceId): boolean => {
    const floor = known.floorOf(space);
    return floor !== undefined && floors.has(floor);
  };
  const managed: Managed = {
    asOfMs: Math.round(known.asOfMs),
    may: mayFields(may),
    boards: may.floors.map((floor) => known.boardOf(floor, nameless)),
    firstAid: may.safetyFloors.map((floor) => ({ floor, safety: maskDutyNames(known.firstAidOf(floor), may.warden) })),
    nobodyCame: sorted(
      known.nobodyCame
        .filter(({ space }) => isOn(space))
        .map(({ space, sinceMs, releaseMs }) => ({ space, sinceMs: Math.round(sinceMs), releaseMs: Math.round(releaseMs) })),
      ({ space }) => space,
    ),
    walkUps: sorted(
      known.walkUps
        .filter(({ space }) => isOn(space))
        .map(({ space, sinceMs }) => ({ space, sinceMs: Math.floor(sinceMs / walkUpStepMs) * walkUpStepMs })),
      ({ space }) => space,
    ),
    blocks: may.block ? sorted(known.blocks.filter(({ space }) => isOn(space)).map(blockOf), ({ id }) => id) : [],
    issues: may.issues ? sorted(known.issues.filter(({ floor }) => floors.has(floor)).map(issueOf), ({ id }) => id) : [],
    ...machines(known, may, floors),
  };
  return managed as Masked<Managed>;
}

function machines(known: KnownManaged, may: ManageMay, floors: ReadonlySet<FloorId>) {
  if (!may.displays) return { anchors: [], displays: [], owed: { outbox: 0, quarantined: 0 } };
  const { outbox, quarantined } = known.owed;
  return {
    anchors: sorted(known.anchors.filter(({ floor }) => floors.has(floor)).map(anchorOf), ({ id }) => id),
    displays: sorted(known.displays.filter(({ floor }) => floors.has(floor)).map(displayOf), ({ id }) => id),
    owed: { outbox, quarantined },
  };
}

function mayFields(may: ManageMay): ManageMay {
  const { bookings, exportBookings, block, issues, displays, utilisation, exportUtilisation, startEmergency, warden } = may;
  return {
    floors: [...may.floors],
    bookFloors: [...may.bookFloors],
    safetyFloors: [...may.safetyFloors],
    ...{ bookings, exportBookings, block, issues, displays, utilisation, exportUtilisation, startEmergency, warden },
  };
}

function blockOf({ id, space, reason, fromMs, untilMs }: Block): Block {
  return { id, space, reason, fromMs: Math.round(fromMs), untilMs: untilMs === null ? null : Math.round(untilMs) };
}

function issueOf({ id, floor, space, text, atMs, state, answer }: Issue): Issue {
  return {
    ...{ id, floor, text, atMs: Math.round(atMs), state },
    ...(space === undefined ? {} : { space }),
    ...(answer === undefined ? {} : { answer }),
  };
}

/**
 * How many radios a scanner hears, and whether it hears any, would tell in an empty building that somebody came in: a manager
 * learns whether the machine works (push/routes/anchors.ts says who learns more). Its clock and its last word change all the
 * time and say nothing to them.
 */
function anchorOf(anchor: Anchor): Anchor {
  const { id, floor, x, y, kind, scanners, state, why, saturated, firmwareVersion, calibration } = anchor;
  return {
    ...{ id, floor, x, y, kind, scanners: [...scanners] },
    state: state === 'quiet' ? 'hearing' : state,
    ...{ why, lastHeardAgoMs: state === 'silent' ? anchor.lastHeardAgoMs : null, advertsPerSecond: null },
    ...{ saturated, clockSkewMs: null, firmwareVersion },
    ...(calibration === undefined ? {} : { calibration: calibrationOf(calibration) }),
  };
}

function calibrationOf({ samples, readings, residualDb, biasDb, moved }: NonNullable<Anchor['calibration']>) {
  return { samples, readings, residualDb, biasDb, moved };
}

function displayOf({ id, name, floor, online, sinceMs }: ManagedDisplay): ManagedDisplay {
  return { id, name, floor, online, sinceMs: sinceMs === null ? null : Math.round(sinceMs) };
}
