// Carries out what is decided at the console, one decision at a time, keeps what came of it until something else does, and
// asks for the desk as it is then. A repeat after no answer sends the same tap again.

import { useCallback, useRef, useState } from 'react';
import type { EmergencyProblem, ManageProblem } from '#kiosk/bridge/manage-http.ts';
import type { PrivacyProblem } from '#kiosk/bridge/privacy-http.ts';
import type { PresenceMessageId } from '#kiosk/i18n/presence-en.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import type { Section } from './shell-sections.ts';

/** Where the catalogue says why something was not done: `<refusals>.<why>` and `<refusals>.<why>.next`. */
type RefusalsOf = {
  'presence.refusal': PrivacyProblem['why'];
  'manage.refusal': ManageProblem['why'];
  'manage.emergency': EmergencyProblem['why'];
};
type RefusalId = { readonly [P in keyof RefusalsOf]: `${P}.${RefusalsOf[P]}` }[keyof RefusalsOf];

type Deciding<P extends keyof RefusalsOf> = {
  readonly refusals: P;
  /** Made with one `event`, so that sending it again is safe. */
  readonly send: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly why: RefusalsOf[P] }>;
  /** What is said when it was done. */
  readonly done: PresenceMessageId;
  readonly values?: Readonly<Record<string, string | number>>;
};
/** Something that is decided with one tap. */
export type Decision = { readonly [P in keyof RefusalsOf]: Deciding<P> }[keyof RefusalsOf];

export type Result =
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly decision: Decision; readonly section: Section }
  | { readonly kind: 'refused'; readonly said: RefusalId; readonly again: Decision | null };

/** True when it was done. Does nothing while another decision is under way. */
export type Decide = (decision: Decision) => Promise<boolean>;

export type Decisions = {
  readonly result: Result | null;
  readonly decide: Decide;
  readonly refuse: (said: RefusalId) => void;
  readonly dismiss: () => void;
};

/** A good word need not be sent away, and stays where it was said; a refusal stays until it is read. */
const doneForMs = seconds(8);

export function useDecisions(clock: Clock, refresh: () => void, section: Section): Decisions {
  const [result, setResult] = useState<Result | null>(null);
  const here = useRef(section);
  here.current = section;
  const busy = useRef(false);
  const cancel = useRef((): void => undefined);
  const put = useCallback(
    (next: Result | null) => {
      cancel.current();
      setResult(next);
      if (next?.kind === 'done') cancel.current = clock.after(doneForMs, () => setResult(null));
    },
    [clock],
  );
  const decide = useCallback(
    async (decision: Decision) => {
      if (busy.current) return false;
      busy.current = true;
      put({ kind: 'sending' });
      const refused = await sent(decision);
      busy.current = false;
      if (refused === null) put({ kind: 'done', decision, section: here.current });
      else put({ kind: 'refused', said: refused.said, again: refused.unsure ? decision : null });
      refresh();
      return refused === null;
    },
    [put, refresh],
  );
  const refuse = useCallback((said: RefusalId) => put({ kind: 'refused', said, again: null }), [put]);
  const dismiss = useCallback(() => put(null), [put]);
  const isElsewhere = result?.kind === 'done' && result.section !== section;
  return { result: isElsewhere ? null : result, decide, refuse, dismiss };
}

type Refused = { readonly said: RefusalId; readonly unsure: boolean };

/** Null when it was done. */
async function sent({ refusals, send }: Decision): Promise<Refused | null> {
  const answer = await send();
  // The reasons of each kind of decision are exactly those its part of the catalogue has.
  return answer.ok ? null : { said: `${refusals}.${answer.why}` as RefusalId, unsure: answer.why === 'no-answer' };
}
