// Break-glass: what it is, asking for it, and the cases that wait or are open.

import { type ReactNode, useState } from 'react';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { Clock } from '#shared/kit/clock.ts';
import { AskGlassSheet } from './ask-glass-sheet.tsx';
import cases from './case.module.css';
import type { DeskProps } from './desk-props.ts';
import { GlassCase } from './glass-case.tsx';

export type GlassProps = DeskProps & { readonly bridge: PrivacyBridge; readonly clock: Clock };

export function GlassCard(props: GlassProps): ReactNode {
  const words = usePresenceWords();
  const [asking, setAsking] = useState(false);
  const { glasses, may, positions } = props.view.desk;
  return (
    <Card title={words.say('presence.glass.title')}>
      <p className={text.muted}>{words.say('presence.glass.what')}</p>
      {glasses.length === 0 && <p>{words.say('presence.glass.none')}</p>}
      <ul className={cases.cases}>
        {glasses.map((glass) => (
          <GlassCase key={glass.id} {...props} glass={glass} />
        ))}
      </ul>
      {may.askGlass.length > 0 && !positions.on && <p>{words.say('presence.glass.off')}</p>}
      {may.askGlass.length > 0 && positions.on && (
        <button type="button" className={buttons.secondary} onClick={() => setAsking(true)}>
          {words.say('presence.glass.ask')}
        </button>
      )}
      {asking && <AskGlassSheet view={props.view} decisions={props.decisions} close={() => setAsking(false)} />}
    </Card>
  );
}
