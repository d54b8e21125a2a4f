// One simulated scanner: what it hears of the people around it, and in which rhythm its firmware says so. ESPresense and
// OpenMQTTGateway report each tag about every second and a half on its own, the native receiver all of them once a second.

import { seconds } from '#shared/kit/duration.ts';
import type { Random } from '#shared/kit/random.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { espresenseSighting, espresenseTelemetry } from '../scanner/espresense.ts';
import type { Heard, Message } from '../scanner/heard.ts';
import { nativeSightings } from '../scanner/native.ts';
import { openMqttGatewaySighting } from '../scanner/openmqttgateway.ts';
import type { Carried } from './cast.ts';
import type { Present } from './office-day.ts';
import { type RadioModel, sensitivityDbm } from './radio-model.ts';

const batchMs = seconds(1);
const reportMs = { min: 1_300, max: 2_000 } as const;
const telemetryMs = seconds(15);

/** A carried tag and where its bearer is now. */
type Aired = { readonly carried: Carried; readonly bearer: Present };

export type Listening = {
  /** The messages due at `nowMs` (boot clock), given everything that is on the air. */
  readonly report: (nowMs: number, onAir: readonly Aired[]) => readonly Message[];
};

export function startListening(scanner: Scanner, radio: RadioModel, startMs: number, random: Random): Listening {
  const rhythm = scanner.firmware === 'native' ? everyBatch(startMs, random) : tagByTag(random);
  let telemetryDueMs = startMs + random() * telemetryMs;
  let adverts = 0;
  return {
    report: (nowMs, onAir) => {
      const heard = onAir.filter(({ carried }) => rhythm(carried.tag, nowMs)).flatMap((one) => hear(one, scanner, radio, random));
      adverts += heard.reduce((sum, { count }) => sum + count, 0);
      const messages = inWords(scanner, heard);
      if (scanner.firmware !== 'espresense' || nowMs < telemetryDueMs) return messages;
      telemetryDueMs = nowMs + telemetryMs;
      return [...messages, espresenseTelemetry(scanner.room, nowMs - startMs, onAir.length, adverts)];
    },
  };
}

/** Whether this tag's turn has come; asking takes the turn. */
type Rhythm = (tag: string, nowMs: number) => boolean;

function tagByTag(random: Random): Rhythm {
  const dueMs = new Map<string, number>();
  const period = (): number => reportMs.min + random() * (reportMs.max - reportMs.min);
  return (tag, nowMs) => {
    const due = dueMs.get(tag) ?? nowMs + random() * reportMs.max;
    if (due > nowMs) {
      dueMs.set(tag, due);
      return false;
    }
    dueMs.set(tag, nowMs + period());
    return true;
  };
}

function everyBatch(startMs: number, random: Random): Rhythm {
  const phaseMs = random() * batchMs;
  let openAtMs = Number.NEGATIVE_INFINITY;
  let batch = Math.floor((startMs + phaseMs) / batchMs);
  return (_, nowMs) => {
    if (nowMs === openAtMs) return true;
    const current = Math.floor((nowMs + phaseMs) / batchMs);
    if (current === batch) return false;
    batch = current;
    openAtMs = nowMs;
    return true;
  };
}

function hear({ carried, bearer }: Aired, scanner: Scanner, radio: RadioModel, random: Random): Heard[] {
  const { tag, address, measuredPowerDbm, powerDbm, heightM } = carried;
  const { floor, at, facing } = bearer;
  const rssiDbm = radio.rssiDbm({ floor, at, facing, powerDbm, heightM }, scanner.anchor, random);
  if (rssiDbm < sensitivityDbm) return [];
  return [{ tag, address, rssiDbm, count: 2, ...(measuredPowerDbm === undefined ? {} : { measuredPowerDbm }) }];
}

function inWords(scanner: Scanner, heard: readonly Heard[]): readonly Message[] {
  switch (scanner.firmware) {
    case 'espresense':
      return heard.map((one) => espresenseSighting(scanner.room, one));
    case 'native':
      return nativeSightings(scanner.room, heard);
    default:
      return heard.map((one) => openMqttGatewaySighting(scanner.room, one));
  }
}
