// What a wall is shown: bookings, places and counts brought together for one floor and put through the mask. The last
// two stages of the pipeline are built here.

import type { Clock } from '#shared/kit/clock.ts';
import { type Display, mayShow } from '#shared/model/display.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { BookingWay } from './booking-way.ts';
import type { Consent } from './consent/consent.ts';
import type { FirstAidWay } from './first-aid-way.ts';
import type { Audience } from './mask/audience.ts';
import { maskBoard } from './mask/board-mask.ts';
import type { PersonKeys } from './mask/person-keys.ts';
import type { MaskedView, Stage } from './pipeline.ts';
import type { Places } from './places.ts';
import type { PresenceWay } from './presence-way.ts';
import type { PositionVault } from './remember/vault.ts';

type Deps = {
  readonly clock: Clock;
  readonly places: Places;
  readonly keys: PersonKeys;
  readonly bookings: BookingWay;
  readonly vault: PositionVault;
  readonly consent: Consent;
  readonly presence: PresenceWay;
  readonly positions: () => PositionsState;
  readonly firstAid: Pick<FirstAidWay, 'of'>;
  readonly glassUntilMs: (floor: FloorId) => number | null;
};

export type Boards = {
  /** The board of a floor as this display may see it now. */
  readonly boardFor: (display: Display, floor: FloorId) => Masked<Board>;
  /** The same for any audience. */
  readonly boardOf: (floor: FloorId, audience: Audience) => Masked<Board>;
  /** The mask as a stage: a floor that changed becomes a view that makes masked boards of it. */
  readonly mask: Stage<FloorId, MaskedView<Display>>;
};

export function createBoards(deps: Deps): Boards {
  const { clock, places, keys, vault, consent, presence } = deps;
  const { view, mirror, people } = deps.bookings;
  const boardOf = (floor: FloorId, audience: Audience, of = places.floors): Masked<Board> => {
    const nowMs = clock.wallMs();
    const nowBootMs = clock.bootMs();
    const link = mirror.link();
    const statusOf = view.statusAt(nowMs);
    const spacesOn = (id: FloorId) =>
      places.onFloor(id).map((place) => ({ id: place.id, kind: place.kind, status: statusOf(place.id) }));
    const known = {
      floor,
      asOfMs: nowMs,
      nowBootMs,
      mode: mirror.policy().mode,
      spaces: spacesOn(floor),
      fixes: vault.all(),
      person: people.person,
      scopesOf: consent.scopesOf,
      keyOf: (ref: SubjectRef) => keys.keyOf(ref, nowBootMs),
      presence: presence.of(floor),
      positions: deps.positions(),
      safety: deps.firstAid.of(floor),
      glassUntilMs: deps.glassUntilMs(floor),
      floors: of.map((id) => ({ floor: id, ...freeOn(spacesOn(id)) })),
      booking: { up: link.up, sinceMs: link.up ? null : Math.round(link.sinceMs) },
    };
    return maskBoard(known, audience);
  };
  const boardFor = (display: Display, floor: FloorId): Masked<Board> =>
    boardOf(
      floor,
      { kind: 'wall', wallNames: display.wallNames },
      places.floors.filter((id) => mayShow(display, id)),
    );
  return {
    ...{ boardFor, boardOf: (floor, audience) => boardOf(floor, audience) },
    mask: (handOn) => (floor) => handOn({ floor, boardFor: (display) => boardFor(display, floor) }),
  };
}

type Counted = { readonly kind: string; readonly status: { readonly state: string } };

function freeOn(spaces: readonly Counted[]): { desksFree: number; roomsFree: number } {
  const free = (kind: string): number => spaces.filter((s) => s.kind === kind && s.status.state === 'free').length;
  return { desksFree: free('desk'), roomsFree: free('room') };
}
