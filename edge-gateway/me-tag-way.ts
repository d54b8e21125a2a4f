// What a signed-in person carries: bringing a badge, a fob or an app, and losing one. A tag is never written down here, so
// the booking system has to answer while the person waits; only a loss has a way without it.

import { randomBytes } from 'node:crypto';
import type { TagWrite } from '#shared/booking-api/contract.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import { type LocationConsent, RotatingKey } from '#shared/model/consent.ts';
import type { EventId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';
import type {
  AppReply,
  BringTagRequest,
  ConfirmTagRequest,
  LostTagRequest,
  MeRefusal,
  MeReply,
  TapRequest,
} from '#shared/wire/me-actions.ts';
import type { BookingSystem } from './booking/booking-system.ts';
import type { Decisions } from './booking/decisions.ts';
import type { Consent } from './consent/consent.ts';
import type { Enrolment } from './consent/enrolment.ts';
import { byHandle, type Digest } from './consent/own-tags.ts';
import { readPrint } from './consent/printed-tag.ts';
import { attemptLimit } from './receive/attempt-limit.ts';

type Deps = {
  readonly clock: Clock;
  readonly policy: () => Policy;
  readonly badgeUuid: string | undefined;
  readonly person: (ref: SubjectRef) => Person | undefined;
  readonly consent: Consent;
  readonly enrolment: Enrolment;
  readonly decisions: Decisions;
  readonly digest: Digest;
  readonly writeTag: BookingSystem['writeTag'];
  /** The booking system's word of how a person stands now. */
  readonly onWritten: (person: Person) => void;
  /** Tags that are no person's: things, and those of installers. */
  readonly isNobodys: (tag: TagId) => boolean;
  /** Somebody else tried to bring this person's tag. */
  readonly onClaimed: (ref: SubjectRef) => void;
  readonly forgetPlace: (ref: SubjectRef) => void;
  readonly signal: AbortSignal;
};

export type Tags = {
  readonly bringTag: (ref: SubjectRef, body: BringTagRequest) => Promise<MeReply>;
  readonly holdTag: (ref: SubjectRef, body: TapRequest) => MeReply;
  readonly confirmTag: (ref: SubjectRef, body: ConfirmTagRequest) => Promise<MeReply>;
  readonly lostTag: (ref: SubjectRef, body: LostTagRequest) => Promise<MeReply>;
  readonly app: (ref: SubjectRef, body: TapRequest) => Promise<AppReply>;
};

/** As many as a consent can name. */
const mostTags = 8;
const mostApps = 4;

/** Nobody learns by trying which badges are somebody's. */
const triesIn = { limit: 5, windowMs: minutes(10), barMs: minutes(10) };

export function createTags(deps: Deps): Tags {
  const { consent, enrolment } = deps;
  const tries = attemptLimit({ ...triesIn, bootMs: deps.clock.bootMs });
  /** The consent that a tag can be added to; null without one. */
  const openConsent = (ref: SubjectRef): LocationConsent | null => {
    const state = consent.stateOf(ref);
    return state === 'on' || state === 'paused' ? (deps.person(ref)?.location ?? null) : null;
  };
  const bring = async (ref: SubjectRef, event: EventId, what: TagWrite['what']): Promise<MeReply> => {
    const answer = await deps.writeTag({ event, person: ref, what }, 'bring', deps.signal);
    if (answer.ok) {
      deps.onWritten(answer.value);
      return { ok: true, delivery: 'sent' };
    }
    if (answer.why !== 'refused') return no('offline');
    return no(answer.code === 'conflict' ? 'tag-taken' : answer.code === 'not-allowed' ? 'no-consent' : 'gone');
  };
  const bringTag = async (ref: SubjectRef, event: EventId, tag: TagId): Promise<MeReply> => {
    const location = openConsent(ref);
    if (location === null) return no('no-consent');
    if (location.tags.includes(tag)) return no('already-done');
    if (location.tags.length >= mostTags) return no('too-many-tags');
    if (tries.barred(ref)) return no('too-many-tries');
    const others = consent.claimants(tag).filter((other) => other !== ref);
    for (const other of others) deps.onClaimed(other);
    const isTaken = others.length > 0 || deps.isNobodys(tag);
    const reply = isTaken ? no('tag-taken') : await bring(ref, event, { tag });
    if (!reply.ok && reply.why === 'tag-taken') tries.count(ref);
    return reply;
  };
  return {
    bringTag: async (ref, { event, printed }) => {
      const read = readPrint(printed, deps.badgeUuid);
      return read.ok ? bringTag(ref, event, read.value) : no('tag-unreadable');
    },
    holdTag: (ref) => {
      if (openConsent(ref) === null) return no('no-consent');
      return enrolment.begin(ref) === 'no-anchor' ? no('no-anchor') : { ok: true, delivery: 'sent' };
    },
    confirmTag: async (ref, { event, offer }) => {
      const tag = enrolment.take(ref, offer);
      return tag === null ? no('over') : bringTag(ref, event, tag);
    },
    lostTag: (ref, tap) => lose(deps, ref, tap),
    app: async (ref, { event }) => {
      if (!deps.policy().mobileApps) return no('apps-off');
      const location = openConsent(ref);
      if (location === null) return no('no-consent');
      if ((location.rotating ?? []).length >= mostApps) return no('too-many-tags');
      const key = RotatingKey.parse(randomBytes(32).toString('base64url'));
      const reply = await bring(ref, event, { rotating: key });
      return reply.ok ? { ok: true, key } : reply;
    },
  };
}

/** Whoever found it must not be shown as its owner for a moment longer: the place goes first, the rest follows. */
async function lose(deps: Deps, ref: SubjectRef, { event, handle }: LostTagRequest): Promise<MeReply> {
  const person = deps.person(ref);
  const lost = byHandle(person?.location, deps.digest, handle);
  if (person?.location === undefined || lost === null) return no('gone');
  deps.consent.learn({ ref, location: without(person.location, lost) });
  deps.forgetPlace(ref);
  const answer = await deps.writeTag({ event, person: ref, what: lost }, 'give-up', deps.signal);
  if (answer.ok) {
    deps.onWritten(answer.value);
    return { ok: true, delivery: 'sent' };
  }
  // It can't be named in what is written down, so all of them go.
  return deps.decisions.decide({ event, person: ref, atMs: Math.floor(deps.clock.wallMs()), action: 'drop-tags' });
}

function without(location: LocationConsent, lost: TagWrite['what']): LocationConsent {
  const { tags, phones, rotating = [] } = location;
  return {
    ...location,
    tags: tags.filter((tag) => !('tag' in lost) || tag !== lost.tag),
    phones: phones.filter((phone) => !('phone' in lost) || phone !== lost.phone),
    rotating: rotating.filter((key) => !('rotating' in lost) || key !== lost.rotating),
  };
}

function no(why: MeRefusal['why']): MeRefusal {
  return { ok: false, why };
}
