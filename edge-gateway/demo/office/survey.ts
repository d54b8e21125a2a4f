// The survey of the demo office: someone stands at marked spots with a badge, turns around once, and writes down what
// every scanner heard. Real sites are surveyed the same way; this one is walked in the simulation.

import { distanceM, type Point } from '#shared/geometry/point.ts';
import { bounds } from '#shared/geometry/polygon.ts';
import { seededRandom } from '#shared/kit/random.ts';
import type { Floor, Site } from '#shared/model/site.ts';
import { badgePowerDbm } from './cast.ts';
import { buildingSeed, createRadioModel, sensitivityDbm } from './radio-model.ts';
import { createWalkGrid } from './walk-grid.ts';

const spotEveryM = 4;
const samplesPerAnchor = 8;
/** A scanner that heard fewer than this at a spot gives no line. */
const fewestSamples = 4;

/** The lines of calibration.jsonl. */
export function surveyOffice(site: Site): string {
  const radio = createRadioModel(site, buildingSeed);
  const moment = seededRandom(buildingSeed);
  const anchors = site.floors.flatMap((floor) => floor.anchors);
  const lines = site.floors.flatMap((floor) =>
    spotsOn(floor).flatMap((at) =>
      anchors.flatMap((anchor) => {
        const rssi = Array.from({ length: samplesPerAnchor }, (_, i) => {
          const facing = (i / samplesPerAnchor) * 2 * Math.PI;
          const bearer = { floor: floor.id, at, facing, powerDbm: badgePowerDbm, heightM: 1.2 };
          return Math.round(radio.rssiDbm(bearer, anchor.id, moment));
        }).filter((dbm) => dbm >= sensitivityDbm);
        return rssi.length < fewestSamples ? [] : [{ floor: floor.id, x: at.x, y: at.y, anchor: anchor.id, rssi }];
      }),
    ),
  );
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Spots where one can stand, near the points of a square grid. */
function spotsOn(floor: Floor): readonly Point[] {
  const grid = createWalkGrid(floor);
  const box = bounds(floor.outline);
  const spots: Point[] = [];
  for (let y = box.minY + spotEveryM / 2; y < box.maxY; y += spotEveryM) {
    for (let x = box.minX + spotEveryM / 2; x < box.maxX; x += spotEveryM) {
      const cell = grid.nearest({ x, y });
      const at = cell === null ? null : grid.centre(cell);
      if (at && distanceM(at, { x, y }) < spotEveryM / 2) spots.push(at);
    }
  }
  return spots;
}
