// What managers see now, gathered from the parts that know. It is gathered four times a second at most, however many look; the
// mask cuts it to each of them.

import type { Clock } from '#shared/kit/clock.ts';
import type { DisplayId, FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Anchors } from '#shared/wire/anchors.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { Managed } from '#shared/wire/manage.ts';
import type { Boards } from './board-way.ts';
import { nobodyCame, walkUpsNow } from './booking/due.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import type { FirstAidWay } from './first-aid-way.ts';
import type { HolderOf } from './holder-way.ts';
import type { Audience } from './mask/audience.ts';
import { mayAnything, mayOf } from './mask/manage-may.ts';
import { type KnownManaged, maskManaged } from './mask/managed-mask.ts';
import type { Places } from './places.ts';
import type { BoardHub } from './push/board-hub.ts';
import type { Store } from './store/open-store.ts';

export type NowWay = {
  /** Null: this person manages nothing here. */
  readonly managed: (ref: SubjectRef) => Masked<Managed> | null;
  readonly isOnline: (display: DisplayId) => boolean;
};

type Deps = {
  readonly config: Pick<Config, 'displays'>;
  readonly clock: Clock;
  readonly store: Pick<Store, 'outbox'>;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly boards: Pick<Boards, 'boardOf'>;
  readonly firstAid: Pick<FirstAidWay, 'of'>;
  readonly anchors: () => Anchors;
  readonly hub: Pick<BoardHub, 'online'>;
  readonly holder: HolderOf;
};

const gatherEveryMs = 250;

export function createNowWay(deps: Deps): NowWay {
  const { clock, places, holder } = deps;
  let gathered: { readonly known: KnownManaged; readonly atBootMs: number } | null = null;
  const known = (): KnownManaged => {
    const atBootMs = clock.bootMs();
    if (gathered === null || atBootMs - gathered.atBootMs >= gatherEveryMs) gathered = { known: gather(deps), atBootMs };
    return gathered.known;
  };
  return {
    managed: (ref) => {
      const who = holder(ref);
      if (who === null) return null;
      const may = mayOf(who, places.floors);
      return mayAnything(may) ? maskManaged(known(), may) : null;
    },
    isOnline: (display) => deps.hub.online().get(display)?.online ?? false,
  };
}

function gather({ config, clock, store, places, bookings, boards, firstAid, anchors, hub }: Deps): KnownManaged {
  const nowMs = Math.floor(clock.wallMs());
  const running = bookings.view.running(nowMs);
  const online = hub.online();
  const made = new Map<string, Masked<Board>>();
  const boardOf = (floor: FloorId, audience: Audience): Masked<Board> => {
    const key = `${floor} ${audience.kind}`;
    const board = made.get(key) ?? boards.boardOf(floor, audience);
    made.set(key, board);
    return board;
  };
  return {
    asOfMs: nowMs,
    boardOf,
    firstAidOf: firstAid.of,
    floorOf: (space) => places.space(space)?.floor,
    nobodyCame: nobodyCame(running, places.spaces, bookings.mirror.policy(), nowMs),
    walkUps: walkUpsNow(running, places.spaces, nowMs),
    blocks: [...bookings.mirror.blocks()],
    issues: [...bookings.mirror.issues()],
    anchors: anchors().anchors,
    displays: config.displays.map(({ id, name, floor }) => {
      const seen = online.get(id);
      return { id, name, floor, online: seen?.online ?? false, sinceMs: seen?.sinceMs ?? null };
    }),
    owed: { outbox: store.outbox.size(), quarantined: store.outbox.quarantined() },
  };
}
