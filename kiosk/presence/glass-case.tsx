// One case of break-glass: who asked and why, how long it still lasts, and what whoever looks may do about it.

import type { ReactNode } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { countdown } from '#kiosk/me/dot-words.ts';
import text from '#kiosk/me/text.module.css';
import type { Glass } from '#shared/wire/privacy-desk.ts';
import s from './case.module.css';
import type { GlassProps } from './glass-card.tsx';
import { GlassLook } from './glass-look.tsx';

type Props = GlassProps & { readonly glass: Glass };

export function GlassCase(props: Props): ReactNode {
  const words = usePresenceWords();
  const { glass, view } = props;
  const { state, floorName, mayAnswer, mayLook } = glass;
  const title = words.say('presence.glass.case', {
    floor: floorName,
    reason: words.say(`presence.glass.reason.${glass.reason}`),
  });
  return (
    <li className={s.case} data-state={state}>
      <div className={s.head}>
        <h3 className={s.title}>{title}</h3>
        <span className={s.state}>{words.say(`presence.glass.state.${state}`)}</span>
      </div>
      <p className={s.text}>{glass.text}</p>
      <p className={text.muted}>
        {words.say('presence.glass.by', { name: glass.askedByName })}{' '}
        {words.say(state === 'open' ? 'presence.glass.ends' : 'presence.glass.lapses')}{' '}
        <span role="timer" className={s.clock}>
          {countdown(glass.untilMs - view.nowMs)}
        </span>
      </p>
      {mayAnswer && <Answer {...props} title={title} />}
      {state === 'waiting' && !mayAnswer && <p>{words.say('presence.glass.other')}</p>}
      {state === 'open' && mayLook && <GlassLook {...props} />}
      {state === 'open' && <Close {...props} title={title} />}
    </li>
  );
}

function Answer({ glass, decisions, title }: Props & { readonly title: string }): ReactNode {
  const words = usePresenceWords();
  const answer = (yes: boolean): void => decisions.run({ call: 'answerGlass', body: { event: newEventId(), id: glass.id, yes } });
  return (
    <div className={buttons.row}>
      <button
        type="button"
        className={buttons.primary}
        aria-label={words.say('presence.glass.yesNamed', { case: title })}
        onClick={() => answer(true)}
      >
        {words.say('presence.glass.yes')}
      </button>
      <button
        type="button"
        className={buttons.secondary}
        aria-label={words.say('presence.glass.noNamed', { case: title })}
        onClick={() => answer(false)}
      >
        {words.say('presence.glass.no')}
      </button>
    </div>
  );
}

function Close({ glass, decisions, title }: Props & { readonly title: string }): ReactNode {
  const words = usePresenceWords();
  return (
    <button
      type="button"
      className={buttons.secondary}
      aria-label={words.say('presence.glass.closeNamed', { case: title })}
      onClick={() => decisions.run({ call: 'closeGlass', body: { event: newEventId(), id: glass.id } })}
    >
      {words.say('presence.glass.close')}
    </button>
  );
}
