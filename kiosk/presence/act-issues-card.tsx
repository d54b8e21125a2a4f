// What people reported about the building and is not closed: in their words, since when, what was answered, and the way to
// answer. A text that was typed stays until it was sent.

import { type ReactNode, useState } from 'react';
import { type PresenceWords, usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { IssueId } from '#shared/model/ids.ts';
import type { Issue } from '#shared/model/issue.ts';
import s from './act.module.css';
import { ActAnswerSheet, type AnswerDraft, emptyAnswer } from './act-answer-sheet.tsx';
import { ActIssueText } from './act-issue-text.tsx';
import { floorName, placeOf } from './act-places.ts';
import type { ActProps } from './act-props.ts';
import type { ManageView } from './now-memory.ts';

export function ActIssuesCard({ view, act }: ActProps): ReactNode {
  const words = usePresenceWords();
  const [drafts, setDrafts] = useState<Readonly<Record<IssueId, AnswerDraft>>>({});
  const [answering, setAnswering] = useState<Issue | null>(null);
  const issues = view.managed.issues.filter(({ state }) => state !== 'closed').toSorted((a, b) => a.atMs - b.atMs);
  return (
    <Card title={words.say('act.issues.title')}>
      {issues.length === 0 && <p className={text.muted}>{words.say('act.issues.none')}</p>}
      {issues.length > 0 && (
        <ul className={s.rows}>
          {issues.map((issue) => (
            <Row key={issue.id} view={view} issue={issue} answer={() => setAnswering(issue)} />
          ))}
        </ul>
      )}
      {answering && (
        <ActAnswerSheet
          act={act}
          issue={answering}
          where={whereWords(view, answering, words)}
          draft={drafts[answering.id] ?? emptyAnswer}
          change={(draft) => setDrafts((before) => ({ ...before, [answering.id]: draft }))}
          close={() => setAnswering(null)}
        />
      )}
    </Card>
  );
}

type RowProps = { readonly view: ManageView; readonly issue: Issue; readonly answer: () => void };

function Row({ view, issue, answer }: RowProps): ReactNode {
  const words = usePresenceWords();
  const where = whereWords(view, issue, words);
  return (
    <li className={s.row}>
      <div className={s.what}>
        <ActIssueText issue={issue} where={where} />
      </div>
      <button type="button" className={s.small} aria-label={words.say('act.issue.answerNamed', { where })} onClick={answer}>
        {words.say('act.issue.answer')}
      </button>
    </li>
  );
}

function whereWords({ plan }: ManageView, { space, floor }: Issue, words: PresenceWords): string {
  return space === undefined ? floorName(plan, floor) : words.say('act.where', placeOf(plan, space));
}
