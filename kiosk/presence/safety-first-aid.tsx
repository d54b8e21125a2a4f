// First aid on every floor they look after against the rule, with a warning before it runs out. Like a wall it never says how
// many there are, and names only those who agreed to be named with their duty, to wardens alone.

import type { ReactNode } from 'react';
import { FirstAidSign } from '#kiosk/board/first-aid.tsx';
import { type PresenceWords, usePresenceWords } from '#kiosk/i18n/use-presence-words.ts';
import { Card } from '#kiosk/me/card.tsx';
import text from '#kiosk/me/text.module.css';
import type { FloorSafety } from '#shared/wire/safety.ts';
import type { ManageView } from './now-memory.ts';
import s from './safety-section.module.css';
import table from './table.module.css';

export function SafetyFirstAid({ view }: { readonly view: ManageView }): ReactNode {
  const words = usePresenceWords();
  const { firstAid, may } = view.managed;
  const short = firstAid.filter(({ safety }) => lacks(safety)).length;
  return (
    <Card title={words.say('safety.firstAid.title')}>
      <div role="status" className={s.news}>
        {short > 0 && <p className={s.warning}>{words.say('safety.firstAid.warning', { n: short })}</p>}
      </div>
      {firstAid.length === 0 ? (
        <p>{words.say('safety.firstAid.noFloor')}</p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{words.say('safety.firstAid.floor')}</th>
              <th scope="col">{words.say('safety.firstAid.state')}</th>
              {may.warden && <th scope="col">{words.say('safety.firstAid.named')}</th>}
            </tr>
          </thead>
          <tbody>
            {firstAid.map(({ floor, safety }) => (
              <tr key={floor} data-first-aid={safety.state}>
                <th scope="row">{view.plan.floors.find((f) => f.id === floor)?.name ?? floor}</th>
                <td>
                  <span className={s.state}>
                    <FirstAidSign has={safety.state === 'enough' || safety.state === 'too-few'} />
                    {stateWords(safety, words)}
                  </span>
                </td>
                {may.warden && <td>{namedWords(safety, words)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={text.muted}>{words.say(may.warden ? 'safety.firstAid.rule' : 'safety.firstAid.ruleNameless')}</p>
    </Card>
  );
}

function lacks({ state, gapFromMs }: FloorSafety): boolean {
  return state === 'none' || state === 'too-few' || gapFromMs !== null;
}

function stateWords({ state, gapFromMs }: FloorSafety, words: PresenceWords): string {
  if (state === 'enough' && gapFromMs !== null) return words.say('safety.firstAid.gap', { time: words.time(gapFromMs) });
  return words.say(`safety.firstAid.${state}`);
}

function namedWords({ named }: FloorSafety, words: PresenceWords): string {
  if (named.length === 0) return words.say('safety.firstAid.nobody');
  const one = ({ label, zoneName }: FloorSafety['named'][number]): string =>
    zoneName === undefined ? label : words.say('firstAid.namedIn', { name: label, zone: zoneName });
  return words.list(named.map(one));
}
