// The way of oversight: settings by two roles, break-glass, the audit as officers read it, and what walls tell about all of
// it. Fits the audit room to people, store, vault and mask; who may do what is the audit room's to say.

import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import { minutes } from '#shared/kit/duration.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import { EventId, type FloorId, type SubjectRef } from '#shared/model/ids.ts';
import type { Viewer } from '#shared/model/viewer.ts';
import { mePaths } from '#shared/wire/me-actions.ts';
import type { PrivacyDesk, PrivacyRefusal, PrivacyReply } from '#shared/wire/privacy-desk.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { createBreakGlass } from './audit/break-glass.ts';
import { glassRoleOn, isPrivacyOfficer, settingRole } from './audit/duties.ts';
import { createPeopleTold } from './audit/people-told.ts';
import { createProposals } from './audit/proposals.ts';
import { actorsAmong } from './audit/pseudonym.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import type { Consent } from './consent/consent.ts';
import { maskDesk } from './mask/desk-mask.ts';
import { maskGlass } from './mask/glass-mask.ts';
import { viewerOf } from './mask/viewer.ts';
import type { PositionsWay } from './positions-way.ts';
import type { PrivacyDeskPort } from './push/privacy-ports.ts';
import type { PositionVault } from './remember/vault.ts';
import type { Running } from './running.ts';
import type { SettingsWay } from './settings-way.ts';
import type { Store } from './store/open-store.ts';

export type PrivacyWay = Running & {
  readonly desk: PrivacyDeskPort;
  readonly privacyOf: () => Promise<WallPrivacy>;
  /** Until when somebody may see this floor under break-glass (epoch); null when nobody may. */
  readonly glassUntilMs: (floor: FloorId) => number | null;
  /** Positions went off: nobody looks any more. */
  readonly positionsOff: () => void;
};

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly store: Store;
  readonly audit: AuditLog;
  readonly settings: SettingsWay;
  readonly positions: PositionsWay;
  readonly bookings: BookingWay;
  readonly vault: PositionVault;
  /** The text of the document in force, where the booking system gives it. */
  readonly documentText: () => Promise<string | null>;
  readonly consent: Consent;
  /** Boards and pages are out of date. */
  readonly onChange: () => void;
  /** The smallest group that is told is larger from now on. */
  readonly onGroupSize: () => void;
};

export function startPrivacyWay(deps: Deps): PrivacyWay {
  const { config, clock, store, audit, settings, positions, bookings, consent, vault } = deps;
  const { people, mirror } = bookings;
  const { floors } = config.site;
  const viewer = (ref: SubjectRef): Viewer | undefined => {
    const person = people.person(ref);
    return person && viewerOf(person);
  };
  const nameOf = (ref: SubjectRef): string => people.person(ref)?.displayName ?? '';
  const floorName = (id: FloorId): string => floors.find((floor) => floor.id === id)?.name ?? id;
  const zoneNames = new Map(floors.flatMap(({ zones }) => zones.map(({ id, name }) => [id, name] as const)));
  const glass = createBreakGlass({
    ...{ clock, audit, viewer, newId: randomUUID, onChange: deps.onChange },
    floors: new Set(floors.map(({ id }) => id)),
    positionsOn: () => positions.state().on,
    tell: createPeopleTold({
      clock,
      keys: store.dayKeys,
      newEvent: () => EventId.parse(randomUUID()),
      keep: (rows, events) => {
        const kept = store.transaction(() => {
          store.lookedAt.add(rows);
          for (const event of events) store.outbox.append(event);
        });
        if (kept.ok) bookings.relay.wake();
        return kept;
      },
    }),
  });
  const proposals = createProposals({
    ...{ clock, audit, viewer, newId: randomUUID, onChange: deps.onChange },
    current: settings.current,
    limits: settings.limits,
    apply: (setting, to) => {
      const applied = settings.apply(setting, to);
      if (applied.ok && setting === 'positions') positions.judge();
      if (applied.ok && setting === 'k') deps.onGroupSize();
      return applied;
    },
    stopPositions: () => {
      settings.switchOff();
      positions.judge();
    },
  });
  const desk: PrivacyDeskPort = {
    oversees: (ref) => {
      const who = viewer(ref);
      return who !== undefined && (isPrivacyOfficer(who) || settingRole(who) !== null || floorsOf(who).length > 0);
    },
    desk: (ref) => {
      const who = viewer(ref);
      return who === undefined ? null : maskDesk(deskOf(ref, who), who);
    },
    audit: (ref, before) => {
      const who = viewer(ref);
      if (!who || !isPrivacyOfficer(who)) return refusal('not-allowed');
      const page = audit.read(ref, before);
      if (!page.ok) return refusal(page.why);
      const known = people.people().map((person) => person.ref);
      const actorOf = actorsAmong(store.dayKeys.kept(), known);
      const entries = page.value.entries.map((entry) => {
        const actor = actorOf(entry);
        return { seq: entry.seq, atMs: entry.atMs, who: actor && nameOf(actor), act: entry.act, hash: entry.hash };
      });
      return { entries, nextBefore: page.value.nextBefore };
    },
    stopPositions: (ref, { event }) => replyOf(proposals.stopPositions(ref, event)),
    propose: (ref, body) => replyOf(proposals.propose(ref, body)),
    answerProposal: (ref, body) => replyOf(proposals.answer(ref, body)),
    askGlass: (ref, body) => replyOf(glass.ask(ref, body)),
    answerGlass: (ref, body) => replyOf(glass.answer(ref, body)),
    closeGlass: (ref, body) => replyOf(glass.close(ref, body)),
    lookGlass: (ref, { id }) => {
      const looked = glass.look(ref, id, ({ floor, untilMs }) => {
        return maskGlass({
          ...{ floor, untilMs, asOfMs: clock.wallMs(), nowBootMs: clock.bootMs(), mode: mirror.policy().mode },
          fixes: vault.all(),
          person: people.person,
          zoneName: (zone) => zoneNames.get(zone),
          consentOf: (who) => (consent.stateOf(who) === 'on' ? consent.scopesOf(who) : undefined),
        });
      });
      return looked.ok ? looked.value : refusal(looked.why);
    },
  };
  const floorsOf = (who: Viewer) =>
    floors.flatMap(({ id, name }) => (glassRoleOn(who, id) === null ? [] : [{ floor: id, name }]));
  const deskOf = (ref: SubjectRef, who: Viewer): PrivacyDesk => {
    const changes = settingRole(who) !== null;
    return {
      asOfMs: Math.floor(clock.wallMs()),
      may: { readAudit: isPrivacyOfficer(who), stopPositions: changes, propose: changes, askGlass: floorsOf(who) },
      positions: positions.state(),
      settings: settings.inForce(),
      limits: settings.limits(),
      proposals: proposals.listFor(ref).map(({ by, ...proposal }) => ({ ...proposal, byName: nameOf(by) })),
      glasses: glass.casesFor(ref).map(({ asker, approver, role: _role, ...one }) => ({
        ...one,
        floorName: floorName(one.floor),
        askedByName: nameOf(asker),
        state: approver === null ? 'waiting' : 'open',
      })),
      audit: audit.state(),
    };
  };
  return {
    desk,
    glassUntilMs: glass.openUntilMs,
    positionsOff: glass.positionsOff,
    privacyOf: async () => {
      const policy = mirror.policy();
      const text = await deps.documentText();
      return {
        controller: policy.controller ?? '',
        dataProtectionOfficer: policy.dataProtectionOfficer,
        mode: policy.mode,
        keptMinutes: keptMs / minutes(1),
        settings: settings.inForce(),
        positions: positions.state(),
        // Stopping positions needs nobody's consent and is seen above; what is listed here two roles agreed to.
        changes: store.settings.changes().filter(({ setting }) => setting !== 'positions'),
        document: { ...policy.consentDocument, text },
        ownPage: config.signIn?.publicUrl === undefined ? null : new URL(mePaths.page, config.signIn.publicUrl).href,
      };
    },
    stop: async () => {
      await proposals.stop();
      await glass.stop();
    },
  };
}

/** What is promised of a position: hidden at 29:30, zeroed before this. */
const keptMs = minutes(30);

function refusal(why: PrivacyRefusal['why']): PrivacyRefusal {
  return { ok: false, why };
}

function replyOf(outcome: Outcome<void, PrivacyRefusal['why']>): PrivacyReply {
  return outcome.ok ? { ok: true } : refusal(outcome.why);
}
