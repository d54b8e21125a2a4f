// What every part of the section "Privacy" that can do something is given, and how its decisions are carried out.

import type { PrivacyAction, PrivacyHttp } from '#kiosk/bridge/privacy-http.ts';
import type { PresenceMessageId } from '#kiosk/i18n/presence-en.ts';
import type { DeskView } from './desk-memory.ts';
import type { Decision } from './use-decisions.ts';

export type DeskDecisions = { readonly run: (action: PrivacyAction) => void };
export type DeskProps = { readonly view: DeskView; readonly decisions: DeskDecisions };

export function deskDecision(http: Pick<PrivacyHttp, 'ask'>, action: PrivacyAction): Decision {
  return { refusals: 'presence.refusal', send: () => http.ask(action), done: doneOf(action) };
}

function doneOf(action: PrivacyAction): PresenceMessageId {
  if (action.call === 'answerProposal' || action.call === 'answerGlass') {
    return `presence.done.${action.call}.${action.body.yes ? 'yes' : 'no'}`;
  }
  return `presence.done.${action.call}`;
}
