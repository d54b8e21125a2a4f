// What somebody may do on the console, for their own page. It is only for drawing: every act asks rights.ts again.

import type { FloorId } from '#shared/model/ids.ts';
import type { ManageMay } from '#shared/wire/manage.ts';
import { floorsOf, type Right } from './rights.ts';

/** `all` are the floors of this site; who manages plans of another one alone manages nothing here. */
export function mayOf(holder: Parameters<typeof floorsOf>[1], all: readonly FloorId[]): ManageMay {
  const has = (right: Right): boolean => floorsOf(right, holder, all).length > 0;
  const safety = new Set([...floorsOf('see-now', holder, all), ...floorsOf('warden', holder, all)]);
  return {
    floors: [...floorsOf('see-now', holder, all)],
    bookFloors: [...floorsOf('bookings', holder, all)],
    safetyFloors: all.filter((floor) => safety.has(floor)),
    bookings: has('bookings'),
    exportBookings: has('export-bookings'),
    block: has('block'),
    issues: has('issues'),
    displays: has('displays'),
    utilisation: has('utilisation'),
    exportUtilisation: has('export-utilisation'),
    startEmergency: has('start-emergency'),
    warden: has('warden'),
  };
}

/** Whether there is anything on the console for them at all. */
export function mayAnything({ floors, bookFloors: _, safetyFloors: __, ...may }: ManageMay): boolean {
  return floors.length > 0 || Object.values(may).some(Boolean);
}
