// A way out of the house: tells an outside broker something, now or never. What this gateway has to say is about this
// moment, so nothing is retained there and nothing is kept here for a broker that is away.

import { seconds } from '#shared/kit/duration.ts';
import { type BrokerAccess, type MqttClient, startMqttClient } from './mqtt-client.ts';

type MqttPublisher = Pick<MqttClient, 'publish' | 'state' | 'stop'>;

/** A broker that ends the connection at the first thing it is told would else be dialled every second. */
const steadyMs = seconds(30);

/** `urlKey` is the key of `url` in the configuration, for the sentence in `state`. A broker that is away is dialled on. */
export function startMqttPublisher(access: BrokerAccess & { readonly urlKey: string }): MqttPublisher {
  const client = startMqttClient({ ...access, steadyMs, onConnect: () => client.ready() });
  return { publish: client.publish, state: client.state, stop: client.stop };
}
