// What the person freely says about today (product rule 29): one of a few words, or nothing.

import type { ReactNode } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import { DeclaredStatus } from '#shared/model/person.ts';
import { Card } from './card.tsx';
import s from './choices.module.css';
import type { MeProps } from './me-props.ts';
import text from './text.module.css';

export function StatusCard({ view, actions }: MeProps): ReactNode {
  const words = useMeWords();
  const declare = (status: DeclaredStatus | null): void => {
    if (status === view.me.status) return;
    void actions.run({ call: 'status', body: { event: newEventId(), status } });
  };
  const choices = [null, ...DeclaredStatus.options];
  return (
    <Card title={words.say('me.status.title')}>
      <p className={text.muted}>{words.say('me.status.what')}</p>
      <ul className={s.chips}>
        {choices.map((status) => (
          <li key={status}>
            <button type="button" className={s.chip} aria-pressed={status === view.me.status} onClick={() => declare(status)}>
              {words.say(status === null ? 'me.status.none' : `me.status.${status}`)}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
