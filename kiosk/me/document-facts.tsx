// What stands beside the switch: the document that a yes is about, what for, how long, and whom to ask.

import { type ReactNode, useState } from 'react';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import buttons from './buttons.module.css';
import { DocumentSheet } from './document-sheet.tsx';
import type { MeProps } from './me-props.ts';
import text from './text.module.css';

export function DocumentFacts({ view, bridge }: Pick<MeProps, 'view' | 'bridge'>): ReactNode {
  const words = useMeWords();
  const [reading, setReading] = useState(false);
  const { document } = view.me;
  const unnamed = words.say('me.location.unnamed');
  return (
    <div>
      <dl className={text.facts}>
        <dt>{words.say('me.location.purpose')}</dt>
        <dd>{words.say('me.location.purposeText')}</dd>
        <dt>{words.say('me.location.kept')}</dt>
        <dd>{words.say('me.location.keptText', { minutes: document.keptMinutes })}</dd>
        <dt>{words.say('me.location.controller')}</dt>
        <dd>{document.controller || unnamed}</dd>
        <dt>{words.say('me.location.dpo')}</dt>
        <dd>{document.dataProtectionOfficer || unnamed}</dd>
      </dl>
      <button type="button" className={buttons.quiet} onClick={() => setReading(true)}>
        {words.say('me.location.read', { version: document.version })}
      </button>
      {reading && <DocumentSheet version={document.version} bridge={bridge} close={() => setReading(false)} />}
    </div>
  );
}
