// Who are you: first the number, then the PIN as dots.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import { Keypad } from './keypad.tsx';
import { numberLength, type PadEvent, type PadStep, pinLength } from './pad-state.ts';
import s from './pad-steps.module.css';
import { problemWords } from './problem-words.ts';

type Send = (event: PadEvent) => void;

export function NumberStep({
  step,
  send,
}: {
  readonly step: Extract<PadStep, { at: 'number' }>;
  readonly send: Send;
}): ReactNode {
  const words = useWords();
  return (
    <>
      <h2 className={s.question}>{words.say('pad.number')}</h2>
      <p className={s.hint}>{words.say('pad.number.hint')}</p>
      <p className={s.entry}>
        <output className={s.digits} aria-label={words.say('pad.entered', { count: step.number.length })}>
          {step.number}
        </output>
      </p>
      <Keypad send={send} next={{ enabled: step.number.length >= numberLength.min }} />
    </>
  );
}

type PinProps = { readonly step: Extract<PadStep, { at: 'pin' | 'signing-in' }>; readonly send: Send };

export function PinStep({ step, send }: PinProps): ReactNode {
  const words = useWords();
  const filled = step.at === 'pin' ? step.pin.length : pinLength;
  const problem = step.at === 'pin' && step.problem ? problemWords(step.problem, words) : null;
  return (
    <>
      <h2 className={s.question}>{words.say('pad.pin')}</h2>
      <p className={s.hint}>
        {step.at === 'signing-in' ? words.say('pad.signingIn') : words.say('pad.pin.for', { number: step.number })}
      </p>
      {problem && (
        <div className={s.problem} role="alert">
          <p className={s.problemTitle}>{problem.title}</p>
          <p>{problem.next}</p>
        </div>
      )}
      <p className={s.entry}>
        <Dots filled={filled} label={words.say('pad.entered', { count: filled })} />
      </p>
      <Keypad send={send} next={null} disabled={step.at === 'signing-in'} />
    </>
  );
}

function Dots({ filled, label }: { readonly filled: number; readonly label: string }): ReactNode {
  return (
    <svg className={s.dots} viewBox={`0 0 ${pinLength * 30} 24`} role="img" aria-label={label}>
      {Array.from({ length: pinLength }, (_, i) => `dot ${i}`).map((key, i) => (
        <circle key={key} className={i < filled ? s.dotFull : s.dot} cx={i * 30 + 15} cy="12" r="9" />
      ))}
    </svg>
  );
}
