// What a signed-in person decides: consent, pause, visibility, status, erasure. Each becomes an event owed to the booking
// system that holds here at once (decision 0006).

import type { PersonEvent } from '#shared/booking-api/outbox.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import type { Policy } from '#shared/model/policy.ts';
import type {
  ConsentRequest,
  MeRefusal,
  MeReply,
  PauseRequest,
  StatusRequest,
  TapRequest,
  VisibilityRequest,
} from '#shared/wire/me-actions.ts';
import type { Decisions } from './booking/decisions.ts';
import { endOfDayMs } from './check-in/local-day.ts';
import type { Consent } from './consent/consent.ts';
import type { PersonHistory } from './history-way.ts';
import { leavesAChoice } from './mask/own-mask.ts';
import type { AccessLog } from './people/access-log.ts';

type Deps = {
  readonly clock: Clock;
  readonly timeZone: string;
  readonly policy: () => Policy;
  readonly consent: Consent;
  readonly decisions: Decisions;
  readonly accessLog: AccessLog;
  readonly history: Pick<PersonHistory, 'noteConsent'>;
  /** Zeroes where this person is now, and tells every board. */
  readonly forgetPlace: (ref: SubjectRef) => void;
  /** What the gateway holds of this person beside the mirror goes: notices, offers, the access log. */
  readonly forgetRest: (ref: SubjectRef) => void;
};

export type Acts = {
  readonly consent: (ref: SubjectRef, body: ConsentRequest) => Promise<MeReply>;
  readonly withdraw: (ref: SubjectRef, body: TapRequest) => Promise<MeReply>;
  readonly pause: (ref: SubjectRef, body: PauseRequest) => Promise<MeReply>;
  readonly forget: (ref: SubjectRef, body: TapRequest) => MeReply;
  readonly visibility: (ref: SubjectRef, body: VisibilityRequest) => Promise<MeReply>;
  readonly status: (ref: SubjectRef, body: StatusRequest) => Promise<MeReply>;
  readonly erase: (ref: SubjectRef, body: TapRequest) => Promise<MeReply>;
};

export function createActs(deps: Deps): Acts {
  const { clock, policy, consent, accessLog } = deps;
  const { decide } = deps.decisions;
  const at = (person: SubjectRef, event: EventId) => ({ event, person, atMs: Math.floor(clock.wallMs()) });
  const logged = async (event: PersonEvent, kind: Parameters<AccessLog['note']>[1]): Promise<MeReply> => {
    const reply = await decide(event);
    if (reply.ok) {
      accessLog.note(event.person, kind);
      const state = states[kind];
      if (state) deps.history.noteConsent(event.person, state, policy().consentDocument.version);
    }
    return reply;
  };
  return {
    consent: async (ref, { event, scopes, documentVersion, documentSha256 }) => {
      const { version, sha256 } = policy().consentDocument;
      if (version !== documentVersion || sha256 !== documentSha256) return no('document-changed');
      const unique = [...new Set(scopes)];
      return logged({ ...at(ref, event), action: 'consent', scopes: unique, documentVersion }, 'consent-given');
    },
    withdraw: (ref, { event }) => logged({ ...at(ref, event), action: 'withdraw' }, 'consent-withdrawn'),
    pause: async (ref, { event, on }) => {
      const state = consent.stateOf(ref);
      if (state === 'off' || state === 'outdated') return no('no-consent');
      const untilMs = on ? endOfDayMs(clock.wallMs(), deps.timeZone) : 0;
      return logged({ ...at(ref, event), action: 'pause', untilMs }, on ? 'paused' : 'resumed');
    },
    forget: (ref) => {
      deps.forgetPlace(ref);
      return { ok: true, delivery: 'sent' };
    },
    visibility: async (ref, { event, visibility }) => {
      if (!leavesAChoice(policy().mode)) return no('not-choosable');
      return decide({ ...at(ref, event), action: 'visibility', visibility });
    },
    status: (ref, { event, status }) => decide({ ...at(ref, event), action: 'status', status }),
    erase: async (ref, { event }) => {
      deps.forgetPlace(ref);
      const reply = await decide({ ...at(ref, event), action: 'erase' });
      deps.forgetRest(ref);
      return reply;
    },
  };
}

const states: Partial<Record<Parameters<AccessLog['note']>[1], 'given' | 'paused' | 'resumed' | 'withdrawn'>> = {
  'consent-given': 'given',
  'consent-withdrawn': 'withdrawn',
  paused: 'paused',
  resumed: 'resumed',
};

function no(why: MeRefusal['why']): MeRefusal {
  return { ok: false, why };
}
