// Free places near the person, nearest first; a tap shows one on the plan.

import type { ReactNode } from 'react';
import { StateSign } from '#kiosk/board/legend.tsx';
import { useMeWords } from '#kiosk/i18n/use-me-words.ts';
import type { NearSpace } from '#shared/wire/me.ts';
import { Card } from './card.tsx';
import { floorName } from './dot-words.ts';
import type { MeProps } from './me-props.ts';
import rows from './rows.module.css';
import text from './text.module.css';

type Props = Pick<MeProps, 'view'> & { readonly showSpace: (space: NearSpace) => void };

export function NearCard({ view, showSpace }: Props): ReactNode {
  const words = useMeWords();
  const { near, dot, location, positions } = view.me;
  const where = ({ floor, distanceM: distance, untilMs }: NearSpace): string =>
    words.say('me.near.where', { floor: floorName(view.plan, floor), distance, time: words.time(untilMs) });
  const waiting = positions.on ? 'me.near.waiting' : 'me.near.off';
  const empty = dot ? 'me.near.none' : location.state === 'on' ? waiting : 'me.near.noPlace';
  return (
    <Card title={words.say('me.near.title')}>
      {near.length === 0 && <p className={text.muted}>{words.say(empty)}</p>}
      {near.length > 0 && (
        <ul className={rows.rows}>
          {near.map((space) => (
            <li key={space.space}>
              <button type="button" className={`${rows.row} ${rows.tap}`} onClick={() => showSpace(space)}>
                <span className={rows.sign}>
                  <StateSign state="free" />
                </span>
                <span className={rows.what}>
                  <span className={text.strong}>{space.spaceName}</span>
                  <span className={rows.print}>{where(space)}</span>
                  <span className="visually-hidden">{words.say('me.near.show')}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
