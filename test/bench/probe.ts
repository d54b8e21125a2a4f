// Somebody who comes in, as the scanners of the demo office would tell of them: the readings of one surveyed place of floor 2,
// each scanner in its own firmware's words. Less than that is no evidence of a zone, and the board rightly shows nobody.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { espresenseSighting } from '#gateway/demo/scanner/espresense.ts';
import type { Heard, Message } from '#gateway/demo/scanner/heard.ts';
import { nativeSightings } from '#gateway/demo/scanner/native.ts';
import { openMqttGatewaySighting } from '#gateway/demo/scanner/openmqttgateway.ts';
import { parseCalibration } from '#gateway/locate/calibration.ts';
import type { AnchorId, TagId } from '#shared/model/ids.ts';
import type { Scanner } from '#shared/model/scanner.ts';
import { root } from '#test/source-files.ts';

/** In the middle of a room at a corner of the building, where every engine should be sure of the zone. */
const place = { floor: 'floor-2', x: 1.875, y: 1.875 };
const readingsEach = 3;

type Survey = ReadonlyMap<AnchorId, readonly number[]>;

/** What each anchor heard at the place when it was surveyed, in dBm. */
export function surveyedPlace(): Survey {
  const file = join(root, 'firmware-config/sites/demo-office/calibration.jsonl');
  const calibration = parseCalibration(readFileSync(file, 'utf8'));
  if (!calibration.ok) throw new Error(calibration.detail);
  const here = calibration.value.filter(({ floor, x, y }) => floor === place.floor && x === place.x && y === place.y);
  if (here.length === 0) throw new Error('Nobody surveyed the place where the probes stand.');
  return new Map(here.map(({ anchor, rssi }) => [anchor, rssi]));
}

/** The scanner's messages about a tag at the place; none when it is too far to hear it. */
export function probeMessages(survey: Survey, scanner: Scanner, tag: TagId): readonly Message[] {
  const readings = (survey.get(scanner.anchor) ?? []).slice(0, readingsEach);
  const heard = readings.map((rssiDbm): Heard => ({ tag, address: 'c1a2b3040506', rssiDbm, measuredPowerDbm: -59, count: 1 }));
  switch (scanner.firmware) {
    case 'espresense':
      return heard.map((one) => espresenseSighting(scanner.room, one));
    case 'openmqttgateway':
      return heard.map((one) => openMqttGatewaySighting(scanner.room, one));
    case 'native':
      return heard.flatMap((one) => nativeSightings(scanner.room, [one]));
    default:
      throw new Error(`The probe does not speak the words of ${scanner.firmware}.`);
  }
}
