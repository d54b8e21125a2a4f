// The demo office as files for the gateway of the proof, its zones replaced by canaries. They stand outside the image: a
// site's plan holds its zones by right; what has to be clean is everything that the gateway writes.

import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { GateName } from '#shared/model/positions.ts';
import { Scanner } from '#shared/model/scanner.ts';
import { Site } from '#shared/model/site.ts';
import { root } from '#test/source-files.ts';
import type { CanaryBook } from './canaries.ts';

export type CanarySite = {
  readonly site: Site;
  /** One at each listening anchor, all of them with the native format. */
  readonly scanners: readonly Scanner[];
  /** Path of its gateway.yaml. */
  readonly config: string;
  /** SHA-256 of the configuration the gateway was started with, for the report. */
  readonly sha256: string;
  readonly remove: () => void;
};

const demoOffice = join(root, 'firmware-config/sites/demo-office');
const Floors = z.object({
  floors: z.array(
    z
      .object({
        zones: z.array(z.object({ id: z.string(), name: z.string() }).loose()),
        spaces: z.array(z.object({ zone: z.string() }).loose()),
      })
      .loose(),
  ),
});

const Gateway = z.looseObject({ scanners: z.array(Scanner) });

export function makeCanarySite(canaries: CanaryBook): CanarySite {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-proof-site-'));
  const original = Floors.loose().parse(parse(readFileSync(join(demoOffice, 'site.yaml'), 'utf8')));
  const fresh = new Map(original.floors.flatMap((floor) => floor.zones.map(({ id }) => [id, canaries.zone()] as const)));
  const named = (id: string): string => fresh.get(id)?.id ?? id;
  const site = {
    ...original,
    floors: original.floors.map((floor) => ({
      ...floor,
      zones: floor.zones.map((zone) => ({ ...zone, ...fresh.get(zone.id) })),
      spaces: floor.spaces.map((space) => ({ ...space, zone: named(space.zone) })),
    })),
  };
  // JSON is YAML. Groups of a hundred are never reached: the published count of a larger one is the only row that may name a
  // zone, and here none shall. What this machine lacks must not keep positions off, or nothing would be proven; the report names it.
  const demo = Gateway.parse(parse(readFileSync(join(demoOffice, 'gateway.yaml'), 'utf8')));
  const scanners = demo.scanners.map((scanner) => ({ ...scanner, firmware: 'native' as const, room: scanner.anchor }));
  const gateway = { ...demo, scanners, presence: { k: 100 }, positions: { acceptRisks: GateName.options } };
  const config = JSON.stringify(gateway, null, 1);
  writeFileSync(join(folder, 'site.yaml'), JSON.stringify(site));
  writeFileSync(join(folder, 'gateway.yaml'), config);
  copyFileSync(join(demoOffice, 'calibration.jsonl'), join(folder, 'calibration.jsonl'));
  return {
    site: Site.parse(site),
    scanners,
    config: join(folder, 'gateway.yaml'),
    sha256: createHash('sha256').update(config).digest('hex'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
