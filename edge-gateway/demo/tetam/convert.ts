// Writes the files of firmware-config/sites/tetam-hall that come from the dataset: `node edge-gateway/demo/tetam/convert.ts`.

import { writeFileSync } from 'node:fs';
import { hallCalibration, hallSiteYaml } from './hall-site.ts';

const site = new URL('../../../firmware-config/sites/tetam-hall/', import.meta.url);
writeFileSync(new URL('site.yaml', site), hallSiteYaml());
writeFileSync(new URL('calibration.jsonl', site), hallCalibration());
