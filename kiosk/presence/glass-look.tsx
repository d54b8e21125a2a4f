// Looking under break-glass: the button, that the look was recorded, and what it showed as plan and as table, which say
// the same. It goes by itself when nobody looks again.

import type { ReactNode } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import buttons from '#kiosk/me/buttons.module.css';
import text from '#kiosk/me/text.module.css';
import type { Glass, GlassView } from '#shared/wire/privacy-desk.ts';
import { momentOf } from './desk-memory.ts';
import type { GlassProps } from './glass-card.tsx';
import s from './glass-look.module.css';
import { GlassPlan } from './glass-plan.tsx';
import { GlassTable } from './glass-table.tsx';
import { type Looked, leftMs, useLook } from './use-look.ts';

type Props = GlassProps & { readonly glass: Glass };

export function GlassLook({ glass, bridge, clock, view }: Props): ReactNode {
  const words = usePresenceWords();
  const { looked, busy, look } = useLook(bridge, clock, glass.id);
  const floor = view.plan.floors.find(({ id }) => id === glass.floor);
  const seen = looked.kind === 'seen' && leftMs(looked.at, momentOf(clock)) > 0 ? looked : null;
  return (
    <>
      <p className={text.muted}>{words.say('presence.look.what')}</p>
      <button type="button" className={`${buttons.primary} ${s.look}`} aria-disabled={busy} onClick={look}>
        {words.say(seen ? 'presence.look.again' : 'presence.look.now')}
      </button>
      <Said looked={looked} />
      {seen && (
        <>
          <p className={text.muted}>
            {words.say('presence.look.left', { seconds: Math.ceil(leftMs(seen.at, momentOf(clock)) / 1000) })}
          </p>
          {floor && seen.view.people.length > 0 && (
            <div className={s.both}>
              <GlassPlan floor={floor} people={seen.view.people} />
              <GlassTable floorName={glass.floorName} people={seen.view.people} />
            </div>
          )}
          <p>{words.say(peopleWord(seen.view))}</p>
        </>
      )}
    </>
  );
}

function peopleWord({ people }: GlassView): 'presence.look.missing' | 'presence.look.nobody' {
  return people.length > 0 ? 'presence.look.missing' : 'presence.look.nobody';
}

/** Said aloud once for every look: recorded, gone, or why nothing is shown. */
function Said({ looked }: { readonly looked: Looked }): ReactNode {
  const words = usePresenceWords();
  return (
    <div role="status" className={s.said} data-looked={looked.kind}>
      {looked.kind === 'seen' && (
        <p className={text.strong}>{words.say('presence.look.recorded', { time: words.time(looked.view.asOfMs) })}</p>
      )}
      {looked.kind === 'over' && <p>{words.say('presence.look.over')}</p>}
      {looked.kind === 'refused' && (
        <>
          <p className={text.strong}>{words.say(`presence.refusal.${looked.why}`)}</p>
          <p>{words.say(`presence.refusal.${looked.why}.next`)}</p>
        </>
      )}
    </div>
  );
}
