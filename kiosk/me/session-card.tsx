// Until when the person is signed in, and the way out.

import type { ReactNode } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import buttons from './buttons.module.css';
import { Card } from './card.tsx';
import type { MeProps } from './me-props.ts';

export function SessionCard({ view, bridge, actions }: MeProps): ReactNode {
  const words = useMeWords();
  const { name, session } = view.me;
  const signOut = async (): Promise<void> => {
    if (!(await bridge.signOut())) actions.refuse('no-answer');
  };
  return (
    <Card title={words.say('me.session.title')}>
      <p>{words.say('me.session.ends', { name, until: words.dateTime(session.endsAtMs) })}</p>
      <button type="button" className={buttons.secondary} onClick={() => void signOut()}>
        {words.say('me.session.out')}
      </button>
    </Card>
  );
}
