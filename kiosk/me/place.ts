// Which part of the page is looked at, kept after the # of its address: a fixed word, nothing about anybody.

import { useSyncExternalStore } from 'react';

export const places = ['today', 'find', 'location', 'me'] as const;
export type Place = (typeof places)[number];

/** Whatever else stands there is the page of today. */
export function placeOf(hash: string): Place {
  return places.find((place) => hash === `#${place}`) ?? 'today';
}

export function usePlace(page: Window): Place {
  return useSyncExternalStore(
    (changed) => {
      page.addEventListener('hashchange', changed);
      return () => page.removeEventListener('hashchange', changed);
    },
    () => placeOf(page.location.hash),
  );
}
