// A real embedded broker on a free port that decodes what it hears, for tests of the demo's scanners.

import { createDecoder, type DecodeResult } from '#gateway/decode/decoder.ts';
import { embeddedBroker } from '#gateway/receive/embedded-broker.ts';
import type { Running } from '#gateway/running.ts';
import { derivedSecret, sameSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { testSecrets } from '../fakes/secrets.ts';

export type ListeningBroker = Running & {
  readonly port: number;
  readonly topics: readonly string[];
  readonly results: readonly DecodeResult[];
  readonly refusals: readonly string[];
  readonly scannersConnected: () => number;
};

export const scannerPassword = (id: string): string => derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', id);

export async function startListeningBroker(scanners: readonly Scanner[], port = 0): Promise<ListeningBroker> {
  const decode = createDecoder({ scanners, anchors: [] });
  const topics: string[] = [];
  const results: DecodeResult[] = [];
  const refusals: string[] = [];
  const feed = embeddedBroker({
    host: '127.0.0.1',
    port,
    clock: machineClock,
    authenticate: (username, password) =>
      scanners.find((one) => one.id === username && sameSecret(password, scannerPassword(one.id))) ?? null,
    onRefusal: (why) => refusals.push(why),
  });
  const running = await feed.start((raw) => {
    if (raw.kind === 'mqtt') topics.push(raw.topic);
    if (raw.kind !== 'ranging') results.push(decode(raw));
  });
  if (!running.ok) throw new Error(running.why);
  return {
    port: running.value.port ?? 0,
    topics,
    results,
    refusals,
    scannersConnected: () => running.value.state().scannersConnected,
    stop: running.value.stop,
  };
}
