// The radio of the proof: real scanners over real MQTT that hear the company's tags, each lying still at its own place, and
// beside them tags of passers-by, each address used once, so that every message carries canaries nobody agreed to.

import type { Heard } from '#gateway/demo/scanner/heard.ts';
import { connectScannerLink, type ScannerLink } from '#gateway/demo/scanner/mqtt-scanner.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import type { Running } from '#gateway/running.ts';
import { derivedSecret } from '#gateway/secrets.ts';
import { machineClock } from '#gateway/system-clock.ts';
import type { Point } from '#shared/geometry/point.ts';
import { TagId } from '#shared/model/ids.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { testSecrets } from '#test/fakes/secrets.ts';
import type { CanaryBook } from './canaries.ts';
import type { CanarySite } from './canary-site.ts';

const everyMs = 100;
const strangersPerMessage = 4;
const measuredPowerDbm = -59;
const faintestDbm = -85;

export type RadioPlan = {
  readonly mqttPort: number;
  readonly site: CanarySite;
  readonly canaries: CanaryBook;
  /** Tags in the building; each lies near an anchor of its own. */
  readonly tags: readonly string[];
  readonly onSightings: (count: number) => void;
};

export type Radio = Running & {
  /** From now on only these are in the building: nobody passes by any more, and the others have left. */
  readonly only: (tags: readonly string[]) => void;
};

/** Resolves when all scanners are connected and begin to tell; rejects when the broker can't be reached. */
export async function startRadio(plan: RadioPlan): Promise<Radio> {
  const { site, canaries } = plan;
  const links = await Promise.all(site.scanners.map((scanner) => connect(plan.mqttPort, scanner)));
  const earsFor = (tags: readonly string[]) => links.map((link) => ({ link, own: heardAt(site, tags, link.scanner) }));
  let ears = earsFor(plan.tags);
  let strangersNow = strangersPerMessage;
  const cancel = machineClock.every(everyMs, () => {
    for (const { link, own } of ears) {
      const strangers = Array.from({ length: strangersNow }, () => heard(canaries.address().id, -70));
      for (const message of nativeSightings(link.scanner.room, [...own, ...strangers])) link.send(message);
      plan.onSightings(own.length + strangersNow);
    }
  });
  return {
    only: (tags) => {
      ears = earsFor(tags);
      strangersNow = 0;
    },
    stop: async () => {
      cancel();
      await Promise.all(links.map((link) => link.stop().catch(() => undefined)));
    },
  };
}

/** What a scanner hears of the tags: those of its own floor, the fainter the farther. */
function heardAt({ site }: CanarySite, tags: readonly string[], scanner: Scanner): Heard[] {
  const places = site.floors.flatMap((floor) => floor.anchors.map((anchor) => ({ floor: floor.id, ...anchor })));
  const ear = places.find(({ id }) => id === scanner.anchor);
  if (ear === undefined) return [];
  return tags.flatMap((tag, i) => {
    const lies = places[i % places.length];
    if (lies?.floor !== ear.floor) return [];
    const rssiDbm = Math.round(measuredPowerDbm - 25 * Math.log10(distanceM(lies.at, ear.at)));
    return rssiDbm < faintestDbm ? [] : [heard(tag, rssiDbm)];
  });
}

/** From beneath the anchor, which hangs from the ceiling. */
function distanceM(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y, 1.5);
}

function heard(tag: string, rssiDbm: number): Heard {
  return { tag: TagId.parse(tag), address: '000000000000', rssiDbm, measuredPowerDbm, count: 2 };
}

function connect(port: number, scanner: Scanner): Promise<ScannerLink> {
  const password = derivedSecret(testSecrets.WAYPOST_SCANNER_KEY, 'scanner', scanner.id);
  return connectScannerLink({ host: '127.0.0.1', port, scanner, password });
}
