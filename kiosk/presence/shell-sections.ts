// The sections of the console: which of them somebody sees, and the way to each after the # of the address. A missing link is
// no protection: the gateway asks again at every request.

import { useSyncExternalStore } from 'react';
import type { ManageMay } from '#shared/wire/manage.ts';

const sections = ['now', 'act', 'utilisation', 'safety', 'privacy'] as const;
export type Section = (typeof sections)[number];

/** In the order of the page; `may` null: manages nothing. `desk`: holds one of the roles the section "Privacy" is for. */
export function sectionsOf(may: ManageMay | null, desk: boolean): readonly Section[] {
  const has: Readonly<Record<Section, boolean>> = {
    now: may !== null && may.floors.length > 0,
    act: may !== null && (may.bookings || may.block || may.issues || may.displays),
    utilisation: may?.utilisation ?? false,
    safety: may !== null && may.safetyFloors.length > 0,
    privacy: desk,
  };
  return sections.filter((section) => has[section]);
}

/** Whatever else stands in the address is the first section there is. */
export function sectionIn(hash: string, there: readonly [Section, ...Section[]]): Section {
  const [name] = hash.slice(1).split('?');
  return there.find((section) => section === name) ?? there[0];
}

/** The address after its #, as it is now. */
export function useHash(page: Window): string {
  return useSyncExternalStore(
    (changed) => {
      page.addEventListener('hashchange', changed);
      return () => page.removeEventListener('hashchange', changed);
    },
    () => page.location.hash,
  );
}

/** Changes the address after its # without a step back to before it; known at once, so that no choice is drawn back meanwhile. */
export function replaceHash(page: Window, hash: string): void {
  page.history.replaceState(null, '', hash);
  page.dispatchEvent(new HashChangeEvent('hashchange'));
}
