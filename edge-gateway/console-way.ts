// The way of the console: first aid at the presence tick, emergencies, what managers see and do, and how the building was used.
// Fits its four parts together; each of them stands in a way of its own.

import type { Clock } from '#shared/kit/clock.ts';
import { systemRandom } from '#shared/kit/random.ts';
import type { Anchors } from '#shared/wire/anchors.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Boards } from './board-way.ts';
import { createManagerActs } from './booking/manager-acts.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import type { FirstAidWay } from './first-aid-way.ts';
import type { HereWay } from './here-way.ts';
import { holdersOf } from './holder-way.ts';
import { createNowWay } from './manage-now-way.ts';
import { createManageWay } from './manage-way.ts';
import type { Places } from './places.ts';
import type { BoardHub } from './push/board-hub.ts';
import type { EmergencyDesk, ManageDesk } from './push/manage-ports.ts';
import type { Running } from './running.ts';
import { startSafetyWay } from './safety-way.ts';
import type { Store } from './store/open-store.ts';
import { startUsageBook } from './utilisation/usage-book.ts';
import { createUtilisation } from './utilisation/utilisation.ts';
import type { Log } from './watch/log.ts';

export type ConsoleWay = Running & {
  readonly manage: ManageDesk;
  readonly emergency: EmergencyDesk;
  /** What the fire panel said over MQTT. */
  readonly hearPanel: (text: string) => void;
};

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataFolder: string;
  readonly store: Store;
  readonly audit: AuditLog;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly boards: Boards;
  readonly here: HereWay;
  readonly firstAid: FirstAidWay;
  readonly anchors: () => Anchors;
  readonly hub: Pick<BoardHub, 'command' | 'online'>;
  /** The smallest group that is told, as it holds now. */
  readonly k: () => number;
  /** An emergency, or its roll call, is another than before. */
  readonly onEmergency: () => void;
};

export function startConsoleWay(deps: Deps): ConsoleWay {
  const { config, clock, store, bookings, k } = deps;
  const leaving = new AbortController();
  const holder = holdersOf(bookings.people.person);
  const safety = startSafetyWay({ ...deps, log: deps.log.child({ stage: 'safety' }), holder, onChange: deps.onEmergency });
  const book = startUsageBook({ clock, site: config.site, store, k, random: systemRandom });
  const manage = createManageWay({
    ...deps,
    holder,
    acts: createManagerActs({
      system: bookings.system,
      learnedAct: bookings.mirror.learnedAct,
      clock,
      signal: leaving.signal,
    }),
    now: createNowWay({ ...deps, holder }),
    utilisation: createUtilisation({ site: config.site, between: store.usage.between, k }),
  });
  return {
    manage,
    emergency: safety.desk,
    hearPanel: safety.hearPanel,
    stop: async () => {
      leaving.abort();
      await book.stop();
      await safety.stop();
    },
  };
}
