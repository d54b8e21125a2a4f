// Asks for people by their name, one question at a time; only the newest answer counts. Kept in this page's memory until
// somebody is chosen or the next question.

import { useCallback, useRef, useState } from 'react';
import type { ManageHttp, ManageProblem } from '#kiosk/bridge/manage-http.ts';
import { PeopleRequest, type PersonHit } from '#shared/wire/manage.ts';

type PeopleAsked =
  | { readonly kind: 'nothing' | 'short' | 'asking' }
  | { readonly kind: 'refused'; readonly why: ManageProblem['why'] }
  | { readonly kind: 'found'; readonly people: readonly PersonHit[] };

export type People = { readonly asked: PeopleAsked; readonly ask: (typed: string) => void; readonly forget: () => void };

export function useActPeople(http: Pick<ManageHttp, 'people'>): People {
  const [asked, setAsked] = useState<PeopleAsked>({ kind: 'nothing' });
  const turn = useRef(0);
  const ask = useCallback(
    async (typed: string) => {
      turn.current += 1;
      const mine = turn.current;
      const request = PeopleRequest.safeParse({ text: typed }).data;
      if (!request) return setAsked({ kind: 'short' });
      setAsked({ kind: 'asking' });
      const answer = await http.people(request);
      if (turn.current !== mine) return;
      setAsked(answer.ok ? { kind: 'found', people: answer.people } : { kind: 'refused', why: answer.why });
    },
    [http],
  );
  const forget = useCallback(() => {
    turn.current += 1;
    setAsked({ kind: 'nothing' });
  }, []);
  return { asked, ask: (typed) => void ask(typed), forget };
}
