// Does for a manager what they decided, one thing at a time, through the page's one way of deciding. What is done again with
// the same words carries the same event until it is known how it ended, so a lost answer never books or blocks twice.

import { useCallback, useRef } from 'react';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import type { PresenceMessageId } from '#kiosk/i18n/presence-en.ts';
import type { EventId } from '#shared/model/ids.ts';
import type { CommandRequest, ManageRequest } from '#shared/wire/manage.ts';
import type { Decide } from './use-decisions.ts';

type Untapped<Request> = Request extends unknown ? Omit<Request, 'event'> : never;
type Deed =
  | { readonly call: 'act'; readonly body: Untapped<ManageRequest> }
  | { readonly call: 'command'; readonly body: Untapped<CommandRequest> };

type Doing = Deed & {
  /** What is said when it was done. */
  readonly done: PresenceMessageId;
  readonly values: Readonly<Record<string, string>>;
  readonly whenDone?: () => void;
};

/** False: something else is still under way, and nothing was begun. */
export type Act = (doing: Doing) => boolean;

/** How it ended is not known then: the booking system may have done it and its answer was lost. */
const unsure: ReadonlySet<string> = new Set(['offline', 'no-answer']);

export function useAct(http: Pick<ManageHttp, 'act' | 'command'>, decide: Decide): Act {
  const taps = useRef(new Map<string, EventId>());
  const busy = useRef(false);
  return useCallback(
    (doing) => {
      if (busy.current) return false;
      busy.current = true;
      const key = JSON.stringify(doing.body);
      const event = taps.current.get(key) ?? newEventId();
      taps.current.set(key, event);
      const send = async (): ReturnType<ManageHttp['act']> => {
        const answer = await sent(http, doing, event);
        if (answer.ok || !unsure.has(answer.why)) taps.current.delete(key);
        if (answer.ok) doing.whenDone?.();
        return answer;
      };
      const { done, values } = doing;
      void decide({ refusals: 'manage.refusal', send, done, values }).finally(() => {
        busy.current = false;
      });
      return true;
    },
    [http, decide],
  );
}

function sent(http: Pick<ManageHttp, 'act' | 'command'>, { call, body }: Deed, event: EventId): ReturnType<ManageHttp['act']> {
  return call === 'act' ? http.act({ ...body, event }) : http.command({ ...body, event });
}
