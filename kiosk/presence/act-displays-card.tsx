// The walls of the assigned floors: whether each is connected, and what it can be told from here.

import { type ReactNode, useId } from 'react';
import { type PresenceWords, usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { DisplayCommand, ManagedDisplay } from '#shared/wire/manage.ts';
import s from './act.module.css';
import { floorName } from './act-places.ts';
import type { ActProps } from './act-props.ts';

/** The harmless one first. */
const commands = ['identify', 'home', 'reload'] as const satisfies readonly DisplayCommand[];

export function ActDisplaysCard({ view, act }: ActProps): ReactNode {
  const words = usePresenceWords();
  const { displays } = view.managed;
  if (displays.length === 0) {
    return (
      <Card title={words.say('act.displays.title')}>
        <p className={text.muted}>{words.say('act.displays.none')}</p>
      </Card>
    );
  }
  return (
    <Card title={words.say('act.displays.title')}>
      <ul className={text.list}>
        {commands.map((command) => (
          <li key={command} className={text.muted}>
            {words.say(`act.display.${command}.what`)}
          </li>
        ))}
      </ul>
      <ul className={s.rows}>
        {displays.map((display) => (
          <Row key={display.id} view={view} act={act} display={display} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ view, act, display }: ActProps & { readonly display: ManagedDisplay }): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  const { name, floor, online } = display;
  const tell = (command: DisplayCommand): boolean =>
    act({
      call: 'command',
      body: { display: display.id, command },
      done: `act.display.done.${command}`,
      values: { name },
    });
  return (
    <li className={s.row} data-online={online}>
      <div className={s.what}>
        <p className={text.strong}>{words.say('act.where', { space: name, floor: floorName(view.plan, floor) })}</p>
        <p id={id} className={s.online}>
          {onlineWords(display, words)}
        </p>
      </div>
      <div className={s.buttons}>
        {commands.map((command) => (
          <button
            key={command}
            type="button"
            className={s.small}
            disabled={!online}
            aria-describedby={id}
            aria-label={words.say('act.display.named', { what: words.say(`act.display.${command}`), name })}
            onClick={() => tell(command)}
          >
            {words.say(`act.display.${command}`)}
          </button>
        ))}
      </div>
    </li>
  );
}

function onlineWords({ online, sinceMs }: ManagedDisplay, words: PresenceWords): string {
  if (sinceMs === null) return words.say(online ? 'act.display.online' : 'act.display.never');
  return words.say(online ? 'act.display.onlineSince' : 'act.display.offline', { at: words.dateTime(sinceMs) });
}
