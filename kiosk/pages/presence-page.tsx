// The console as a whole: words in the site's time zone around it, and what stands there before anybody may see anything.

import { type ReactNode, useState } from 'react';
import { IntlProvider } from 'react-intl';
import type { PrivacyBridge } from '#kiosk/bridge/privacy-bridge.ts';
import { en } from '#kiosk/i18n/en.ts';
import { meEn } from '#kiosk/i18n/me-en.ts';
import { presenceEn } from '#kiosk/i18n/presence-en.ts';
import { Waiting } from '#kiosk/me/waiting.tsx';
import { whyOf } from '#kiosk/me/why.ts';
import { NotAllowed, SignedOut } from '#kiosk/presence/outside.tsx';
import { shellOf } from '#kiosk/presence/shell-view.ts';
import { type Known, useDesk } from '#kiosk/presence/use-desk.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { PresenceScreen } from './presence-screen.tsx';

type Props = { readonly bridge: PrivacyBridge; readonly clock: Clock; readonly page: Window };

const messages = { ...en, ...meEn, ...presenceEn };

export function PresencePage(props: Props): ReactNode {
  const known = useDesk(props.bridge, props.clock, props.page.document);
  const { plan } = known.memory;
  const zone = plan ? { timeZone: plan.timeZone } : {};
  return (
    <IntlProvider locale="en-GB" defaultLocale="en-GB" messages={messages} {...zone}>
      <Content {...props} known={known} />
    </IntlProvider>
  );
}

function Content({ bridge, clock, page, known }: Props & { readonly known: Known }): ReactNode {
  const [arrivedWith] = useState(() => whyOf(page.location.hash));
  const [wasIn, setWasIn] = useState(false);
  if (known.memory.access === 'signed-in' && !wasIn) setWasIn(true);
  const shell = shellOf(known.memory, known.heard, known.now);
  switch (shell.kind) {
    case 'signed-out':
      return <SignedOut why={wasIn ? 'signed-out' : arrivedWith} />;
    case 'not-allowed':
      return <NotAllowed />;
    case 'waiting':
      return <Waiting />;
    case 'shown':
      return <PresenceScreen view={shell.view} bridge={bridge} clock={clock} page={page} refresh={known.refresh} />;
  }
}
