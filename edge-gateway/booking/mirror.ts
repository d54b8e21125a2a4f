// The edge's copy of what the booking system knows: people, today's bookings, blocks, issues, policy. Memory only; a restart without
// the booking system knows nobody, which fails closed. Kept current by one snapshot and then a long poll for changes.

import type { Running } from '#gateway/running.ts';
import type { ManagerActResult } from '#shared/booking-api/contract.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { BookingSystem, LinkRefusal } from './booking-system.ts';
import { followChanges } from './follow-changes.ts';
import { indexOf, type MirrorIndex } from './mirror-index.ts';
import { afterChanges, asChange, changedPeople, emptyState, type MirrorState, pruned } from './mirror-state.ts';

/** Whether the booking system answers; `sinceMs` (epoch) is when that began. `why` says what is wrong while it does not. */
export type LinkState = { readonly up: boolean; readonly sinceMs: number; readonly why?: LinkRefusal };

/** Called in the same turn in which the mirror changes, after the new state can be read. */
export type MirrorListeners = {
  /** A person is new or changed, or gone (null): consent and names must follow at once. */
  readonly onPerson: (ref: SubjectRef, person: Person | null) => void;
  readonly onPolicy: (policy: Policy) => void;
  /** Bookings or blocks changed. */
  readonly onBookings: () => void;
  readonly onLink: (link: LinkState) => void;
};

export type Mirror = Running & {
  readonly person: (ref: SubjectRef) => Person | undefined;
  readonly personByIdentifier: (identifier: string) => Person | undefined;
  /** By their subject (`sub`) at the company's OpenID provider; nobody when two people have it. */
  readonly personByAccount: (account: string) => Person | undefined;
  readonly people: () => readonly Person[];
  readonly booking: (id: BookingId) => Booking | undefined;
  readonly bookings: () => readonly Booking[];
  readonly bookingsOf: (person: SubjectRef) => readonly Booking[];
  readonly bookingsIn: (space: SpaceId) => readonly Booking[];
  /** Those that are not over: they may begin later. */
  readonly blocks: () => readonly Block[];
  readonly blocksOf: (space: SpaceId) => readonly Block[];
  /** Those that are not closed. */
  readonly issues: () => readonly Issue[];
  readonly policy: () => Policy;
  /** Whether a snapshot has arrived since start. */
  readonly loaded: () => boolean;
  /** Loaded, and heard from within the last 15 minutes: what is not booked here is free. */
  readonly usable: () => boolean;
  readonly link: () => LinkState;
  /** Takes a booking as the system answered it to a write, ahead of the change feed. */
  readonly learned: (booking: Booking) => void;
  /** The same for the answer to what a manager did. */
  readonly learnedAct: (result: ManagerActResult) => void;
  /** Takes a person as the system answered them to a write; not one who is unknown here, has left, or is newer already. */
  readonly learnedPerson: (person: Person) => void;
};

const staleAfterMs = minutes(15);

/** Starts following `system`; resolves at once, `loaded` tells when the first snapshot is in. */
export async function startMirror(
  deps: { readonly system: BookingSystem; readonly clock: Clock; readonly random: Random } & MirrorListeners,
): Promise<Mirror> {
  const { clock } = deps;
  const stopping = new AbortController();
  let state = emptyState;
  let index = indexOf(state);
  let heardBootMs: number | null = null;
  let link: LinkState = { up: false, sinceMs: clock.wallMs() };

  /** Everything readable changes first, then the listeners are told: none of them sees half a change. */
  const adopt = (next: MirrorState, heard: boolean): void => {
    const before = state;
    const cameBack = heard && !link.up;
    state = next;
    if (next !== before) index = indexOf(next);
    if (heard) heardBootMs = clock.bootMs();
    if (cameBack) link = { up: true, sinceMs: clock.wallMs() };
    for (const [ref, person] of changedPeople(before, next)) deps.onPerson(ref, person);
    if (next.policy !== before.policy) deps.onPolicy(next.policy);
    if (next.bookings !== before.bookings || next.blocks !== before.blocks) deps.onBookings();
    if (cameBack) deps.onLink(link);
  };
  const lost = (why: LinkRefusal): void => {
    if (!link.up && link.why === why) return;
    link = { up: false, sinceMs: link.up ? clock.wallMs() : link.sinceMs, why };
    deps.onLink(link);
  };
  const following = followChanges({
    ...deps,
    signal: stopping.signal,
    read: () => state,
    adopt: (next) => adopt(next, true),
    lost,
  });
  const stopPruning = clock.every(minutes(10), () => adopt(pruned(state, clock.wallMs()), false));

  return {
    ...readsOf(() => ({ ...state, ...index, nowMs: clock.wallMs() })),
    loaded: () => heardBootMs !== null,
    usable: () => heardBootMs !== null && (link.up || clock.bootMs() - heardBootMs < staleAfterMs),
    link: () => link,
    learned: (booking) => adopt(afterChanges(state, [{ kind: 'booking', booking }], clock.wallMs()), false),
    learnedAct: (result) => adopt(afterChanges(state, [asChange(result)], clock.wallMs()), false),
    learnedPerson: (person) => {
      if (!state.people.has(person.ref)) return;
      adopt(afterChanges(state, [{ kind: 'person', person }], clock.wallMs()), false);
    },
    stop: async () => {
      stopPruning();
      stopping.abort();
      await following;
    },
  };
}

type Reads = Omit<Mirror, 'loaded' | 'usable' | 'link' | 'learned' | 'learnedAct' | 'learnedPerson' | 'stop'>;

function readsOf(now: () => MirrorState & MirrorIndex & { readonly nowMs: number }): Reads {
  /** One that ended since the last pruning is over all the same. */
  const notOver = (blocks: Iterable<Block>): readonly Block[] => {
    const { nowMs } = now();
    return [...blocks].filter(({ untilMs }) => untilMs === null || untilMs > nowMs);
  };
  return {
    person: (ref) => now().people.get(ref),
    personByIdentifier: (identifier) => now().byIdentifier.get(identifier),
    personByAccount: (account) => now().byAccount.get(account),
    people: () => [...now().people.values()],
    booking: (id) => now().bookings.get(id),
    bookings: () => [...now().bookings.values()],
    bookingsOf: (person) => now().byPerson.get(person) ?? [],
    bookingsIn: (space) => now().bySpace.get(space) ?? [],
    blocks: () => notOver(now().blocks.values()),
    blocksOf: (space) => notOver(now().blocksBySpace.get(space) ?? []),
    issues: () => [...now().issues.values()],
    policy: () => now().policy,
  };
}
