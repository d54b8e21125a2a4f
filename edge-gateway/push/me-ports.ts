// What the routes of the employee's page ask of the rest of the gateway (me-way.ts). Everything is asked for one signed-in
// person, never for a reference that came with the request.

import type { FloorId, SubjectRef } from '#shared/model/ids.ts';
import type { Board, Masked } from '#shared/wire/board.ts';
import type { FindReply, FindRequest } from '#shared/wire/find.ts';
import type { Me, MePlan } from '#shared/wire/me.ts';
import type {
  AppReply,
  BringTagRequest,
  ConfirmTagRequest,
  ConsentRequest,
  LostTagRequest,
  MeReply,
  OwnBookingRequest,
  PauseRequest,
  SeenRequest,
  StatusRequest,
  TapRequest,
  VisibilityRequest,
} from '#shared/wire/me-actions.ts';
import type { ConsentReceipt } from '#shared/wire/receipt.ts';
import type { MeSession } from './me-session.ts';

type Action<Body, Reply = MeReply> = (ref: SubjectRef, body: Body) => Promise<Reply> | Reply;

export type MeDesk = {
  /** Null: the booking system knows this person no more. */
  readonly me: (session: MeSession) => Masked<Me> | null;
  readonly plan: () => MePlan;
  readonly boardFor: (ref: SubjectRef, floor: FloorId) => Masked<Board> | null;
  readonly consent: Action<ConsentRequest>;
  readonly withdraw: Action<TapRequest>;
  readonly pause: Action<PauseRequest>;
  /** Zeroes the own place now; the next sighting makes a new one. */
  readonly forget: Action<TapRequest>;
  readonly visibility: Action<VisibilityRequest>;
  readonly status: Action<StatusRequest>;
  readonly bringTag: Action<BringTagRequest>;
  readonly holdTag: Action<TapRequest>;
  readonly confirmTag: Action<ConfirmTagRequest>;
  readonly lostTag: Action<LostTagRequest>;
  readonly app: Action<TapRequest, AppReply>;
  readonly checkIn: Action<OwnBookingRequest>;
  readonly release: Action<OwnBookingRequest>;
  readonly extend: Action<OwnBookingRequest>;
  readonly seen: Action<SeenRequest>;
  readonly erase: Action<TapRequest>;
  readonly find: Action<FindRequest, Masked<FindReply>>;
  /** The text of the document in force; null while the booking system does not give it. */
  readonly document: () => Promise<string | null>;
  /** Null without a consent. */
  readonly receipt: (ref: SubjectRef) => ConsentReceipt | null;
  /** Everything held about this person at this moment. */
  readonly data: (ref: SubjectRef) => object | null;
};
