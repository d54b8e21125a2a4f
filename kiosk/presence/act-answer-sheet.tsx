// Answering an issue: what was reported, what was answered before, a text, and whether that closes it.

import { type ReactNode, useId, useState } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import choices from '#kiosk/me/choices.module.css';
import fields from '#kiosk/me/field.module.css';
import { Sheet } from '#kiosk/me/sheet.tsx';
import type { Issue } from '#shared/model/issue.ts';
import s from './act.module.css';
import { ActIssueText } from './act-issue-text.tsx';
import type { ActProps } from './act-props.ts';

export type AnswerDraft = { readonly text: string; readonly close: boolean };

export const emptyAnswer: AnswerDraft = { text: '', close: false };

type Props = Pick<ActProps, 'act'> & {
  readonly issue: Issue;
  readonly where: string;
  readonly draft: AnswerDraft;
  readonly change: (draft: AnswerDraft) => void;
  readonly close: () => void;
};

export function ActAnswerSheet({ act, issue, where, draft, change, close }: Props): ReactNode {
  const words = usePresenceWords();
  const [tried, setTried] = useState(false);
  const answer = draft.text.trim();
  const confirm = (): void => {
    setTried(true);
    if (answer === '') return;
    const done = draft.close ? 'act.issue.doneClosed' : 'act.issue.done';
    const body = { act: 'answer-issue', issue: issue.id, answer, close: draft.close } as const;
    if (act({ call: 'act', body, done, values: {}, whenDone: () => change(emptyAnswer) })) close();
  };
  return (
    <Sheet
      title={words.say('act.issue.answer.title')}
      close={close}
      foot={
        <>
          {tried && answer === '' && <p role="alert">{words.say('act.issue.missing')}</p>}
          <button type="button" className={buttons.primary} onClick={confirm}>
            {words.say(draft.close ? 'act.issue.yesClose' : 'act.issue.yes')}
          </button>
          <button type="button" className={buttons.secondary} onClick={close}>
            {words.say('act.issue.no')}
          </button>
        </>
      }
    >
      <div className={s.reported}>
        <ActIssueText issue={issue} where={where} />
      </div>
      <AnswerField value={draft.text} change={(typed) => change({ ...draft, text: typed })} />
      <label className={choices.choice}>
        <input
          type="checkbox"
          className={choices.box}
          checked={draft.close}
          onChange={({ target }) => change({ ...draft, close: target.checked })}
        />
        <span>{words.say('act.issue.close')}</span>
      </label>
    </Sheet>
  );
}

function AnswerField({ value, change }: { readonly value: string; readonly change: (value: string) => void }): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  return (
    <div className={fields.field}>
      <label htmlFor={id} className={fields.label}>
        {words.say('act.issue.answer.label')}
      </label>
      <textarea
        id={id}
        className={`${fields.input} ${s.text}`}
        rows={4}
        maxLength={1000}
        value={value}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-hint`} className={fields.hint}>
        {words.say('act.issue.answer.hint')}
      </p>
    </div>
  );
}
