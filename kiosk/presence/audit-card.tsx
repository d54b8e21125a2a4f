// The audit for the privacy officer: whether its chain holds, and its entries in words, newest first, when asked for.

import type { ReactNode } from 'react';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { PrivacyDesk } from '#shared/wire/privacy-desk.ts';
import s from './audit-card.module.css';
import { AuditList } from './audit-list.tsx';
import { downloadLines } from './download-lines.ts';
import { useAudit } from './use-audit.ts';

type Props = {
  readonly desk: PrivacyDesk;
  readonly audit: NonNullable<PrivacyDesk['audit']>;
  readonly bridge: PrivacyBridge;
};

export function AuditCard({ desk, audit, bridge }: Props): ReactNode {
  const words = usePresenceWords();
  const { read, newest, older } = useAudit(bridge);
  const begun = read.nextBefore !== undefined;
  return (
    <Card title={words.say('presence.audit.title')}>
      <Chain audit={audit} />
      <p className={text.muted}>{words.say('presence.audit.what')}</p>
      <div className={buttons.row}>
        <button type="button" className={buttons.secondary} onClick={newest}>
          {words.say(begun ? 'presence.audit.newest' : 'presence.audit.read')}
        </button>
        {begun && (
          <button type="button" className={buttons.secondary} onClick={() => downloadLines('waypost-audit.jsonl', read.entries)}>
            {words.say('presence.audit.download')}
          </button>
        )}
      </div>
      {begun && <p className={text.muted}>{words.say('presence.audit.download.what', { days: desk.settings.linkedDays })}</p>}
      <div role="status" className={s.said}>
        {read.busy && <p>{words.say('presence.audit.reading')}</p>}
        {read.problem && (
          <p>
            <span className={text.strong}>{words.say(`presence.refusal.${read.problem}`)}</span>{' '}
            {words.say(`presence.refusal.${read.problem}.next`)}
          </p>
        )}
      </div>
      {begun && <AuditList entries={read.entries} />}
      {typeof read.nextBefore === 'number' && (
        <button type="button" className={buttons.secondary} onClick={older}>
          {words.say('presence.audit.older')}
        </button>
      )}
      {read.nextBefore === null && <p className={text.muted}>{words.say('presence.audit.end')}</p>}
    </Card>
  );
}

/** Whole or broken as shape, text and colour. */
function Chain({ audit }: { readonly audit: Props['audit'] }): ReactNode {
  const words = usePresenceWords();
  const { intact, entries } = audit;
  return (
    <div role={intact ? 'status' : 'alert'} className={s.chain} data-intact={intact}>
      <svg className={s.sign} viewBox="0 0 48 24" aria-hidden="true">
        <rect x="2" y="5" width="24" height="14" rx="7" />
        {intact ? <rect x="22" y="5" width="24" height="14" rx="7" /> : <path d="M39 5h0a7 7 0 0 1 0 14h-6 M31 3l-2 18" />}
      </svg>
      <p>{words.say(intact ? 'presence.audit.intact' : 'presence.audit.broken', { count: entries })}</p>
    </div>
  );
}
