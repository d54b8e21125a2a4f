// What the signs on the plan mean.

import { type ReactNode, useId } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { SpaceState } from '#shared/wire/board.ts';
import s from './legend.module.css';
import { HatchPattern, SpaceMark } from './space-mark.tsx';

const states: readonly SpaceState[] = ['free', 'booked', 'checked-in', 'occupied', 'blocked', 'unknown'];

/** On a floor without anything to book only people need explaining. */
export function Legend({ bookable }: { readonly bookable: boolean }): ReactNode {
  const words = useWords();
  return (
    <ul className={s.legend} aria-label={words.say('legend.label')}>
      {(bookable ? states : []).map((state) => (
        <li key={state} className={s.entry}>
          <StateSign state={state} text={sampleText(state, words.say('legend.initials'), words.say('legend.time'))} />
          {words.say(`legend.${state}`)}
        </li>
      ))}
      <li className={s.entry}>
        <PersonSample />
        {words.say('legend.person')}
      </li>
    </ul>
  );
}

/** One sign on its own, for legend and list; the words beside it carry the meaning. */
export function StateSign({ state, text }: { readonly state: SpaceState; readonly text?: string | undefined }): ReactNode {
  const hatch = useId();
  return (
    <svg className={s.sign} viewBox="0 0 52 30" aria-hidden="true">
      <defs>
        <HatchPattern id={hatch} />
      </defs>
      <SpaceMark box={{ x: 1.5, y: 1.5, w: 49, h: 27 }} state={state} text={text} hatch={hatch} />
    </svg>
  );
}

function sampleText(state: SpaceState, initials: string, time: string): string | undefined {
  return state === 'checked-in' ? initials : state === 'booked' ? time : undefined;
}

function PersonSample(): ReactNode {
  return (
    <svg className={s.sign} viewBox="0 0 52 30" aria-hidden="true">
      <circle className={s.circle} cx="26" cy="15" r="14" />
      <circle className={s.disc} cx="26" cy="15" r="8" />
    </svg>
  );
}
