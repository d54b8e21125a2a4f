// What the privacy page says in short sentences: whether people can be located, what is processed, who is shown, for how
// long, and which of these rules two roles have changed.

import { type ReactNode, useId } from 'react';
import { useWords, type Words } from '#kiosk/i18n/use-words.ts';
import { owedHours } from '#shared/model/privacy-settings.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import { PositionsSign } from './positions-line.tsx';
import { acceptedWords, offWords } from './positions-words.ts';
import s from './privacy-page.module.css';

type Props = { readonly page: WallPrivacy; readonly away: boolean };

export function PrivacyFacts({ page, away }: Props): ReactNode {
  const words = useWords();
  const { k } = page.settings;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
    <section className={s.facts} aria-label={words.say('privacy.facts')} tabIndex={0}>
      <div>
        <Part title={words.say('privacy.now')}>
          <Located {...{ page, away }} />
        </Part>
        <Part title={words.say('privacy.what')}>
          <p>{words.say('privacy.what.bookings')}</p>
          <p>{words.say('privacy.what.places')}</p>
          <p>{words.say('privacy.what.presence', { k })}</p>
          <p>{words.say('privacy.what.never')}</p>
        </Part>
        <Part title={words.say('privacy.who')}>
          <p>{words.say(`privacy.who.${page.mode}`)}</p>
          <p>{words.say('privacy.who.places')}</p>
        </Part>
      </div>
      <div>
        <Part title={words.say('privacy.kept')}>
          <Periods page={page} />
        </Part>
        <Part title={words.say('privacy.changes')}>
          <p>{words.say('privacy.changes.how')}</p>
          <Changes page={page} />
        </Part>
      </div>
    </section>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className={s.part} aria-labelledby={id}>
      <h3 id={id} className={s.name}>
        {title}
      </h3>
      {children}
    </section>
  );
}

function Located({ page: { positions }, away }: Props): ReactNode {
  const words = useWords();
  if (away) return <p>{words.say('privacy.now.unknown')}</p>;
  const why = offWords(positions, words);
  const gates = acceptedWords(positions, words);
  return (
    <>
      <p className={s.located} data-located={positions.on}>
        <PositionsSign on={positions.on} />
        <span>{why === null ? words.say('privacy.now.on') : words.say('positions.off', { why })}</span>
      </p>
      {gates !== null && <p>{words.say('positions.accepted', { gates })}</p>}
    </>
  );
}

function Periods({ page: { keptMinutes: minutes, settings } }: Pick<Props, 'page'>): ReactNode {
  const words = useWords();
  const days = (count: number): string => words.say('privacy.days', { days: count });
  const record = { days: settings.auditDays, linked: days(Math.min(settings.linkedDays, settings.auditDays)) };
  const rows = [
    ['privacy.kept.places', words.say('privacy.kept.places.for', { minutes })],
    ['privacy.kept.linked', days(settings.linkedDays)],
    ['privacy.kept.history', days(settings.historyDays)],
    ['privacy.kept.audit', words.say('privacy.kept.audit.for', record)],
    ['privacy.kept.owed', words.say('privacy.hours', { hours: owedHours })],
    ['privacy.kept.group', words.say('privacy.kept.group.for', { k: settings.k })],
  ] as const;
  return (
    <dl className={s.periods}>
      {rows.map(([what, howLong]) => (
        <div key={what} className={s.period}>
          <dt>{words.say(what)}</dt>
          <dd>{howLong}</dd>
        </div>
      ))}
    </dl>
  );
}

function Changes({ page: { changes, settings } }: Pick<Props, 'page'>): ReactNode {
  const words = useWords();
  if (changes.length === 0) return <p>{words.say('privacy.changes.none', { days: settings.auditDays })}</p>;
  return (
    <ul className={s.changes}>
      {changes.map((change) => (
        <li key={`${change.setting} ${change.atMs}`}>
          <span className={s.when}>{words.fullDate(change.atMs)}</span> <span>{changeWords(change, words)}</span>
        </li>
      ))}
    </ul>
  );
}

function changeWords({ setting, from, to }: WallPrivacy['changes'][number], words: Words): string {
  if (setting === 'positions') return words.say('privacy.change.positions', { to });
  return words.say('privacy.change', { what: words.say(`privacy.change.${setting}`), from, to });
}
