// What lasts about one person on this gateway's disk, behind pseudonyms: their decisions about location, and who saw them
// under break-glass. For that person only; gone when they erase it, and linked with nobody after the linked days.

import type { Clock } from '#shared/kit/clock.ts';
import type { SubjectRef } from '#shared/model/ids.ts';
import type { LookedAt } from '#shared/wire/me.ts';
import { pseudonym, pseudonymsOf } from './audit/pseudonym.ts';
import type { ConsentChange } from './store/consent-history.ts';
import type { Store } from './store/open-store.ts';

type OwnChange = Omit<ConsentChange, 'person'>;

export type PersonHistory = {
  readonly noteConsent: (ref: SubjectRef, state: ConsentChange['state'], documentVersion: string) => void;
  /** Oldest first. */
  readonly consentOf: (ref: SubjectRef) => readonly OwnChange[];
  /** Newest first, one line a case. */
  readonly lookedAtOf: (ref: SubjectRef) => readonly LookedAt[];
  readonly forget: (ref: SubjectRef) => void;
};

type Deps = { readonly clock: Clock; readonly store: Pick<Store, 'consentHistory' | 'lookedAt' | 'dayKeys' | 'transaction'> };

export function createPersonHistory({ clock, store }: Deps): PersonHistory {
  const { consentHistory, lookedAt, dayKeys } = store;
  const all = (ref: SubjectRef): readonly string[] => pseudonymsOf(dayKeys.kept(), ref);
  return {
    noteConsent: (ref, state, documentVersion) => {
      const atMs = Math.floor(clock.wallMs());
      const key = dayKeys.of(atMs);
      // The decision itself holds and is owed to the booking system; without a disk only this line about it is missing.
      if (key.ok) consentHistory.add({ atMs, person: pseudonym(key.value, ref), state, documentVersion });
    },
    consentOf: (ref) => consentHistory.of(all(ref)).map(({ person: _own, ...change }) => change),
    lookedAtOf: (ref) => {
      const firstOfCase = new Map(
        lookedAt
          .of(all(ref))
          .toReversed()
          .map((row) => [row.case, row]),
      );
      return [...firstOfCase.values()]
        .map(({ atMs, reason, role }) => ({ atMs, reason, role }))
        .toSorted((a, b) => b.atMs - a.atMs);
    },
    forget: (ref) => {
      const pseudonyms = all(ref);
      store.transaction(() => {
        consentHistory.forget(pseudonyms);
        lookedAt.forget(pseudonyms);
      });
    },
  };
}
