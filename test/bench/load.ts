// The load of the benchmark: consenting tags in turn, as many sightings a second as the goal says, spread over the native
// scanners of the demo office; and what the gateway's own figures say while it lasts.

import { join } from 'node:path';
import { readConfig } from '#gateway/config.ts';
import { connectScannerLink, type ScannerLink } from '#gateway/demo/scanner/mqtt-scanner.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import { seededRandom } from '#shared/kit/random.ts';
import { TagId } from '#shared/model/ids.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import { root } from '#test/source-files.ts';
import { tagOf } from './stub-booking.ts';

export const loadTags = 500;
const sightingsPerSecond = 2_000;

/** All scanners of the demo office. */
export async function officeLinks(port: number): Promise<readonly ScannerLink[]> {
  const config = readConfig(join(root, 'firmware-config/sites/demo-office/gateway.yaml'), testSecrets);
  if (!config.ok) throw new Error(config.detail);
  return Promise.all(
    config.value.scanners.map((scanner) => {
      const password = derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', scanner.id);
      return connectScannerLink({ host: '127.0.0.1', port, scanner, password });
    }),
  );
}

const heard = (index: number, rssiDbm: number) => ({
  tag: TagId.parse(tagOf(index)),
  address: 'c1a2b3040506',
  rssiDbm,
  measuredPowerDbm: -59,
  count: 1,
});

/** The tags in turn, over the native ones of these links; the returned function ends it. */
export function startLoad(links: readonly ScannerLink[]): () => void {
  const scanners = links.filter(({ scanner }) => scanner.firmware === 'native');
  const random = seededRandom(5);
  const everyMs = 50;
  let next = 0;
  return machineClock.every(everyMs, () => {
    const batch = Array.from({ length: (sightingsPerSecond * everyMs) / 1000 }, () =>
      heard(next++ % loadTags, -55 - random() * 35),
    );
    scanners.forEach((link, i) => {
      const own = batch.filter((_, n) => n % scanners.length === i);
      for (const message of nativeSightings(link.scanner.room, own)) link.send(message);
    });
  });
}

/** The gateway's own figures as text. */
export async function metrics(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

export function figure(text: string, name: string): number {
  return Number(new RegExp(`^${name} ([0-9.e+-]+)`, 'm').exec(text)?.[1] ?? Number.NaN);
}

/** Sightings of consenting tags so far. */
export function consentedIn(text: string): number {
  return figure(text, 'waypost_sightings_total\\{result="consented"\\}');
}
