// One scanner of each firmware, and the short way from a topic and a payload to what the decoder says.

import { createDecoder, type DecodeResult } from '#gateway/decode/decoder.ts';
import { Scanner } from '#shared/model/scanner.ts';

const scanners = [
  Scanner.parse({ id: 'esp-1', firmware: 'espresense', room: 'kitchen', anchor: 'a-kitchen' }),
  Scanner.parse({ id: 'omg-1', firmware: 'openmqttgateway', room: 'OMG_3', anchor: 'a-hall' }),
  Scanner.parse({ id: 'theengs-1', firmware: 'theengs', room: 'TheengsGateway', anchor: 'a-lab' }),
  Scanner.parse({ id: 'native-1', firmware: 'native', room: 'rx7', anchor: 'a-desk' }),
];

const decode = createDecoder(scanners);

/** Decodes a text, bytes, or anything JSON can hold, as heard at 5,000 ms. */
export function decoded(topic: string, payload: unknown, retained = false): DecodeResult {
  const bytes =
    payload instanceof Uint8Array ? payload : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return decode({ kind: 'mqtt', topic, payload: bytes, retained, heardAtBootMs: 5_000 });
}

export const sightingTopics = {
  espresense: 'espresense/devices/iBeacon:x/kitchen',
  openmqttgateway: 'home/OMG_3/BTtoMQTT/C1A2B3040506',
  theengs: 'home/TheengsGateway/BTtoMQTT/C1A2B3040506',
  native: 'waypost/v1/rx/rx7/s',
};
