// The way of emergencies: who may start, end and mark, and what walls and pages are shown. What is on is known on this machine
// alone: neither the booking system nor the sign-in provider is asked for anything while it lasts.

import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Outcome } from '#shared/kit/outcome.ts';
import { type Display, mayShow } from '#shared/model/display.ts';
import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Emergency, EmergencyRefusal, EmergencyReply } from '#shared/wire/emergency.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { createRepeats } from './audit/repeats.ts';
import type { BookingWay } from './booking-way.ts';
import type { Config } from './config.ts';
import { emergencyFile } from './emergency-file.ts';
import { type HereWay, safetyPerson } from './here-way.ts';
import type { HolderOf } from './holder-way.ts';
import { modeShows } from './mask/decision.ts';
import { maskEmergency, maskOwnEmergency } from './mask/emergency-mask.ts';
import { initials } from './mask/initials.ts';
import { floorsOf, roleFor } from './mask/rights.ts';
import type { EmergencyDesk } from './push/manage-ports.ts';
import type { Running } from './running.ts';
import { createEmergencies } from './safety/emergency.ts';
import { firePanelDoor, firePanelSignal } from './safety/fire-panel.ts';
import type { KeptEmergency } from './safety/kept-emergency.ts';
import { createRollCall, type RollCall } from './safety/roll-call.ts';
import { rollPage } from './safety/roll-page.ts';
import { rollWordsEn } from './safety/roll-words.ts';
import { rollOnWall } from './safety/wall-roll.ts';
import { derivedSecret } from './secrets.ts';
import type { Log } from './watch/log.ts';

export type SafetyWay = Running & {
  readonly desk: EmergencyDesk;
  /** What the fire panel said over MQTT. */
  readonly hearPanel: (text: string) => void;
};

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataFolder: string;
  readonly audit: AuditLog;
  readonly bookings: BookingWay;
  readonly here: HereWay;
  readonly holder: HolderOf;
  /** The roll call, or whether there is one, is another than before: every screen at once. */
  readonly onChange: () => void;
};

/** How often the roll call takes in who has come or moved. */
const lookEveryMs = seconds(3);
/** Who hides their name is gone from it that soon. */
const sameRollMs = 250;

export function startSafetyWay(deps: Deps): SafetyWay {
  const { config, clock, log, audit, bookings, here, holder } = deps;
  const floors = config.site.floors.map(({ id }) => id);
  const once = createRepeats();
  let roll: RollCall | null = null;
  /** Made once for all who look, and anew after every change. */
  let made: { readonly emergency: Emergency; readonly atBootMs: number } | null = null;
  const rollNow = (of: RollCall): Emergency => {
    const atBootMs = clock.bootMs();
    if (made === null || atBootMs - made.atBootMs >= sameRollMs) made = { emergency: of.roll(), atBootMs };
    return made.emergency;
  };
  const changed = (): void => {
    made = null;
    deps.onChange();
  };
  const see = (): void => {
    if (roll === null) return;
    roll.see(here.checkedIn(), here.located());
    changed();
  };
  const rollOf = (emergency: KeptEmergency): RollCall =>
    createRollCall({
      ...{ emergency, floors, assemblyPoint: config.safety.assemblyPoint, newKey: randomUUID },
      person: safetyPerson(bookings.people.person),
      isShown: ({ visibility }) => modeShows(bookings.mirror.policy().mode, visibility),
    });
  const emergencies = createEmergencies({
    ...{ clock, audit, newId: randomUUID, limits: config.safety, keep: emergencyFile(deps.dataFolder) },
    onChange: (now) => {
      roll = now === null ? null : rollOf(now);
      see();
      changed();
    },
  });
  const goesOn = emergencies.current();
  if (goesOn !== null) roll = rollOf(goesOn);
  const stopLooking = clock.every(lookEveryMs, see);
  const key = config.safety.firePanel ? config.secrets.WAYPOST_FIRE_PANEL_KEY : undefined;
  const door = firePanelDoor({
    secret: key === undefined ? null : derivedSecret(key, 'fire-panel', 'http'),
    bootMs: clock.bootMs,
  });
  const wardenOf = (ref: SubjectRef): readonly FloorId[] => {
    const who = holder(ref);
    return who === null ? [] : floorsOf('warden', who, floors);
  };
  const onWall = ({ wallNames, ...display }: Display) =>
    roll &&
    maskEmergency(
      rollOnWall(rollNow(roll), wallNames, initials),
      floors.filter((floor) => mayShow(display, floor)),
    );
  const isStarter = (ref: SubjectRef) => {
    const who = holder(ref);
    return who !== null && floorsOf('start-emergency', who, floors).length > 0 ? who : null;
  };
  /** Something in the roll call that is on, if it is the one they saw. */
  const inRoll = (id: string, task: (roll: RollCall) => Outcome<void, 'gone'>): EmergencyReply => {
    if (roll === null || emergencies.current()?.id !== id) return no('gone');
    const outcome = task(roll);
    if (!outcome.ok) return no(outcome.why);
    changed();
    return { ok: true };
  };
  const desk: EmergencyDesk = {
    of: (ref) => roll && maskOwnEmergency(rollNow(roll), { safe: roll.isSafe(ref), wardenOf: wardenOf(ref) }),
    onWall,
    start: (ref, { event, drill }) => {
      const who = isStarter(ref);
      if (who === null) return no('not-allowed');
      return replyOf(once(ref, event, () => emergencies.start(ref, roleFor('start-emergency', who), drill)));
    },
    end: (ref, { event, id }) => {
      if (isStarter(ref) === null) return no('not-allowed');
      return replyOf(once(ref, event, () => emergencies.end(ref, id)));
    },
    mark: (ref, { id, key: of, safe }) => {
      const on = wardenOf(ref);
      if (on.length === 0) return no('not-allowed');
      return inRoll(id, (now) => (has(maskEmergency(rollNow(now), on), of) ? now.mark(of, safe) : gone));
    },
    unnamed: (ref, { id, floor, safe }) => {
      if (!wardenOf(ref).includes(floor)) return no('not-allowed');
      return inRoll(id, (now) => now.countUnnamed(floor, safe));
    },
    safe: (ref, { id }) =>
      inRoll(id, (now) => {
        now.markSelf(ref);
        return { ok: true, value: undefined };
      }),
    markAtWall: (display, { id, key: of, safe }) => {
      const shown = onWall(display);
      return inRoll(id, (now) => (shown !== null && has(shown, of) ? now.mark(of, safe) : gone));
    },
    list: (ref) => {
      const on = wardenOf(ref);
      if (roll === null || on.length === 0) return null;
      audit.note({ kind: 'roll-printed' }, ref);
      return rollPage(maskEmergency(rollNow(roll), on), config.site, clock.wallMs(), rollWordsEn);
    },
    signal: (authorization, address, signal) => {
      const verdict = door.admit(authorization, address);
      if (verdict === 'taken') emergencies.signal(signal);
      return verdict;
    },
  };
  return {
    desk,
    hearPanel: (text) => {
      const signal = firePanelSignal(text);
      if (signal.ok) emergencies.signal(signal.value);
      else log.warn({ why: signal.why }, 'the fire panel sent something that is no signal');
    },
    stop: async () => {
      stopLooking();
      await emergencies.stop();
    },
  };
}

const gone = { ok: false, why: 'gone' } as const;

function has({ floors }: Emergency, key: string): boolean {
  return floors.some(({ people }) => people.some((one) => one.key === key));
}

function no(why: EmergencyRefusal['why']): EmergencyReply {
  return { ok: false, why };
}

function replyOf(outcome: Outcome<void, EmergencyRefusal['why']>): EmergencyReply {
  return outcome.ok ? { ok: true } : no(outcome.why);
}
