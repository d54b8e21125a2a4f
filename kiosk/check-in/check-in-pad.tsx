// The check-in pad: one question at a time, progress in words, and it always ends by itself.

import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import controls from '#kiosk/style/controls.module.css';
import { assertNever } from '#shared/kit/assert-never.ts';
import { ChooseStep } from './choose-step.tsx';
import { ConfirmDesk, ConfirmRelease, DesksStep } from './desk-steps.tsx';
import s from './pad.module.css';
import { type PadStep, warnMs } from './pad-state.ts';
import steps from './pad-steps.module.css';
import { ProblemStep, ResultStep } from './result-step.tsx';
import { NumberStep, PinStep } from './sign-in-step.tsx';
import type { Pad } from './use-pad.ts';

export function CheckInPad({ pad }: { readonly pad: Pad }): ReactNode {
  const words = useWords();
  const { step } = pad.state;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const progress = progressOf(step);
  const ended = step.at === 'result';
  return (
    <section className={s.pad} aria-labelledby="pad-title" onPointerDown={() => pad.send({ kind: 'touch' })}>
      <div className={s.head}>
        <h2 id="pad-title" ref={title} tabIndex={-1} className={s.title}>
          {words.say('pad.title')}
        </h2>
        {progress !== null && <p className={s.progress}>{words.say('pad.progress', { step: progress, steps: 3 })}</p>}
      </div>
      <div className={s.body}>
        <Step pad={pad} />
      </div>
      <Countdown pad={pad} />
      <div className={s.foot}>
        {canGoBack(step) && (
          <button type="button" className={controls.secondary} onClick={() => pad.send({ kind: 'back' })}>
            {words.say('pad.back')}
          </button>
        )}
        <button
          type="button"
          className={ended ? controls.primary : controls.secondary}
          onClick={() => pad.send({ kind: 'cancel' })}
        >
          {words.say('session' in step ? 'pad.done' : 'pad.cancel')}
        </button>
      </div>
    </section>
  );
}

function Step({ pad }: { readonly pad: Pad }): ReactNode {
  const words = useWords();
  const { step } = pad.state;
  const { send } = pad;
  switch (step.at) {
    case 'closed':
      return null;
    case 'number':
      return <NumberStep step={step} send={send} />;
    case 'pin':
    case 'signing-in':
      return <PinStep step={step} send={send} />;
    case 'choose':
      return <ChooseStep session={step.session} send={send} />;
    case 'desks':
      return <DesksStep session={step.session} send={send} />;
    case 'confirm-desk':
      return <ConfirmDesk desk={step.desk} send={send} />;
    case 'confirm-release':
      return <ConfirmRelease booking={step.booking} send={send} />;
    case 'sending':
      return <h2 className={steps.question}>{words.say('pad.sending')}</h2>;
    case 'result':
      return <ResultStep done={step.done} />;
    case 'problem':
      return <ProblemStep step={step} send={send} />;
    default:
      return assertNever(step);
  }
}

/** The last seconds are counted aloud, and asking for more time is one tap. */
function Countdown({ pad }: { readonly pad: Pad }): ReactNode {
  const words = useWords();
  const { secondsLeft, state, send } = pad;
  if (secondsLeft * 1000 > warnMs) return null;
  if (state.step.at === 'result') return <p className={s.countdown}>{words.say('pad.closes', { seconds: secondsLeft })}</p>;
  return (
    <div className={s.countdown} role="alert">
      <p>{words.say('pad.idle', { seconds: secondsLeft })}</p>
      <button type="button" className={controls.secondary} onClick={() => send({ kind: 'touch' })}>
        {words.say('pad.more')}
      </button>
    </div>
  );
}

function progressOf(step: PadStep): number | null {
  switch (step.at) {
    case 'number':
      return 1;
    case 'pin':
    case 'signing-in':
      return 2;
    case 'choose':
    case 'desks':
    case 'confirm-desk':
    case 'confirm-release':
    case 'sending':
      return 3;
    default:
      return null;
  }
}

function canGoBack(step: PadStep): boolean {
  return step.at === 'pin' || step.at === 'desks';
}
