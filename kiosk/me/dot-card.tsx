// "Explain my dot": where the person is taken to be, by what, how surely, and until when; and the way to end it now. Whoever
// said yes reads here too that locating is off for everybody.

import type { ReactNode } from 'react';
import { offWords } from '#kiosk/board/positions-words.ts';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { OwnDot } from '#shared/wire/me.ts';
import buttons from './buttons.module.css';
import { Card } from './card.tsx';
import { DotPlan } from './dot-plan.tsx';
import { agoWords, countdown, heardWords, sureWords } from './dot-words.ts';
import type { MeProps } from './me-props.ts';
import text from './text.module.css';

export function DotCard({ view, actions }: MeProps): ReactNode {
  const words = useMeWords();
  const { dot, location, positions } = view.me;
  const why = offWords(positions, words);
  if (why !== null) return location.state === 'on' ? <NoDot why={why} /> : null;
  if (!dot) return null;
  const floor = view.plan.floors.find((candidate) => candidate.id === dot.floor);
  return (
    <Card title={words.say('me.dot.title')}>
      {floor && <DotPlan floor={floor} dot={dot} />}
      <DotFacts dot={dot} />
      <button
        type="button"
        className={buttons.danger}
        onClick={() => void actions.run({ call: 'forget', body: { event: newEventId() } })}
      >
        {words.say('me.dot.forget')}
      </button>
      <p className={text.muted}>{words.say('me.dot.forget.what')}</p>
    </Card>
  );
}

function NoDot({ why }: { readonly why: string }): ReactNode {
  const words = useMeWords();
  return (
    <Card title={words.say('me.dot.title')}>
      <p>{words.say('me.dot.off', { why })}</p>
    </Card>
  );
}

function DotFacts({ dot }: { readonly dot: OwnDot }): ReactNode {
  const words = useMeWords();
  const lines = dot.place && dot.anchors.some((anchor) => anchor.floor === dot.floor);
  return (
    <dl className={text.facts}>
      <dt>{words.say('me.dot.sure')}</dt>
      <dd>{sureWords(dot, words)}</dd>
      <dt>{words.say('me.dot.from')}</dt>
      <dd>
        {heardWords(dot, words)} {lines && words.say('me.dot.lines')}
      </dd>
      <dt>{words.say('me.dot.heard')}</dt>
      <dd>{agoWords(dot.ageMs, words)}</dd>
      <dt>{words.say('me.dot.gone')}</dt>
      <dd>
        <span role="timer" className={text.strong}>
          {countdown(dot.goneInMs)}
        </span>{' '}
        {words.say('me.dot.goneWhat')}
      </dd>
    </dl>
  );
}
