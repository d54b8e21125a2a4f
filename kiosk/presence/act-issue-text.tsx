// What somebody reported, in their words: where, since when, and what was answered before.

import type { ReactNode } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import text from '#kiosk/me/text.module.css';
import type { Issue } from '#shared/model/issue.ts';
import s from './act.module.css';

export function ActIssueText({ issue, where }: { readonly issue: Issue; readonly where: string }): ReactNode {
  const words = usePresenceWords();
  return (
    <>
      <p className={s.free}>{issue.text}</p>
      <p className={text.muted}>{words.say('act.issue.since', { where, at: words.dateTime(issue.atMs) })}</p>
      {issue.answer !== undefined && (
        <p className={s.answered}>
          <span className={text.strong}>{words.say('act.issue.answered')}</span> {issue.answer}
        </p>
      )}
    </>
  );
}
