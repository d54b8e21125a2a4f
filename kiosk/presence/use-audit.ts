// The entries that were read, in this page's memory only. Each page of them is asked for by a tap, because reading is an
// entry too.

import { useState } from 'react';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import type { PrivacyProblem } from '#kiosk/bridge/privacy-http.ts';
import type { AuditPage } from '#shared/wire/privacy-desk.ts';

type Read = {
  readonly entries: AuditPage['entries'];
  /** Where older ones begin; null at the end, undefined before anything was read. */
  readonly nextBefore: number | null | undefined;
  readonly busy: boolean;
  readonly problem: PrivacyProblem['why'] | null;
};

const nothingRead: Read = { entries: [], nextBefore: undefined, busy: false, problem: null };

export type Reading = { readonly read: Read; readonly newest: () => void; readonly older: () => void };

export function useAudit(bridge: PrivacyBridge): Reading {
  const [read, setRead] = useState(nothingRead);
  const ask = async (before: number | null): Promise<void> => {
    if (read.busy) return;
    setRead({ ...read, busy: true, problem: null });
    const answer = await bridge.audit(before);
    if (!answer.ok) return setRead({ ...read, busy: false, problem: answer.why });
    const { entries, nextBefore } = answer.page;
    setRead({ entries: before === null ? entries : [...read.entries, ...entries], nextBefore, busy: false, problem: null });
  };
  return {
    read,
    newest: () => void ask(null),
    older: () => {
      if (read.nextBefore !== null && read.nextBefore !== undefined) void ask(read.nextBefore);
    },
  };
}
