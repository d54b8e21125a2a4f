// What needs a hand, beside the floors: a heading and a few lines for each kind, one sentence when there is nothing.

import { type ReactNode, useId } from 'react';
import { usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { Card } from '#kiosk/me/card.tsx';
import type { FloorId } from '#shared/model/ids.ts';
import s from './now-hand.module.css';
import { type HandList, handListsOf } from './now-hand-lists.ts';
import type { ManageView } from './now-memory.ts';

type Props = { readonly view: ManageView; readonly floor: FloorId | null };

/** Longer lists are cut and say so: a whole outage would push everything else away. */
const mostShown = 8;

export function NowHand({ view, floor }: Props): ReactNode {
  const words = usePresenceWords();
  const lists = handListsOf(view, floor, words);
  return (
    <Card title={words.say('manage.hand')}>
      {lists.length === 0 && <p>{words.say('manage.hand.nothing')}</p>}
      <div className={s.lists}>
        {lists.map((list) => (
          <List key={list.name} list={list} />
        ))}
      </div>
    </Card>
  );
}

function List({ list: { name, items } }: { readonly list: HandList }): ReactNode {
  const words = usePresenceWords();
  const id = useId();
  const more = items.length - mostShown;
  return (
    <section aria-labelledby={id} className={s.list} data-hand={name}>
      <h3 id={id} className={s.title}>
        {words.say('manage.hand.count', { title: words.say(`manage.hand.${name}`), n: items.length })}
      </h3>
      <ul className={s.items}>
        {items.slice(0, mostShown).map(({ key, what, says }) => (
          <li key={key} className={s.item}>
            <span className={s.what}>{what}</span>
            <span className={s.says}>{says}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={s.says}>{words.say('manage.hand.more', { n: more })}</p>}
    </section>
  );
}
