// Whom to ask (product rule 26), and where employees decide for themselves: to be scanned, or typed.

import { type ReactNode, useId } from 'react';
import { useWords } from '#kiosk/i18n/use-words.ts';
import { QrCode } from '#kiosk/me/qr-code.tsx';
import type { WallPrivacy } from '#shared/wire/wall-privacy.ts';
import s from './privacy-page.module.css';

export function PrivacyContact({ page }: { readonly page: WallPrivacy }): ReactNode {
  const words = useWords();
  const [ask, own] = [useId(), useId()];
  const unnamed = words.say('privacy.unnamed');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
    <section className={s.contact} aria-label={words.say('privacy.contact')} tabIndex={0}>
      <section className={s.part} aria-labelledby={ask}>
        <h3 id={ask} className={s.name}>
          {words.say('privacy.ask')}
        </h3>
        <dl className={s.people}>
          <dt>{words.say('privacy.controller')}</dt>
          <dd>{page.controller || unnamed}</dd>
          <dt>{words.say('privacy.dpo')}</dt>
          <dd>{page.dataProtectionOfficer || unnamed}</dd>
        </dl>
      </section>
      <section className={s.part} aria-labelledby={own}>
        <h3 id={own} className={s.name}>
          {words.say('privacy.own')}
        </h3>
        {page.ownPage === null ? (
          <p>{words.say('privacy.own.none')}</p>
        ) : (
          <>
            <p>{words.say('privacy.own.what')}</p>
            <div className={s.code}>
              <QrCode text={page.ownPage} label={words.say('privacy.own.qr')} />
            </div>
            <p className={s.address}>{typed(page.ownPage)}</p>
          </>
        )}
      </section>
    </section>
  );
}

/** As one types it: browsers put https in front by themselves. */
function typed(address: string): string {
  return address.replace(/^https:\/\//, '');
}
