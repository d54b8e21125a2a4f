// What everybody has to know: emergency or drill, where to go, since when, and how many are safe.

import type { ReactNode } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { Emergency } from '#shared/wire/emergency.ts';
import s from './emergency-band.module.css';
import { EmergencySign } from './emergency-sign.tsx';

export function EmergencyBand({ roll, nowMs }: { readonly roll: Emergency; readonly nowMs: number }): ReactNode {
  const words = useWords();
  const { drill, assemblyPoint, counts } = roll;
  const kind = drill ? 'drill' : 'real';
  return (
    <header className={s.band} data-kind={kind}>
      <div className={s.what} role="alert">
        <h1 className={s.title}>
          <EmergencySign drill={drill} />
          {words.say(`emergency.${kind}`)}
        </h1>
        <p className={s.order}>{words.say(`emergency.${kind}.what`)}</p>
        <p className={s.place}>
          {assemblyPoint === '' ? words.say('emergency.goOut') : words.say('emergency.goTo', { place: assemblyPoint })}
        </p>
      </div>
      <div className={s.figures}>
        <p className={s.clock}>
          <time>{words.time(nowMs)}</time>
        </p>
        <p className={s.since}>
          {words.say('emergency.since', { time: words.time(roll.startedMs) })},{' '}
          {words.say(roll.by === 'person' ? 'emergency.byPerson' : 'emergency.byPanel')}
        </p>
        {counts.expected > 0 && (
          <p className={s.counts} data-counts="">
            <strong className={s.amount}>{words.say('emergency.counts', { ...counts })}</strong>{' '}
            <span>{words.say('emergency.counts.what')}</span>
          </p>
        )}
      </div>
    </header>
  );
}
