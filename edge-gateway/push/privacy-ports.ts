// What the routes of the privacy desk ask of the rest of the gateway (privacy-way.ts). Everything is asked for one signed-in
// person; whether they may is the desk's to say, anew at every call, and a no is an answer with a reason.

import type { EventId, SubjectRef } from '#shared/model/ids.ts';
import type { Masked } from '#shared/wire/board.ts';
import type {
  AnswerRequest,
  AskGlassRequest,
  AuditPage,
  GlassReply,
  GlassRequest,
  PrivacyDesk,
  PrivacyRefusal,
  PrivacyReply,
  ProposeRequest,
} from '#shared/wire/privacy-desk.ts';

type Answer<T> = Promise<T> | T;
type Act<Body, Reply = PrivacyReply> = (ref: SubjectRef, body: Body) => Answer<Reply>;

export type PrivacyDeskPort = {
  /** Whether this person holds one of the roles this is for. Everybody else gets one refusal that holds nothing. */
  readonly oversees: (ref: SubjectRef) => boolean;
  /** Null: the booking system knows this person no more. */
  readonly desk: (ref: SubjectRef) => Answer<Masked<PrivacyDesk> | null>;
  /** Entries before this one, newest first; from the newest with null. */
  readonly audit: (ref: SubjectRef, before: number | null) => Answer<AuditPage | PrivacyRefusal>;
  readonly stopPositions: Act<{ readonly event: EventId }>;
  readonly propose: Act<ProposeRequest>;
  readonly answerProposal: Act<AnswerRequest>;
  readonly askGlass: Act<AskGlassRequest>;
  readonly answerGlass: Act<AnswerRequest>;
  /** Writes the look to the audit before anything is looked at. */
  readonly lookGlass: Act<GlassRequest, Masked<GlassReply> | PrivacyRefusal>;
  readonly closeGlass: Act<GlassRequest>;
};
