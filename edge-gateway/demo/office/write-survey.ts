// Writes calibration.jsonl of the demo office anew: `node edge-gateway/demo/office/write-survey.ts`. Needed when its plan
// or the radio of the simulation changes; a test says so.

import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Site } from '#shared/model/site.ts';
import { surveyOffice } from './survey.ts';

const folder = new URL('../../../firmware-config/sites/demo-office/', import.meta.url);
const site = Site.parse(parse(readFileSync(new URL('site.yaml', folder), 'utf8')));
writeFileSync(new URL('calibration.jsonl', folder), surveyOffice(site));
