// What the console's section "Privacy" asks for over HTTP. A reason of the gateway comes back as it is; whatever is not a
// proper answer counts as none, and the page says so instead of guessing what happened.

import type { EventId } from '#shared/model/ids.ts';
import {
  type AnswerRequest,
  type AskGlassRequest,
  AuditPage,
  GlassReply,
  type GlassRequest,
  PrivacyDesk,
  PrivacyRefusal,
  PrivacyReply,
  type ProposeRequest,
  privacyPaths,
} from '#shared/wire/privacy-desk.ts';
import type { SessionRead } from './session-http.ts';

type Bodies = {
  stopPositions: { readonly event: EventId };
  propose: ProposeRequest;
  answerProposal: AnswerRequest;
  askGlass: AskGlassRequest;
  answerGlass: AnswerRequest;
  closeGlass: GlassRequest;
};
/** Something decided at the desk, as it is sent; sending it again is safe. */
export type PrivacyAction = { readonly [C in keyof Bodies]: { readonly call: C; readonly body: Bodies[C] } }[keyof Bodies];

/** `no-answer`: it is not known whether the gateway did it. */
export type PrivacyProblem = { readonly ok: false; readonly why: PrivacyRefusal['why'] | 'no-answer' };

/** `no-desk`: no answer came. `not-allowed`: this person holds none of the roles the desk is for. */
type DeskMessage = { readonly kind: 'desk'; readonly desk: PrivacyDesk } | { readonly kind: 'not-allowed' | 'no-desk' };

export type PrivacyHttp = {
  readonly desk: () => Promise<DeskMessage>;
  readonly ask: (action: PrivacyAction) => Promise<{ readonly ok: true } | PrivacyProblem>;
  /** One look at the floor of an open case; every call is a look of its own in the audit. */
  readonly look: (body: GlassRequest) => Promise<Extract<GlassReply, { ok: true }> | PrivacyProblem>;
  /** Entries before this number, or the newest. */
  readonly audit: (before: number | null) => Promise<{ readonly ok: true; readonly page: AuditPage } | PrivacyProblem>;
};

const noAnswer = { ok: false, why: 'no-answer' } as const;

export function privacyOverHttp(read: SessionRead): PrivacyHttp {
  return {
    desk: async () => (await read(privacyPaths.desk, null, deskOf)) ?? { kind: 'no-desk' },
    ask: async ({ call, body }) =>
      (await read(privacyPaths[call], body, async (answer) => PrivacyReply.safeParse(await answer.json()).data ?? null)) ??
      noAnswer,
    look: async (body) =>
      (await read(privacyPaths.lookGlass, body, async (answer) => GlassReply.safeParse(await answer.json()).data ?? null)) ??
      noAnswer,
    audit: async (before) =>
      (await read(before === null ? privacyPaths.audit : `${privacyPaths.audit}?before=${before}`, null, auditOf)) ?? noAnswer,
  };
}

async function deskOf(answer: Response): Promise<DeskMessage | null> {
  if (answer.status === 403) return { kind: 'not-allowed' };
  const desk = PrivacyDesk.safeParse(await answer.json()).data;
  return desk ? { kind: 'desk', desk } : null;
}

async function auditOf(answer: Response): Promise<{ ok: true; page: AuditPage } | PrivacyRefusal | null> {
  const body: unknown = await answer.json();
  const page = AuditPage.safeParse(body).data;
  return page ? { ok: true, page } : (PrivacyRefusal.safeParse(body).data ?? null);
}
