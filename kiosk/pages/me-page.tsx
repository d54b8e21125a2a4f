// The employee's page as a whole: words in the site's time zone around it, and what stands there before anybody is known.

import { type ReactNode, useState } from 'react';
import { IntlProvider } from 'react-intl';
import type { MeBridge } from '#kiosk/bridge/me-bridge.ts';
import { en } from '#kiosk/i18n/en.ts';
import { meEn } from '#kiosk/i18n/me-en.ts';
import { meViewOf } from '#kiosk/me/me-view.ts';
import { SignedOut } from '#kiosk/me/signed-out.tsx';
import { type Known, useMe } from '#kiosk/me/use-me.ts';
import { Waiting } from '#kiosk/me/waiting.tsx';
import { type Why, whyOf } from '#kiosk/me/why.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { MeScreen } from './me-screen.tsx';

type Props = { readonly bridge: MeBridge; readonly clock: Clock; readonly page: Window };

const messages = { ...en, ...meEn };

export function MePage(props: Props): ReactNode {
  const known = useMe(props.bridge, props.clock);
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
  const { access } = known.memory;
  if (access === 'signed-in' && !wasIn) setWasIn(true);
  const why: Why | null = wasIn ? 'signed-out' : arrivedWith;
  const view = meViewOf(known.memory, known.now);
  if (access === 'signed-out') return <SignedOut why={why} />;
  if (!view) return <Waiting />;
  return <MeScreen view={view} known={known} bridge={bridge} clock={clock} page={page} />;
}
