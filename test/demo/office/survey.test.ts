import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { surveyOffice } from '#gateway/demo/office/survey.ts';
import { parseCalibration } from '#gateway/locate/calibration.ts';
import { committedSite } from '../../firmware-config/committed-site.ts';

const committed = readFileSync(new URL('../../../firmware-config/sites/demo-office/calibration.jsonl', import.meta.url), 'utf8');

it('the committed survey of the demo office is what the simulation gives: after a change, run write-survey.ts', () => {
  expect(surveyOffice(committedSite('demo-office'))).toBe(committed);
});

it('the survey is read by the position engine and speaks of every anchor', () => {
  const parsed = parseCalibration(committed);
  if (!parsed.ok) throw new Error(parsed.detail);
  expect(new Set(parsed.value.map((sample) => sample.anchor)).size).toBe(16);
  expect(new Set(parsed.value.map((sample) => `${sample.floor} ${sample.x} ${sample.y}`)).size).toBeGreaterThan(80);
});
