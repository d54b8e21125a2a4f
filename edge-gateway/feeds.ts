// Which radio this gateway listens to, from its configuration: a broker of its own or an outside one, and this machine's
// own Bluetooth when it is asked for.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { done, type Outcome } from '#shared/kit/outcome.ts';
import { systemRandom } from '#shared/kit/random.ts';
import type { Config } from './config.ts';
import { embeddedBroker } from './receive/embedded-broker.ts';
import { type FirePanelLine, firePanelTopic } from './receive/fire-panel-line.ts';
import { localRadio } from './receive/local-radio.ts';
import { outsideBroker } from './receive/outside-broker.ts';
import type { PhoneAccess } from './receive/phone-access.ts';
import type { OnLife } from './receive/scanner-life.ts';
import type { Deliver, FeedRefusal, RunningFeed, TagFeed } from './receive/tag-feed.ts';
import type { Running } from './running.ts';
import { derivedSecret, sameSecret } from './secrets.ts';
import { stampClock } from './system-clock.ts';

type Deps = {
  readonly config: Config;
  readonly clock: Clock;
  /** Counted, never logged one by one. */
  readonly onRefusal: (reason: string, scanner?: string) => void;
  /** Messages per scanner; the broker's own default when not given. */
  readonly rate: { readonly perSecond: number; readonly burst: number } | undefined;
  readonly phones: PhoneAccess;
  readonly onLife: OnLife;
  /** The text of what the fire panel says over MQTT; nothing unless it is configured. */
  readonly onFirePanel: (text: string) => void;
};

export type Feeds = { readonly broker: TagFeed; readonly radio: TagFeed | null };

export function feedsOf(deps: Deps): Feeds {
  const { config, clock, onRefusal, rate, phones, onLife } = deps;
  const stampMs = stampClock(clock.bootMs);
  const { WAYPOST_SCANNER_KEY: key, WAYPOST_MQTT_USERNAME: username, WAYPOST_MQTT_PASSWORD: password } = config.secrets;
  const scanners = new Map(config.scanners.map((scanner) => [scanner.id, scanner]));
  const firePanel = firePanelOf(deps);
  const broker =
    'embedded' in config.broker
      ? embeddedBroker({
          ...config.broker.embedded,
          clock,
          stampMs,
          onRefusal,
          phones,
          onLife,
          ...(rate === undefined ? {} : { rate }),
          ...(firePanel === undefined ? {} : { firePanel }),
          authenticate: (id, secret) => {
            const right = sameSecret(secret, derivedSecret(key, 'scanner', id));
            return right ? (scanners.get(id) ?? null) : null;
          },
        })
      : outsideBroker({
          url: config.broker.url,
          scanners: config.scanners,
          clock,
          stampMs,
          onLife,
          random: systemRandom,
          ...(firePanel === undefined ? {} : { firePanel }),
          ...(username === undefined ? {} : { username }),
          ...(password === undefined ? {} : { password }),
        });
  return { broker, radio: config.radio === undefined ? null : localRadio({ anchor: config.radio.anchor, clock, stampMs }) };
}

function firePanelOf({ config, onFirePanel }: Deps): FirePanelAtOurs | undefined {
  const { WAYPOST_FIRE_PANEL_KEY: key } = config.secrets;
  if (!config.safety.firePanel || key === undefined) return undefined;
  const expected = derivedSecret(key, 'fire-panel', 'mqtt');
  const isPassword = (password: string): boolean => sameSecret(password, expected);
  return { topic: firePanelTopic(config.site.id), onSignal: onFirePanel, isPassword };
}

type FirePanelAtOurs = FirePanelLine & { readonly isPassword: (password: string) => boolean };

export type OpenFeeds = Running & {
  /** The pipeline's first stage: from this call on, what is heard goes to `handOn`. What came before was nobody's. */
  readonly receive: (handOn: Deliver) => Promise<Running>;
  /** Hands on what comes over HTTP, as if a feed had heard it. */
  readonly deliver: Deliver;
  readonly broker: RunningFeed;
  readonly radio: RunningFeed | null;
};

/** A radio or an outside broker that is not there is told once, when it has had this long to come. */
const patienceMs = seconds(5);

/**
 * Opens all feeds or none; a refusal's `detail` says which address and what to do. `notice` hears a sentence about a feed
 * that is open but still not up after a while, such as a machine without Bluetooth.
 */
export async function openFeeds(
  { broker, radio }: Feeds,
  { clock, notice }: { readonly clock: Clock; readonly notice: (sentence: string) => void },
): Promise<Outcome<OpenFeeds, FeedRefusal>> {
  let handOn: Deliver = () => undefined;
  const deliver: Deliver = (raw) => handOn(raw);
  const openBroker = await broker.start(deliver);
  if (!openBroker.ok) return openBroker;
  const openRadio = radio === null ? null : await radio.start(deliver);
  if (openRadio !== null && !openRadio.ok) {
    await openBroker.value.stop();
    return openRadio;
  }
  const cancelNotice = clock.after(patienceMs, () => {
    for (const feed of [openBroker.value, openRadio?.value]) {
      const { detail } = feed?.state() ?? {};
      if (detail !== undefined) notice(detail);
    }
  });
  const open = {
    broker: openBroker.value,
    radio: openRadio?.value ?? null,
    stop: async () => {
      cancelNotice();
      await openBroker.value.stop();
      await openRadio?.value.stop();
    },
  };
  return done({
    ...open,
    deliver,
    receive: async (next) => {
      handOn = next;
      return open;
    },
  });
}
