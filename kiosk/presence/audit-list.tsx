// Entries of the audit: what as a sentence, then number, time, and who while that is still known.

import type { ReactNode } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import text from '#kiosk/me/text.module.css';
import type { AuditPage } from '#shared/wire/privacy-desk.ts';
import { actWords, caseOf, isOfTheMachine } from './act-words.ts';
import s from './audit-list.module.css';

export function AuditList({ entries }: Pick<AuditPage, 'entries'>): ReactNode {
  const words = usePresenceWords();
  return (
    <ol className={s.list} aria-label={words.say('presence.audit.list')}>
      {entries.map((entry) => (
        <Entry key={entry.seq} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: AuditPage['entries'][number] }): ReactNode {
  const words = usePresenceWords();
  const { seq, atMs, who, act } = entry;
  const nobody = words.say(isOfTheMachine(act) ? 'presence.audit.machine' : 'presence.audit.unlinked');
  const matter = caseOf(act);
  return (
    <li className={s.entry}>
      <p className={text.strong}>{actWords(act, words)}</p>
      <p className={s.who}>{who ?? nobody}</p>
      <p className={s.facts}>
        {words.say('presence.audit.entry', { seq, at: words.dateTime(atMs) })}
        {matter !== null && ` · ${words.say('presence.act.case', { case: matter })}`}
      </p>
    </li>
  );
}
