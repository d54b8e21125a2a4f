// An act of the audit as a sentence. Every kind of act has one: a new kind does not compile without.

import type { PresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { assertNever } from '#shared/kit/assert-never.ts';
import type { AuditAct } from '#shared/model/audit.ts';
import type { GateName, PositionsState } from '#shared/model/positions.ts';
import { valueWords } from './setting-words.ts';

export function actWords(act: AuditAct, words: PresenceWords): string {
  switch (act.kind) {
    case 'started':
      return words.say('presence.act.started', { version: act.version });
    case 'positions':
      return positionsWords(act, words);
    case 'policy':
      return words.say('presence.act.policy', {
        mode: words.say(`presence.act.mode.${act.mode}`),
        document: act.documentVersion,
      });
    case 'setting-proposed':
    case 'setting-changed':
      return words.say(`presence.act.${act.kind}`, {
        setting: words.say(`presence.setting.${act.setting}`),
        from: valueWords(act.setting, act.from, words),
        to: valueWords(act.setting, act.to, words),
      });
    case 'glass-asked':
      return words.say('presence.act.glass-asked', {
        role: words.say(`presence.role.${act.role}`),
        reason: words.say(`presence.glass.reason.${act.reason}`),
      });
    case 'glass-ended':
      return words.say(`presence.act.glass-ended.${act.how}`);
    case 'managed':
      return words.say(`presence.act.managed.${act.what}`, { role: words.say(`presence.role.${act.role}`) });
    case 'emergency-started':
      return emergencyWords(act, words);
    case 'emergency-ended':
      return words.say(`presence.act.emergency-ended.${act.how}`);
    case 'rows-dropped':
      return words.say('presence.act.rows-dropped', { count: act.buckets });
    case 'stopped':
    case 'clocks-moved':
    case 'setting-refused':
    case 'glass-approved':
    case 'glass-refused':
    case 'glass-look':
    case 'audit-read':
    case 'roll-printed':
      return words.say(`presence.act.${act.kind}`);
    default:
      return assertNever(act);
  }
}

const whys = ['gates', 'switched-off', 'configured-off'] as const satisfies readonly PositionsState['why'][];

function positionsWords(act: Extract<AuditAct, { kind: 'positions' }>, words: PresenceWords): string {
  const why = whys.find((known) => known === act.why);
  const off = why ? (`presence.act.positions.off.${why}` as const) : 'presence.act.positions.off';
  const named = (gates: readonly GateName[]): string => words.list(gates.map((gate) => words.say(`presence.act.gate.${gate}`)));
  const { accepted, failing } = act;
  return [
    words.say(act.on ? 'presence.act.positions.on' : off),
    failing.length > 0 ? words.say('presence.act.positions.failing', { gates: named(failing) }) : '',
    accepted.length > 0 ? words.say('presence.act.positions.accepted', { gates: named(accepted) }) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function emergencyWords(act: Extract<AuditAct, { kind: 'emergency-started' }>, words: PresenceWords): string {
  const drill = act.drill ? 'yes' : 'no';
  if (act.how === 'fire-panel') return words.say('presence.act.emergency-started.fire-panel', { drill });
  // Without a role it was somebody's duty.
  if (act.role === null) return words.say('presence.act.emergency-started.duty', { drill });
  return words.say('presence.act.emergency-started.person', { drill, role: words.say(`presence.role.${act.role}`) });
}

/** The first letters of what ties entries of one matter together; null for acts that stand alone. */
export function caseOf(act: AuditAct): string | null {
  return 'case' in act ? act.case.slice(0, 8) : null;
}

/** Whether nobody did this: where no name stands, it is not because somebody is no longer linked. */
export function isOfTheMachine(act: AuditAct): boolean {
  switch (act.kind) {
    case 'started':
    case 'stopped':
    case 'clocks-moved':
    case 'policy':
    case 'rows-dropped':
      return true;
    case 'positions':
      return act.on || act.why !== 'switched-off';
    case 'glass-ended':
      return act.how !== 'closed';
    case 'emergency-started':
    case 'emergency-ended':
      return act.how !== 'person';
    default:
      return false;
  }
}
