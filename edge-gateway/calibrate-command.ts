// `npm run calibrate -- --site DIR [--json] [--between FILE.jsonl]`: judges the calibration of a site from its files
// (site.yaml, calibration.jsonl), without a gateway. Exit codes: 0 judged, 1 not usable, 2 wrong arguments.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { AnchorId } from '#shared/model/ids.ts';
import type { AnchorHeard } from '#shared/model/sighting.ts';
import { Site } from '#shared/model/site.ts';
import { reportText } from './locate/calibrate/report-text.ts';
import { reportOnSite } from './locate/calibrate/site-report.ts';

const usage = `Say which site: npm run calibrate -- --site DIR [--json] [--between FILE.jsonl]

  --site DIR            folder with site.yaml and calibration.jsonl
  --json                one JSON object on stdout and nothing else there
  --between FILE.jsonl  what anchors heard of each other, lines {"from":"id","anchor":"id","rssi":dBm}`;

type Args = { readonly site: string; readonly json: boolean; readonly between?: string | undefined };
type Answer = { readonly code: 0 | 1 | 2; readonly out: string; readonly err: string };

/** One reading between two anchors; other keys are ignored. */
const Between = z.object({ from: AnchorId, anchor: AnchorId, rssi: z.number() });

const { code, out, err } = answer(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;

function answer(words: readonly string[]): Answer {
  const args = argsOf(words);
  if (!args.ok) return { code: 2, out: '', err: `${args.detail}\n\n${usage}\n` };
  const { site: folder, json, between: betweenPath } = args.value;
  const site = readSite(join(resolve(folder), 'site.yaml'));
  if (!site.ok) return unusable(site.detail);
  const between = betweenPath === undefined ? done(null) : readBetween(resolve(betweenPath));
  if (!between.ok) return unusable(between.detail);
  const path = join(resolve(folder), 'calibration.jsonl');
  const calibration = readText(path);
  if (!calibration.ok && between.value === null) return unusable(calibration.detail);
  const report = reportOnSite(site.value, calibration.ok ? calibration.value : '', between.value);
  if (!report.ok) return unusable(`${path} can not be used:\n${report.detail}`);
  return { code: 0, out: json ? `${JSON.stringify(report.value)}\n` : reportText(report.value), err: '' };
}

function unusable(detail: string | undefined): Answer {
  return { code: 1, out: '', err: `${detail}\n` };
}

function argsOf(words: readonly string[]): Outcome<Args, 'wrong-arguments'> {
  const options = { site: { type: 'string' }, json: { type: 'boolean' }, between: { type: 'string' } } as const;
  try {
    const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false });
    if (values.site === undefined) return refused('wrong-arguments', '--site is missing.');
    return done({ site: values.site, json: values.json ?? false, between: values.between });
  } catch (error) {
    return refused('wrong-arguments', error instanceof Error ? error.message : 'An option is wrong.');
  }
}

function readText(path: string): Outcome<string, 'unreadable'> {
  try {
    return done(readFileSync(path, 'utf8'));
  } catch {
    return refused('unreadable', `${path} can not be read.`);
  }
}

function readSite(path: string): Outcome<Site, 'unreadable'> {
  const text = readText(path);
  if (!text.ok) return text;
  try {
    const site = Site.safeParse(parse(text.value));
    if (site.success) return done(site.data);
    const lines = site.error.issues.map((issue) => `${path}: ${issue.path.join('.') || '(top level)'}: ${issue.message}`);
    return refused('unreadable', lines.join('\n'));
  } catch (error) {
    return refused('unreadable', `${path}: ${error instanceof Error ? error.message.split('\n')[0] : 'is not YAML'}`);
  }
}

function readBetween(path: string): Outcome<readonly AnchorHeard[], 'unreadable'> {
  const text = readText(path);
  if (!text.ok) return text;
  const heard: AnchorHeard[] = [];
  for (const [i, line] of text.value.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parsed = Between.safeParse(jsonOf(line));
    if (!parsed.success) return refused('unreadable', `${path}: line ${i + 1}: is not {"from":"id","anchor":"id","rssi":dBm}`);
    heard.push({ from: parsed.data.from, anchor: parsed.data.anchor, rssiDbm: parsed.data.rssi, heardAtBootMs: 0 });
  }
  return done(heard);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
