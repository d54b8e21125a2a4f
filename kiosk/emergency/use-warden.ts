// What a warden tells the gateway about a roll call over HTTP, as many at once as there are taps. The answer only says whether
// it arrived; who is safe is what the next roll call says.

import { useState } from 'react';
import type { ManageHttp } from '#kiosk/bridge/manage-http.ts';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import type { Emergency, RollPerson } from '#shared/wire/emergency.ts';
import type { RollFloor } from './roll-order.ts';

export type WardenHttp = Pick<ManageHttp, 'mark' | 'unnamed'>;

export type Warden = {
  readonly mark: (person: RollPerson, safe: boolean) => void;
  /** So many of a floor's people without a name are safe. */
  readonly unnamed: (floor: RollFloor, safe: number) => void;
  /** Keys of people, and floors, that are being told about. */
  readonly sending: ReadonlySet<string>;
  /** The last one did not arrive, or was refused. */
  readonly unsent: boolean;
};

export function useWarden(id: Emergency['id'], http: WardenHttp): Warden {
  const [sending, setSending] = useState<ReadonlySet<string>>(new Set());
  const [unsent, setUnsent] = useState(false);
  const tell = async (about: string, send: () => Promise<{ readonly ok: boolean }>): Promise<void> => {
    setSending((before) => new Set([...before, about]));
    const { ok } = await send();
    setUnsent(!ok);
    setSending((before) => new Set([...before].filter((other) => other !== about)));
  };
  return {
    mark: ({ key }, safe) => void tell(key, () => http.mark({ event: newEventId(), id, key, safe })),
    unnamed: ({ floor }, safe) => void tell(floor, () => http.unnamed({ event: newEventId(), id, floor, safe })),
    sending,
    unsent,
  };
}
