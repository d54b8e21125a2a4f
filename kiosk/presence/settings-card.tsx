// What is in force, how far it may go, and the way to propose something else.

import { type ReactNode, useState } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { DeskProps } from './desk-props.ts';
import { ProposeSheet } from './propose-sheet.tsx';
import { limitWords, settingNames, valueWords } from './setting-words.ts';
import tables from './table.module.css';

export function SettingsCard({ view, decisions }: DeskProps): ReactNode {
  const words = usePresenceWords();
  const [proposing, setProposing] = useState(false);
  const { settings, limits, may } = view.desk;
  return (
    <Card title={words.say('presence.settings.title')}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{words.say('presence.settings.what.column')}</th>
            <th scope="col">{words.say('presence.settings.now.column')}</th>
            <th scope="col">{words.say('presence.settings.limit.column')}</th>
          </tr>
        </thead>
        <tbody>
          {settingNames.map((name) => (
            <tr key={name}>
              <th scope="row">{words.say(`presence.setting.${name}`)}</th>
              <td className={tables.figure}>{valueWords(name, settings[name], words)}</td>
              <td className={text.muted}>{limitWords(name, limits[name], words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={text.muted}>{words.say('presence.settings.what')}</p>
      {may.propose && (
        <button type="button" className={buttons.secondary} onClick={() => setProposing(true)}>
          {words.say('presence.propose')}
        </button>
      )}
      {proposing && <ProposeSheet view={view} decisions={decisions} close={() => setProposing(false)} />}
    </Card>
  );
}
