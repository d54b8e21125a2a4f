// Whether people are located, why not, what to do about it, and the way to stop it now: one tap and one confirmation.

import { type ReactNode, useId, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { GateName, PositionsState } from '#shared/model/positions.ts';
import type { DeskProps } from './desk-props.ts';
import s from './positions-card.module.css';
import { StopSheet } from './stop-sheet.tsx';

export function PositionsCard({ view, decisions }: DeskProps): ReactNode {
  const words = usePresenceWords();
  const [stopping, setStopping] = useState(false);
  const { positions, may, proposals } = view.desk;
  const asked = proposals.some(({ setting }) => setting === 'positions');
  const canStart = positions.why === 'switched-off' && may.propose && !asked;
  const start = (): void => decisions.run({ call: 'propose', body: { event: newEventId(), setting: 'positions', to: 1 } });
  return (
    <Card title={words.say('presence.positions.title')}>
      <State positions={positions} />
      {positions.on && may.stopPositions && (
        <button type="button" className={`${buttons.danger} ${s.stop}`} onClick={() => setStopping(true)}>
          {words.say('presence.stop')}
        </button>
      )}
      {canStart && (
        <button type="button" className={buttons.secondary} onClick={start}>
          {words.say('presence.start')}
        </button>
      )}
      {stopping && <StopSheet decisions={decisions} close={() => setStopping(false)} />}
    </Card>
  );
}

function State({ positions }: { readonly positions: PositionsState }): ReactNode {
  const words = usePresenceWords();
  const { on, why, failing, accepted } = positions;
  const state = on ? 'on' : 'off';
  return (
    <>
      <div role="status" className={s.state} data-positions={state}>
        <svg className={s.sign} viewBox="0 0 40 40" aria-hidden="true">
          <circle cx="20" cy="20" r="17" />
          <path d={on ? 'M12 20.500l5.500 5.500 11-12' : 'M10 30 30 10'} />
        </svg>
        <p className={s.word}>{words.say(`presence.positions.${state}`)}</p>
        <p className={s.what}>{words.say(`presence.positions.${state}.what`)}</p>
      </div>
      {why && <p>{words.say(`presence.positions.why.${why}`)}</p>}
      {failing.length > 0 && why !== 'gates' && <p>{words.say('presence.positions.failing')}</p>}
      {failing.length > 0 && <Gates gates={failing} />}
      {accepted.length > 0 && <Accepted gates={accepted} />}
    </>
  );
}

function Gates({ gates }: { readonly gates: readonly GateName[] }): ReactNode {
  const words = usePresenceWords();
  return (
    <ul className={s.gates}>
      {gates.map((gate) => (
        <li key={gate}>
          <p className={text.strong}>{words.say(`presence.gate.${gate}`)}</p>
          <p>{words.say(`presence.gate.${gate}.next`)}</p>
        </li>
      ))}
    </ul>
  );
}

function Accepted({ gates }: { readonly gates: readonly GateName[] }): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  return (
    <section className={s.accepted} aria-labelledby={id}>
      <h3 id={id} className={text.strong}>
        {words.say('presence.positions.accepted')}
      </h3>
      <p className={text.muted}>{words.say('presence.positions.accepted.what')}</p>
      <ul className={s.risks}>
        {gates.map((gate) => (
          <li key={gate}>{words.say(`presence.gate.${gate}`)}</li>
        ))}
      </ul>
    </section>
  );
}
