// Who saw where the person was under break-glass, as long as that is linked with them (S11). An empty list is an answer
// too, so the card is always there.

import type { ReactNode } from 'react';
import { type MeWords, useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { LookedAt } from '#shared/wire/me.ts';
import { Card } from './card.tsx';
import type { MeProps } from './me-props.ts';
import rows from './rows.module.css';
import text from './text.module.css';

export function LookedAtCard({ view }: Pick<MeProps, 'view'>): ReactNode {
  const words = useMeWords();
  const { lookedAt, document } = view.me;
  const contact = document.dataProtectionOfficer;
  return (
    <Card title={words.say('me.lookedAt.title')}>
      <p className={text.muted}>{words.say('me.lookedAt.what')}</p>
      {lookedAt.length === 0 && <p className={text.strong}>{words.say('me.lookedAt.none')}</p>}
      {lookedAt.length > 0 && (
        <ul className={rows.rows}>
          {lookedAt.map((look) => (
            <li key={`${look.atMs} ${look.reason} ${look.role}`} className={rows.row}>
              <span className={rows.what}>
                <span className={text.strong}>{words.dateTime(look.atMs)}</span>
                <span>{whoWords(look, words)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className={text.anywhere}>
        {contact === '' ? words.say('me.lookedAt.askUnnamed') : words.say('me.lookedAt.ask', { contact })}
      </p>
    </Card>
  );
}

function whoWords({ reason, role }: LookedAt, words: MeWords): string {
  return words.say('me.lookedAt.who', {
    reason: words.say(`me.lookedAt.reason.${reason}`),
    role: words.say(`me.lookedAt.role.${role}`),
  });
}
