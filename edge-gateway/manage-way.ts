// The way of managers: what they see now, and what they do for others. Every act asks the table of rights, is written to the
// audit, and only then done: at the booking system while they wait, or on the display it is for.

import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import type { ManagedWhat } from '#shared/model/audit.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { ManageRefusal, ManageRequest } from '#shared/wire/manage.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { ManagerActs, ManagerRequest } from './booking/manager-acts.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import type { Holder, HolderOf } from './holder-way.ts';
import { createManageLists, type ManageLists } from './manage-list-way.ts';
import type { NowWay } from './manage-now-way.ts';
import { sight } from './mask/decision.ts';
import { createPersonHandles, type PersonHandles } from './mask/person-handles.ts';
import { floorsOf, type Right, roleFor } from './mask/rights.ts';
import type { Places } from './places.ts';
import type { BoardHub } from './push/board-hub.ts';
import type { ManageDesk } from './push/manage-ports.ts';
import { csvOf } from './utilisation/csv.ts';
import type { UtilisationBook } from './utilisation/utilisation.ts';

type Deps = {
  readonly config: Pick<Config, 'displays' | 'site'>;
  readonly audit: AuditLog;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly acts: ManagerActs;
  readonly holder: HolderOf;
  readonly now: NowWay;
  readonly hub: Pick<BoardHub, 'command'>;
  readonly utilisation: UtilisationBook;
  readonly clock: Clock;
};

type Why = ManageRefusal['why'];
/** Null: it may be done. */
type Verdict = Why | null;

const rightTo: Readonly<Record<ManageRequest['act'], Right>> = {
  book: 'bookings',
  release: 'bookings',
  block: 'block',
  unblock: 'block',
  'answer-issue': 'issues',
};

export function createManageWay(deps: Deps): ManageDesk {
  const { config, audit, places, bookings, holder } = deps;
  const has = (who: Holder | null, right: Right): who is Holder => who !== null && floorsOf(right, who, places.floors).length > 0;
  /** Not written, not done. */
  const written = (ref: SubjectRef, who: Holder, right: Right, what: ManagedWhat): boolean =>
    audit.write({ kind: 'managed', what, role: roleFor(right, who) ?? 'user' }, ref).ok;
  const handles = createPersonHandles(randomUUID);
  const lists: ManageLists = createManageLists({ ...deps, has, written, handles });
  const mayOn = (who: Holder, right: Right, floor: FloorId | undefined): Verdict => {
    if (floor === undefined) return 'gone';
    return floorsOf(right, who, places.floors).includes(floor) ? null : 'not-assigned';
  };
  /** Whether this booking, or one for this person there, is theirs to manage (41, 43, 44). */
  const manages = (who: Holder, ref: SubjectRef | undefined, floor: FloorId, guest = false): boolean => {
    const person = ref === undefined ? undefined : bookings.people.person(ref);
    const known = { mode: bookings.mirror.policy().mode, ref, person, guest, floor };
    return sight('list', { kind: 'signed-in', viewer: who }, known) !== 'nothing';
  };
  const mayAct = (who: Holder, request: ManagerRequest): Verdict => {
    const right = rightTo[request.act];
    switch (request.act) {
      case 'book': {
        const floor = places.space(request.space)?.floor;
        if (floor === undefined || bookings.people.person(request.person) === undefined) return 'gone';
        return manages(who, request.person, floor) ? null : 'not-assigned';
      }
      case 'release': {
        const booking = bookings.view.byId(request.booking, deps.clock.wallMs());
        const floor = booking && places.space(booking.space)?.floor;
        // What they may not see is not there.
        return booking && floor && manages(who, booking.holder, floor, booking.guest) ? null : 'gone';
      }
      case 'block':
        return mayOn(who, right, places.space(request.space)?.floor);
      case 'unblock': {
        const block = bookings.mirror.blocks().find(({ id }) => id === request.block);
        return mayOn(who, right, block && places.space(block.space)?.floor);
      }
      case 'answer-issue':
        return mayOn(who, right, bookings.mirror.issues().find(({ id }) => id === request.issue)?.floor);
    }
  };
  return {
    ...lists,
    managed: deps.now.managed,
    act: async (ref, asked) => {
      const who = holder(ref);
      const right = rightTo[asked.act];
      if (!has(who, right)) return no('not-allowed');
      const request = withPerson(asked, handles);
      if (request === null) return no('gone');
      const before = deps.acts.answered(ref, request);
      if (before !== null) return before;
      const verdict = mayAct(who, request);
      if (verdict !== null) return no(verdict);
      if (!written(ref, who, right, request.act)) return no('not-stored');
      return deps.acts.act(ref, request);
    },
    command: (ref, { display: id, command }) => {
      const who = holder(ref);
      if (!has(who, 'displays')) return no('not-allowed');
      const display = config.displays.find((one) => one.id === id);
      const verdict = mayOn(who, 'displays', display?.floor);
      if (verdict !== null) return no(verdict);
      if (!deps.now.isOnline(id)) return no('not-online');
      if (!written(ref, who, 'displays', 'display-command')) return no('not-stored');
      return deps.hub.command(id, command) > 0 ? { ok: true } : no('not-online');
    },
    utilisation: (ref, request) => {
      const who = holder(ref);
      if (!has(who, 'utilisation')) return { ok: false, why: 'not-allowed' };
      return deps.utilisation.answer(request, floorsOf('utilisation', who, places.floors));
    },
    exportUtilisation: (ref, request) => {
      const who = holder(ref);
      if (!has(who, 'export-utilisation')) return { ok: false, why: 'not-allowed' };
      const reply = deps.utilisation.answer(request, floorsOf('export-utilisation', who, places.floors));
      if (!reply.ok) return reply;
      if (!written(ref, who, 'export-utilisation', 'export-utilisation')) return { ok: false, why: 'not-stored' };
      const { from, to } = reply.period;
      return { ok: true, name: `utilisation-${config.site.id}-${from}-${to}.csv`, csv: csvOf(reply) };
    },
  };
}

/** Null when nobody was ever shown by this handle. */
function withPerson(asked: ManageRequest, { refOf }: Pick<PersonHandles, 'refOf'>): ManagerRequest | null {
  if (asked.act !== 'book') return asked;
  const person = refOf(asked.person);
  return person === undefined ? null : { ...asked, person };
}

function no(why: Why): ManageRefusal {
  return { ok: false, why };
}
