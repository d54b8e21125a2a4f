// First aid on the shown floor as everybody may know it: yes or no against the rule, when that ends, and the names of those
// who agreed to be named with their duty. Sign and words say it; the colour only agrees.

import type { ReactNode } from 'react';
import { useWords, type Words } from '#kiosk/i18n/use-words.ts';
import type { FloorSafety } from '#shared/wire/safety.ts';
import s from './first-aid.module.css';

/** A figure of the header. Null: it can't be said now. */
export function FirstAidFigure({ safety, className }: { safety: FloorSafety | null; className: string | undefined }): ReactNode {
  const words = useWords();
  const state = safety?.state ?? 'unknown';
  const gapMs = safety?.gapFromMs ?? null;
  return (
    <li className={className} data-first-aid={state}>
      <span className={s.amount}>
        <FirstAidSign has={state === 'enough' || state === 'too-few'} />
        {words.say(`firstAid.${state}`)}
      </span>
      <span className={s.what}>
        {gapMs === null ? words.say(`firstAid.${state}.what`) : words.say('firstAid.gap', { time: words.time(gapMs) })}
      </span>
    </li>
  );
}

/** Those who agreed to be named; without any, there is no line. */
export function FirstAidLine({ safety }: { readonly safety: FloorSafety | null }): ReactNode {
  const words = useWords();
  if (!safety || safety.named.length === 0) return null;
  const names = words.list(safety.named.map((named) => namedWords(named, words)));
  return (
    <p className={s.line}>
      <FirstAidSign has />
      <span className={s.names}>{words.say('firstAid.named', { names })}</span>
    </p>
  );
}

function namedWords({ label, zoneName }: FloorSafety['named'][number], words: Words): string {
  return zoneName === undefined ? label : words.say('firstAid.namedIn', { name: label, zone: zoneName });
}

/** The cross of first aid; only its outline where nobody gives any. */
export function FirstAidSign({ has }: { readonly has: boolean }): ReactNode {
  return (
    <svg className={s.sign} viewBox="0 0 30 30" aria-hidden="true" data-has={has}>
      <rect className={s.ground} x="1.500" y="1.500" width="27" height="27" rx="5" />
      <path className={s.cross} d="M11.500 6h7v5.500H24v7h-5.500V24h-7v-5.500H6v-7h5.500z" />
    </svg>
  );
}
