// The way of people: who is signed in, what they decide, what they see. Fits consent, bookings, the mask and the page's
// hub together; what each of them does stands in the other me-*-way.ts files.

import { randomBytes, randomUUID } from 'node:crypto';
import { contains } from '#shared/geometry/polygon.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { AnchorId, SubjectRef, TagId } from '#shared/model/ids.ts';
import type { Person } from '#shared/model/person.ts';
import type { PositionsState } from '#shared/model/positions.ts';
import type { Sighting } from '#shared/model/sighting.ts';
import type { Site } from '#shared/model/site.ts';
import type { FindReply } from '#shared/wire/find.ts';
import type { Boards } from './board-way.ts';
import type { BookingWay } from './booking-way.ts';
import { createOwnBookings } from './check-in/own-bookings.ts';
import type { Config } from './config.ts';
import type { Consent } from './consent/consent.ts';
import { createEnrolment } from './consent/enrolment.ts';
import { ownTags } from './consent/own-tags.ts';
import { receiptOf } from './consent/receipt.ts';
import { tagDigester } from './consent/tag-digest.ts';
import { createPersonHistory } from './history-way.ts';
import { createActs } from './me-act-way.ts';
import { dataOf } from './me-data-way.ts';
import { createLooks } from './me-look-way.ts';
import { createTags } from './me-tag-way.ts';
import { createAccessLog } from './people/access-log.ts';
import { createNotices } from './people/notices.ts';
import { createPrivacyDocument } from './people/privacy-document.ts';
import { createTold } from './people/told.ts';
import type { Places } from './places.ts';
import { plainFloors } from './plan-view.ts';
import type { EmergencyDesk, ManageDesk } from './push/manage-ports.ts';
import { createMeHub, type MeHub } from './push/me-hub.ts';
import type { MeDesk } from './push/me-ports.ts';
import type { MeAccess } from './push/me-session.ts';
import type { PositionVault } from './remember/vault.ts';
import type { Running } from './running.ts';
import { noting, startSignInWay } from './sign-in-way.ts';
import type { Store } from './store/open-store.ts';
import type { Log } from './watch/log.ts';

export type MeWay = Running & {
  readonly hub: MeHub;
  /** What the HTTP server needs; undefined where nobody can sign in. */
  readonly pages: { readonly desk: MeDesk; readonly access: MeAccess; readonly hub: MeHub } | undefined;
  /** To be told of every sighting before consent: somebody may be holding a tag to an anchor. */
  readonly hear: (sighting: Sighting) => void;
  /** The booking system knows this person no more. */
  readonly gone: (ref: SubjectRef) => void;
  /** What may be said of this person may be another thing now, or where they were has been forgotten. */
  readonly personChanged: (ref: SubjectRef) => void;
  /** What may be said of anybody may be another thing now. */
  readonly rulesChanged: () => void;
  /** The text of the document in force; null while the booking system does not give it. */
  readonly documentText: () => Promise<string | null>;
};

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly networkClock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly places: Places;
  readonly bookings: BookingWay;
  readonly boards: Boards;
  readonly consent: Consent;
  readonly vault: PositionVault;
  readonly heardBy: (ref: SubjectRef) => readonly { readonly anchor: AnchorId; readonly rssiDbm: number }[];
  /** Zeroes where this person is, in the engine too, and tells every board. */
  readonly forgetPlace: (ref: SubjectRef) => void;
  readonly positions: () => PositionsState;
  readonly managed: ManageDesk['managed'];
  readonly emergencyOf: EmergencyDesk['of'];
  /** Where the server listens, once it does. */
  readonly ownPort: () => number;
};

export function startMeWay(deps: Deps): MeWay {
  const { config, clock, store, bookings, consent, vault, forgetPlace } = deps;
  const { site, badgeUuid } = config;
  const { mirror, people, decisions, system, relay } = bookings;
  const leaving = new AbortController();
  const digest = tagDigester(randomBytes(32));
  const notices = createNotices({ clock, newId: randomUUID });
  const accessLog = createAccessLog({ clock });
  const history = createPersonHistory({ clock, store });
  const told = createTold({ bootMs: clock.bootMs, sayAgain: (asking, text) => said(looks.find(asking, text).reply) });
  const anchors = enrolmentAnchors(site);
  const enrolment = createEnrolment({
    anchors,
    ...{ clock, badgeUuid, newId: randomUUID },
    claims: (tag) => consent.claims(tag) || isNobodys(tag),
    onChanged: () => hub.immediately(),
  });
  const things = new Set<TagId>([
    ...config.calibrationTags,
    ...(config.integrations.mqttRoom?.things ?? []).map(({ tag }) => tag),
    ...site.floors.flatMap((floor) => floor.anchors.flatMap(({ beacon }) => beacon ?? [])),
  ]);
  const isNobodys = (tag: TagId): boolean => things.has(tag);
  const ownBookings = createOwnBookings({
    ...{ clock, store, relay, randomBytes },
    bookings: bookings.view,
    policy: mirror.policy,
    spaces: deps.places.spaces,
    timeZone: site.timeZone,
    floorNames: new Map(site.floors.map(({ id, name }) => [id, name])),
  });
  const tagsOf = (person: Person) => ownTags(person.location, digest, badgeUuid);
  const looks = createLooks({
    ...{ config, clock, bookings, boards: deps.boards, vault, consent, heardBy: deps.heardBy, tagsOf },
    ownBookings: ownBookings.ownBookings,
    holdingOf: enrolment.holdingOf,
    noticesOf: notices.of,
    positions: deps.positions,
    lookedAtOf: history.lookedAtOf,
    enrolsAt: anchors.map(({ name }) => name),
  });
  const forgetRest = (ref: SubjectRef): void => {
    enrolment.leave(ref);
    notices.forget(ref);
    accessLog.forget(ref);
    history.forget(ref);
    signIn?.endAllOf(ref);
  };
  const acts = createActs({
    ...{ clock, consent, decisions, accessLog, history, forgetPlace, forgetRest },
    timeZone: site.timeZone,
    policy: mirror.policy,
  });
  const tags = createTags({
    ...{ clock, badgeUuid, consent, enrolment, decisions, digest, isNobodys, forgetPlace },
    policy: mirror.policy,
    person: people.person,
    writeTag: system.writeTag,
    onWritten: mirror.learnedPerson,
    onClaimed: (ref) => {
      notices.leave(ref, 'tag-claimed-by-other');
      hub.immediately();
    },
    signal: leaving.signal,
  });
  const document = createPrivacyDocument({
    inForce: () => mirror.policy().consentDocument,
    fetch: async (version) => {
      const answer = await system.privacyDocument(version, leaving.signal);
      return answer.ok ? answer.value : null;
    },
  });
  const plan = { siteName: site.name, timeZone: site.timeZone, floors: plainFloors(site) };
  const { managed, emergencyOf } = deps;
  const hub = createMeHub({ clock, me: looks.me, boardFor: looks.boardFor, plan: () => plan, managed, emergencyOf });
  const signIn = startSignInWay({ ...deps, clock: deps.networkClock, onEnded: () => hub.immediately() });
  const desk: MeDesk = {
    ...{ ...looks, ...acts, ...tags, document },
    plan: () => plan,
    find: (ref, { text }) => {
      const { reply, found } = looks.find(ref, text);
      told.note(ref, text, found, said(reply));
      for (const one of found) accessLog.note(one, 'found');
      return reply;
    },
    checkIn: ownBookings.confirmFor,
    release: ownBookings.releaseFor,
    extend: ownBookings.extendFor,
    seen: (ref, { notice }) => {
      notices.seen(ref, notice);
      hub.immediately();
      return { ok: true, delivery: 'sent' };
    },
    receipt: (ref) => {
      const person = people.person(ref);
      if (person === undefined) return null;
      const policy = mirror.policy();
      const groupNames = (policy.groups ?? []).filter(({ id }) => person.groups.includes(id)).map(({ name }) => name);
      return receiptOf({
        ...{ person, policy, history: history.consentOf(ref), groupNames, newId: randomUUID, nowMs: Math.floor(clock.wallMs()) },
        wallDisplays: config.displays.length > 0,
      });
    },
    data: (ref) => {
      accessLog.note(ref, 'data-downloaded');
      return dataOf({ clock, bookings, vault, store, history, tagsOf, noticesOf: notices.of, accessesOf: accessLog.of }, ref);
    },
  };
  return {
    hub,
    documentText: document,
    hear: enrolment.hear,
    gone: forgetRest,
    personChanged: (ref) => {
      signIn?.peopleChanged();
      for (const asking of told.overAbout(ref)) hub.findOver(asking);
    },
    rulesChanged: () => {
      for (const asking of told.over()) hub.findOver(asking);
    },
    pages: signIn && { desk, hub, access: noting(signIn, (ref) => accessLog.note(ref, 'signed-in')) },
    stop: async () => {
      leaving.abort();
      enrolment.stop();
      await signIn?.stop();
    },
  };
}

/** An answer to compare with a later one: that a place has grown older is no other answer. */
function said(reply: FindReply): string {
  return JSON.stringify(reply, (key, value) => (key === 'ageMin' ? undefined : value));
}

/** The anchors people may hold a tag to, by the name of the zone they stand in. */
function enrolmentAnchors(site: Site): { readonly id: AnchorId; readonly name: string }[] {
  return site.floors.flatMap(({ anchors, zones }) =>
    anchors
      .filter(({ enrols }) => enrols === true)
      .map(({ id, at }) => ({ id, name: zones.find(({ shape }) => contains(shape, at))?.name ?? id })),
  );
}
