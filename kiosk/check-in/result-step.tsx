// How it ended: done, done and still to be sent, or why not and what to do next.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import type { ActionDone } from '#shared/wire/check-in.ts';
import type { PadEvent, PadStep } from './pad-state.ts';
import s from './pad-steps.module.css';
import { problemWords } from './problem-words.ts';

export function ResultStep({ done }: { readonly done: ActionDone }): ReactNode {
  const words = useWords();
  const later = done.delivery === 'will-be-sent';
  const what =
    done.did === 'released'
      ? words.say('pad.result.released.name', { name: done.spaceName })
      : words.say('pad.result.until', { name: done.spaceName, time: words.time(done.untilMs) });
  return (
    <div className={s.result} role="status">
      <svg className={s.resultSign} viewBox="0 0 64 64" aria-hidden="true">
        <circle cx="32" cy="32" r="30" />
        <path d="M18 33l10 10 18-21" />
      </svg>
      <h2 className={s.question}>{words.say(later ? `pad.result.${done.did}.later` : `pad.result.${done.did}`)}</h2>
      <p className={s.resultWhat}>{what}</p>
      {later && <p className={s.hint}>{words.say('pad.result.laterHint')}</p>}
    </div>
  );
}

type ProblemProps = { readonly step: Extract<PadStep, { at: 'problem' }>; readonly send: (event: PadEvent) => void };

export function ProblemStep({ step, send }: ProblemProps): ReactNode {
  const words = useWords();
  const { title, next } = problemWords(step.problem, words);
  return (
    <>
      <div className={s.problem} role="alert">
        <h2 className={s.question}>{title}</h2>
        <p>{next}</p>
      </div>
      {step.retry && (
        <button type="button" className={controls.primary} onClick={() => send({ kind: 'retry' })}>
          {words.say('pad.retry')}
        </button>
      )}
      <button type="button" className={controls.secondary} onClick={() => send({ kind: 'again' })}>
        {words.say('pad.again')}
      </button>
    </>
  );
}
