// The lists with names that managers may read: bookings of a day, a file of them, and for whom one may be made. Row by row
// through the mask; that somebody reads is in the audit, of the list once in a quarter of an hour.

import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { ManagedWhat } from '#shared/model/audit.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { BookingsRequest } from '#shared/wire/manage.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import type { Holder, HolderOf } from './holder-way.ts';
import { type KnownBooking, maskBookings, maskExport, maskPeople, maskRefusal } from './mask/bookings-mask.ts';
import type { PersonHandles } from './mask/person-handles.ts';
import type { Right } from './mask/rights.ts';
import type { Places } from './places.ts';
import type { ManageDesk } from './push/manage-ports.ts';
import { dayNumber, siteCalendar } from './utilisation/site-days.ts';

export type ManageLists = Pick<ManageDesk, 'bookings' | 'exportBookings' | 'people'>;

type Deps = {
  readonly config: Pick<Config, 'site'>;
  readonly clock: Clock;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly holder: HolderOf;
  readonly handles: Pick<PersonHandles, 'of'>;
  readonly has: (who: Holder | null, right: Right) => who is Holder;
  readonly written: (ref: SubjectRef, who: Holder, right: Right, what: ManagedWhat) => boolean;
};

const sameReadingMs = minutes(15);

export function createManageLists(deps: Deps): ManageLists {
  const { config, clock, places, bookings, holder, has, written } = deps;
  const calendar = siteCalendar(config.site.timeZone);
  const names = {
    spaces: new Map(config.site.floors.flatMap(({ spaces }) => spaces.map(({ id, name }) => [id, name] as const))),
    floors: new Map(config.site.floors.map(({ id, name }) => [id, name] as const)),
  };
  const readBootMs = new Map<SubjectRef, number>();
  const mode = () => bookings.mirror.policy().mode;
  const rowsOf = ({ day, floor }: BookingsRequest): readonly KnownBooking[] => {
    const nowMs = clock.wallMs();
    const { fromMs, toMs } = calendar.windowOf(dayNumber(day));
    return [...places.spaces.values()]
      .filter((space) => floor === null || space.floor === floor)
      .flatMap((space) =>
        bookings.view.ofSpace(space.id, nowMs).flatMap((booking): KnownBooking[] => {
          if (booking.toMs <= fromMs || booking.fromMs >= toMs) return [];
          const { holder: ref, ...rest } = booking;
          const person = ref === undefined ? undefined : bookings.people.person(ref);
          return [{ ...rest, floor: space.floor, holder: ref, person }];
        }),
      );
  };
  const unknownFloor = (floor: BookingsRequest['floor']): boolean => floor !== null && !places.floors.includes(floor);
  return {
    bookings: (ref, request) => {
      const who = holder(ref);
      if (!has(who, 'bookings')) return maskRefusal('not-allowed');
      if (unknownFloor(request.floor)) return maskRefusal('gone');
      const lately = clock.bootMs() - (readBootMs.get(ref) ?? Number.NEGATIVE_INFINITY) < sameReadingMs;
      if (!lately && !written(ref, who, 'bookings', 'read-bookings')) return maskRefusal('not-stored');
      if (!lately) readBootMs.set(ref, clock.bootMs());
      return maskBookings(rowsOf(request), who, mode());
    },
    exportBookings: (ref, request) => {
      const who = holder(ref);
      if (!has(who, 'export-bookings')) return { ok: false, why: 'not-allowed' };
      if (unknownFloor(request.floor)) return { ok: false, why: 'gone' };
      const file = maskExport(rowsOf(request), who, mode(), {
        name: `bookings-${config.site.id}-${request.day}.csv`,
        timeZone: config.site.timeZone,
        spaceName: ({ space }) => names.spaces.get(space) ?? space,
        floorName: ({ floor }) => names.floors.get(floor) ?? floor,
      });
      if (file.ok && !written(ref, who, 'export-bookings', 'export-bookings')) return { ok: false, why: 'not-stored' };
      return file;
    },
    people: (ref, { text }) => {
      const who = holder(ref);
      if (!has(who, 'bookings')) return maskRefusal('not-allowed');
      const wanted = text.toLocaleLowerCase('en');
      const fits = bookings.people
        .people()
        .filter(({ displayName, identifier }) => identifier === text || displayName.toLocaleLowerCase('en').includes(wanted));
      return maskPeople(
        fits.map((person) => ({ ref: person.ref, person })),
        who,
        mode(),
        deps.handles.of,
      );
    },
  };
}
