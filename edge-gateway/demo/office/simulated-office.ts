// The simulated office as it runs: a day passes, tags are on the air, scanners report over MQTT, and those who sit down
// at a booked desk check in. Everything it says to the gateway goes through real sockets.

import type { Clock } from '#shared/kit/clock.ts';
import { seconds } from '#shared/kit/duration.ts';
import { type Random, seededRandom } from '#shared/kit/random.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import type { Site } from '#shared/model/site.ts';
import type { Running } from '../../running.ts';
import type { DemoPopulation } from '../population.ts';
import { type ScannerLink, startScannerLink } from '../scanner/mqtt-scanner.ts';
import { type BookingLink, createBookingLink } from './booking-link.ts';
import { type Cast, castOffice } from './cast.ts';
import { type Listening, startListening } from './listening.ts';
import { createOfficeDay, type OfficeDay, type Present } from './office-day.ts';
import { buildingSeed, createRadioModel } from './radio-model.ts';

export type OfficeOptions = {
  readonly site: Site;
  readonly scanners: readonly Scanner[];
  readonly population: DemoPopulation;
  readonly broker: { readonly host: string; readonly port: number };
  readonly password: (scannerId: string) => string;
  /** Without it nobody checks in. */
  readonly booking?: { readonly url: string; readonly token: string };
  readonly clock: Clock;
  readonly seed: number;
};

export type SimulatedOffice = Running & { readonly scannersConnected: () => number };

const tickMs = 250;
/** One tick never lets more than this pass, so that nobody jumps after the machine was suspended. */
const longestStepMs = seconds(1);
/** People check in one after the other, not all in the same second. */
const checkInEveryMs = seconds(3);

/** Starts connecting and returns at once; a broker that is away is tried again and again. */
export function startSimulatedOffice(options: OfficeOptions): SimulatedOffice {
  const { site, clock, seed } = options;
  const cast = castOffice(site, options.population, seed);
  const day = createOfficeDay(site, cast.residents, seed);
  const posts = manScanners(options, seededRandom(seed ^ 0xa11));
  const leaving = new AbortController();
  const checkIns =
    options.booking && takeTurns(cast, createBookingLink(options.booking.url, options.booking.token, leaving.signal));
  let lastMs = clock.bootMs();
  const stopTicks = clock.every(tickMs, () => {
    const nowMs = clock.bootMs();
    day.step(Math.min(longestStepMs, Math.max(0, nowMs - lastMs)));
    lastMs = nowMs;
    tellScanners(posts, cast, day, nowMs);
  });
  const stopCheckIns = clock.every(checkInEveryMs, () => checkIns?.(day.present(), clock.wallMs()));
  return {
    scannersConnected: () => posts.filter((post) => post.link.connected()).length,
    stop: async () => {
      stopTicks();
      stopCheckIns();
      leaving.abort();
      await Promise.all(posts.map((post) => post.link.stop()));
    },
  };
}

type Post = { readonly link: ScannerLink; readonly listening: Listening };

function manScanners({ scanners, broker, password, site, clock }: OfficeOptions, random: Random): readonly Post[] {
  const radio = createRadioModel(site, buildingSeed);
  return scanners.map((scanner) => ({
    link: startScannerLink({ ...broker, scanner, password: password(scanner.id) }),
    listening: startListening(scanner, radio, clock.bootMs(), random),
  }));
}

function tellScanners(posts: readonly Post[], cast: Cast, day: OfficeDay, nowMs: number): void {
  const present = new Map(day.present().map((one) => [one.key, one]));
  const onAir = cast.carried.flatMap((carried) => {
    const bearer = present.get(carried.resident);
    return bearer === undefined ? [] : [{ carried, bearer }];
  });
  for (const { link, listening } of posts) for (const message of listening.report(nowMs, onAir)) link.send(message);
}

/** Lets one seated person who has not done so try to check in; one request at a time. */
function takeTurns(cast: Cast, link: BookingLink): (present: readonly Present[], nowMs: number) => void {
  const finished = new Set<string>();
  let busy = false;
  return (present, nowMs) => {
    const next = present.find((one) => !finished.has(one.key) && one.seatedAt === cast.bookers.get(one.key)?.desk);
    const booker = next && cast.bookers.get(next.key);
    if (busy || next === undefined || booker === undefined) return;
    busy = true;
    void link.checkIn(booker.ref, booker.desk, nowMs).then((outcome) => {
      if (outcome.ok) finished.add(next.key);
      busy = false;
    });
  };
}
