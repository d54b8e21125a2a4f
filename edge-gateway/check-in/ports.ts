// What check-in needs of the rest of the house. None of it leads to a position: nothing here may ever learn where
// somebody is, only what is booked.

import type { BookingEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import type { Block } from '#shared/model/block.ts';
import type { Booking } from '#shared/model/booking.ts';
import type { BookingId, DisplayId, EventId, FloorId, SpaceId, SubjectRef } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { SpaceKind } from '#shared/model/site.ts';

/** The display a request came from. */
export type PadDisplay = { readonly id: DisplayId; readonly floor: FloorId };

type Stored<T> = Outcome<T, 'not-stored'>;

/** What was answered to a tap. `target` is the booking or the space the request named. */
export type SettledTap = {
  readonly event: EventId;
  readonly did: 'checked-in' | 'released' | 'walked-up' | 'extended';
  readonly target: string;
  readonly space: SpaceId;
  readonly untilMs: number;
  readonly atMs: number;
};

/** What this edge did to a booking, until the booking system's own word about it arrives. */
export type Deed = {
  readonly booking: BookingId;
  readonly event: EventId;
  /** `extended`: checked in, until the new `toMs`. */
  readonly state: 'checked-in' | 'released' | 'extended';
  readonly person: SubjectRef;
  readonly space: SpaceId;
  readonly fromMs: number;
  readonly toMs: number;
  readonly atMs: number;
};

export type PinCounts = {
  readonly verifier: string;
  readonly inRow: number;
  readonly pairFails: number;
  readonly padFails: number;
};

export type PinCounterStore = {
  readonly read: (subject: string, display: string) => PinCounts;
  readonly save: (subject: string, display: string, counts: PinCounts, atMs: number) => Stored<void>;
};

/** The slice of the store. Writes inside one `transaction` are on disk together or not at all. */
type DeedStore = {
  readonly transaction: <T>(task: () => T) => Stored<T>;
  readonly outbox: {
    readonly append: (event: BookingEvent) => Stored<number>;
    readonly fate: (event: EventId) => 'owed' | 'refused' | 'clear';
    readonly size: () => number;
  };
  readonly settled: {
    readonly find: (event: EventId) => SettledTap | null;
    readonly add: (tap: SettledTap) => Stored<void>;
  };
  readonly local: { readonly put: (deed: Deed) => Stored<void> };
};

/** The mirror with this edge's own deeds laid over it, and the blocks that are not over. */
type BookingView = {
  readonly ofPerson: (person: SubjectRef, nowMs: number) => readonly Booking[];
  readonly ofSpace: (space: SpaceId, nowMs: number) => readonly Booking[];
  readonly blocksOf: (space: SpaceId) => readonly Block[];
};

export type PadSpace = { readonly name: string; readonly kind: SpaceKind; readonly floor: FloorId };

/** What it takes to do something with a booking, whoever asks. */
export type DeedDeps = {
  readonly bookings: BookingView;
  readonly policy: () => Policy;
  readonly spaces: ReadonlyMap<SpaceId, PadSpace>;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly store: DeedStore;
  /** `settled` answers true once the booking system has answered for the event, false when `waitMs` passed first. */
  readonly relay: { readonly wake: () => void; readonly settled: (event: EventId, waitMs: number) => Promise<boolean> };
  /** Secret random bytes (node:crypto). */
  readonly randomBytes: (count: number) => Buffer;
};

export type CheckInDeps = DeedDeps & {
  /** `loaded` is false until the booking system has sent its people once since start. */
  readonly people: { readonly byIdentifier: (identifier: string) => Person | null; readonly loaded: () => boolean };
  readonly pepper: string;
  readonly store: DeedStore & { readonly pinLimits: PinCounterStore };
};
