// What the employee's page asks for over HTTP. Whatever is not a proper answer counts as none: nothing is known to have
// happened, and the page says so. An answer 401 means that the session is over, whatever was asked.

import { FindReply } from '#shared/wire/find.ts';
import { Me } from '#shared/wire/me.ts';
import {
  AppReply,
  type BringTagRequest,
  type ConfirmTagRequest,
  type ConsentRequest,
  type LostTagRequest,
  type MeRefusalReason,
  MeReply,
  mePaths,
  type OwnBookingRequest,
  type PauseRequest,
  type SeenRequest,
  type StatusRequest,
  type TapRequest,
  type VisibilityRequest,
} from '#shared/wire/me-actions.ts';
import { ConsentReceipt } from '#shared/wire/receipt.ts';
import { type ManageHttp, manageOverHttp } from './manage-http.ts';
import { type SessionHttpDeps, sessionHttp } from './session-http.ts';

type Bodies = {
  consent: ConsentRequest;
  withdraw: TapRequest;
  pause: PauseRequest;
  forget: TapRequest;
  visibility: VisibilityRequest;
  status: StatusRequest;
  bringTag: BringTagRequest;
  holdTag: TapRequest;
  confirmTag: ConfirmTagRequest;
  lostTag: LostTagRequest;
  checkIn: OwnBookingRequest;
  release: OwnBookingRequest;
  extend: OwnBookingRequest;
  seen: SeenRequest;
  erase: TapRequest;
};
/** Something the person decided, as it is sent; sending it again is safe. */
export type MeAction = { readonly [C in keyof Bodies]: { readonly call: C; readonly body: Bodies[C] } }[keyof Bodies];

/** `no-answer`: it is not known whether the gateway did it. */
export type MeProblem = { readonly ok: false; readonly why: MeRefusalReason | 'no-answer' };
type MeAnswer = Extract<MeReply, { ok: true }> | MeProblem;
type AppAnswer = Extract<AppReply, { ok: true }> | MeProblem;

export type MeHttp = {
  /** Null: no answer; a session that is over is told through `onSignedOut`. */
  readonly me: () => Promise<Me | null>;
  readonly ask: (action: MeAction) => Promise<MeAnswer>;
  readonly app: (body: TapRequest) => Promise<AppAnswer>;
  readonly find: (text: string) => Promise<FindReply | null>;
  /** What a person says in an emergency, and a warden of others. */
  readonly emergency: Pick<ManageHttp, 'safe' | 'mark' | 'unnamed'>;
  /** The document in force as text; null while it can't be had. */
  readonly document: () => Promise<string | null>;
  readonly receipt: () => Promise<ConsentReceipt | null>;
  /** False: no answer, so the session may still run. */
  readonly signOut: () => Promise<boolean>;
};

const noAnswer = { ok: false, why: 'no-answer' } as const;

export function meOverHttp(deps: SessionHttpDeps, onSignedOut: () => void): MeHttp {
  const read = sessionHttp(deps, onSignedOut);
  const { safe, mark, unnamed } = manageOverHttp(read);
  return {
    me: () => read(mePaths.me, null, async (answer) => Me.safeParse(await answer.json()).data ?? null),
    ask: async ({ call, body }) =>
      (await read(mePaths[call], body, async (answer) => MeReply.safeParse(await answer.json()).data ?? null)) ?? noAnswer,
    app: async (body) =>
      (await read(mePaths.app, body, async (answer) => AppReply.safeParse(await answer.json()).data ?? null)) ?? noAnswer,
    emergency: { safe, mark, unnamed },
    find: (text) => read(mePaths.find, { text }, async (answer) => FindReply.safeParse(await answer.json()).data ?? null),
    document: () => read(mePaths.document, null, async (answer) => (answer.ok ? await answer.text() : null)),
    receipt: () => read(mePaths.receipt, null, async (answer) => ConsentReceipt.safeParse(await answer.json()).data ?? null),
    signOut: async () => {
      const out = await read(mePaths.signOut, {}, async (answer) => answer.ok);
      if (out) onSignedOut();
      return out ?? false;
    },
  };
}
