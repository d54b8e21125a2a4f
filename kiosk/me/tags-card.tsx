// The tags that can be taken for their person: which they are, one tap for a lost one, and the ways to bring another.

import { type ReactNode, useState } from 'react';
import { newEventId } from '#kiosk/check-in/event-id.ts';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { OwnTag } from '#shared/wire/me.ts';
import { AppKeySheet } from './app-key-sheet.tsx';
import { BringTagSheet } from './bring-tag-sheet.tsx';
import buttons from './buttons.module.css';
import { Card } from './card.tsx';
import { Icon } from './icon.tsx';
import type { MeProps } from './me-props.ts';
import rows from './rows.module.css';
import text from './text.module.css';

export function TagsCard(props: MeProps): ReactNode {
  const { view, actions, bridge } = props;
  const words = useMeWords();
  const [bringing, setBringing] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const { tags, location, apps, booking } = view.me;
  const given = location.state === 'on' || location.state === 'paused';
  const addApp = async (): Promise<void> => {
    const answer = await bridge.app({ event: newEventId() });
    if (answer.ok) setKey(answer.key);
    else actions.refuse(answer.why);
  };
  return (
    <Card title={words.say('me.tags.title')}>
      <p className={text.muted}>{words.say(tags.length === 0 ? 'me.tags.none' : 'me.tags.what')}</p>
      {tags.length > 0 && (
        <ul className={rows.rows}>
          {tags.map((tag) => (
            <Tag key={tag.handle} tag={tag} actions={actions} />
          ))}
        </ul>
      )}
      {!given && <p>{words.say('me.tags.needConsent')}</p>}
      {given && !booking.up && <p>{words.say('me.tags.offline')}</p>}
      {given && booking.up && (
        <div className={buttons.row}>
          <button type="button" className={buttons.secondary} onClick={() => setBringing(true)}>
            {words.say('me.tags.bring')}
          </button>
          {apps && (
            <button type="button" className={buttons.secondary} onClick={() => void addApp()}>
              {words.say('me.tags.app')}
            </button>
          )}
        </div>
      )}
      {bringing && <BringTagSheet {...props} close={() => setBringing(false)} />}
      {key !== null && <AppKeySheet appKey={key} close={() => setKey(null)} />}
    </Card>
  );
}

function Tag({ tag, actions }: { readonly tag: OwnTag } & Pick<MeProps, 'actions'>): ReactNode {
  const words = useMeWords();
  const kind = words.say(`me.tag.${tag.kind}`);
  const lost = (): void => void actions.run({ call: 'lostTag', body: { event: newEventId(), handle: tag.handle } });
  return (
    <li className={rows.row}>
      <Icon name={tag.kind} />
      <span className={rows.what}>
        <span className={text.strong}>{kind}</span>
        {tag.printed !== '' && <span className={rows.print}>{tag.printed}</span>}
      </span>
      <button
        type="button"
        className={`${buttons.danger} ${rows.small}`}
        aria-label={words.say('me.tag.lostNamed', { tag: tag.printed === '' ? kind : tag.printed })}
        onClick={lost}
      >
        {words.say('me.tag.lost')}
      </button>
    </li>
  );
}
