// Every anchor of the site with its health: what GET /api/v1/anchors answers.

import type { AnchorId } from '#shared/model/ids.ts';
import type { Anchor, Floor } from '#shared/model/site.ts';
import type { AnchorCalibration, Anchors } from '#shared/wire/anchors.ts';
import type { ScannerHealth } from './anchor-watch.ts';

type Sources = {
  readonly floors: readonly Floor[];
  readonly scanners: readonly ScannerHealth[];
  /** What the calibration in force says of an anchor, where there is one. */
  readonly calibration?: (anchor: AnchorId) => AnchorCalibration | undefined;
};

/** In the order of the site file, floor by floor. */
export function anchorList({ floors, scanners, calibration }: Sources): Anchors {
  const byAnchor = Map.groupBy(scanners, (scanner) => scanner.anchor);
  const anchors = floors.flatMap((floor) =>
    floor.anchors.map((anchor) => {
      const here = byAnchor.get(anchor.id) ?? [];
      const measured = calibration?.(anchor.id);
      return {
        id: anchor.id,
        floor: floor.id,
        x: anchor.at.x,
        y: anchor.at.y,
        kind: kindOf(anchor, here),
        scanners: here.map((scanner) => scanner.id),
        ...healthAt(here),
        ...(measured && { calibration: measured }),
      };
    }),
  );
  return { anchors };
}

function kindOf(anchor: Anchor, here: readonly ScannerHealth[]): Anchors['anchors'][number]['kind'] {
  if (here.length > 0) return 'scanner';
  return anchor.beacon === undefined ? 'unused' : 'beacon';
}

/** An anchor lives while one of its scanners does, and that one is asked: the one that is not silent, heard last. */
function healthAt(here: readonly ScannerHealth[]): Omit<ScannerHealth, 'id' | 'anchor'> {
  const [best] = here.toSorted((a, b) => Number(a.state === 'silent') - Number(b.state === 'silent') || ageOf(a) - ageOf(b));
  if (best === undefined) return nothingHears;
  const { id: _id, anchor: _anchor, ...health } = best;
  return health;
}

const ageOf = (scanner: ScannerHealth): number => scanner.lastHeardAgoMs ?? Number.MAX_SAFE_INTEGER;

const nothingHears: ReturnType<typeof healthAt> = {
  state: 'unknown',
  why: null,
  lastHeardAgoMs: null,
  advertsPerSecond: null,
  saturated: null,
  clockSkewMs: null,
  firmwareVersion: null,
};
