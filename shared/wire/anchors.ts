// GET /api/v1/anchors: how each anchor is. It holds nobody, but more of the site and its radio than everybody may see:
// edge-gateway/push/routes/anchors.ts says who may.

import { z } from 'zod';
import { AnchorId, FloorId } from '#shared/model/ids.ts';
import { AnchorReport } from './calibration.ts';

const AnchorCalibration = AnchorReport.pick({ samples: true, readings: true, residualDb: true, biasDb: true, moved: true });
/** What the calibration in force says of one anchor. */
export type AnchorCalibration = z.infer<typeof AnchorCalibration>;

const AnchorState = z.object({
  id: AnchorId,
  floor: FloorId,
  x: z.number(),
  y: z.number(),
  kind: z
    .enum(['scanner', 'beacon', 'unused'])
    .describe('scanner: something hears tags there; beacon: phones hear it; unused: neither'),
  scanners: z.array(z.string()).describe('Ids of the scanners there; of several, the one heard last speaks below'),
  state: z
    .enum(['hearing', 'quiet', 'silent', 'unknown'])
    .describe(
      'quiet: it is there, but by its own count hears no radio at all; unknown: nothing has come yet. A beacon stays unknown: ' +
        'only phones could tell whether it is there',
    ),
  why: z.enum(['not-heard-yet', 'offline', 'disconnected', 'nothing-came']).nullable().describe('Why it is silent'),
  lastHeardAgoMs: z.int().nullable().describe('Of anything that came from there, reports too; in whole minutes'),
  advertsPerSecond: z
    .number()
    .nullable()
    .describe('Of every radio near it, by its own count, over a minute, rounded to 0, 1, 2, 5, 10, ...; null when not told'),
  saturated: z.boolean().nullable().describe('It holds so many tags that it begins to forget some'),
  clockSkewMs: z.int().nullable().describe('Its clock minus ours; never used for anything but this'),
  firmwareVersion: z.string().nullable(),
  calibration: AnchorCalibration.optional(),
});

export const Anchors = z.object({ anchors: z.array(AnchorState) });
export type Anchors = z.infer<typeof Anchors>;
