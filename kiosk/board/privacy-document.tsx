// The document that people are asked to agree to, to be read at the wall (product rule 25), scrolled with a finger.

import { type ReactNode, useId } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import s from './privacy-page.module.css';

/** Enough of the hash to compare it with a receipt by eye. */
const hashShown = 12;

export function PrivacyDocument({ document }: { readonly document: WallPrivacy['document'] }): ReactNode {
  const words = useWords();
  const id = useId();
  const { version, sha256, text } = document;
  return (
    <section className={s.document} aria-labelledby={id}>
      <h3 id={id} className={s.name}>
        {words.say('privacy.document')}
      </h3>
      <p className={s.muted}>{words.say('privacy.document.version', { version, hash: sha256.slice(0, hashShown) })}</p>
      {text === null ? (
        <p>{words.say('privacy.document.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
        <article className={s.text} aria-labelledby={id} tabIndex={0}>
          {text}
        </article>
      )}
    </section>
  );
}
