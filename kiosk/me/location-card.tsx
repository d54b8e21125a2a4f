// The switch for being located, what it means now, and what stands beside it: the document, the purpose, the thirty
// minutes and whom to ask. Two taps say yes, two taps end it, one pauses for today.

import { type ReactNode, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import buttons from './buttons.module.css';
import { Card } from './card.tsx';
import { ConsentSheet } from './consent-sheet.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { agoWords, whereWords } from './dot-words.ts';
import type { MeProps } from './me-props.ts';
import { PositionsNote } from './positions-note.tsx';
import { ScopeList } from './scope-list.tsx';
import { seenWords } from './seen-words.ts';
import { Switch } from './switch.tsx';
import text from './text.module.css';
import { WithdrawSheet } from './withdraw-sheet.tsx';

type Props = MeProps & {
  /** On the page of today: the short form. */
  readonly brief?: boolean;
};

export function LocationCard(props: Props): ReactNode {
  const { view, actions, brief = false } = props;
  const words = useMeWords();
  const [asking, setAsking] = useState<'consent' | 'withdraw' | null>(null);
  const { location } = view.me;
  const given = location.state === 'on' || location.state === 'paused';
  const close = (): void => setAsking(null);
  const pause = (on: boolean): void => void actions.run({ call: 'pause', body: { event: newEventId(), on } });
  return (
    <Card title={words.say(brief ? 'me.location.title' : 'me.location.card')}>
      <Switch on={given} label={words.say('me.location.switch')} toggle={() => setAsking(given ? 'withdraw' : 'consent')} />
      <PositionsNote positions={view.me.positions} />
      <StateLines view={view} brief={brief} />
      {given && (
        <div className={buttons.row}>
          {location.state === 'on' && brief && (
            <a className={buttons.secondary} href="#location">
              {words.say('me.location.explain')}
            </a>
          )}
          <button type="button" className={buttons.secondary} onClick={() => pause(location.state === 'on')}>
            {words.say(location.state === 'on' ? 'me.location.pause' : 'me.location.resume')}
          </button>
        </div>
      )}
      {given && !brief && <ScopeList chosen={location.scopes} change={() => setAsking('consent')} />}
      {brief && !given && <Purpose keptMinutes={view.me.document.keptMinutes} />}
      {!brief && <DocumentFacts {...props} />}
      {asking === 'consent' && <ConsentSheet {...props} close={close} />}
      {asking === 'withdraw' && <WithdrawSheet {...props} close={close} />}
    </Card>
  );
}

function Purpose({ keptMinutes }: { readonly keptMinutes: number }): ReactNode {
  const words = useMeWords();
  return (
    <p className={text.muted}>
      {words.say('me.location.purposeText')} {words.say('me.location.keptText', { minutes: keptMinutes })}
    </p>
  );
}

function StateLines({ view, brief }: { readonly view: MeProps['view']; readonly brief: boolean }): ReactNode {
  const words = useMeWords();
  const { location, dot, tags, positions } = view.me;
  if (location.state === 'off' || location.state === 'outdated') return <p>{words.say(`me.location.${location.state}`)}</p>;
  if (location.state === 'paused') {
    return <p>{words.say('me.location.paused', { time: words.time(location.pausedUntilMs ?? view.nowMs) })}</p>;
  }
  // Who may see what nobody has would be no news; the note above says it all.
  if (!positions.on) return null;
  const where =
    dot && words.say('me.location.heard', { where: whereWords(dot, view.plan, words), ago: agoWords(dot.ageMs, words) });
  const missing = brief ? 'me.location.noTagToday' : 'me.location.noTag';
  return (
    <div className={text.list}>
      <p className={text.strong}>{where ?? words.say(tags.length === 0 ? missing : 'me.location.nowhere')}</p>
      <p>{seenWords(view.me, words)}</p>
    </div>
  );
}
