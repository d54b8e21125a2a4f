// `npm run evaluate -- --site DIR --sightings FILE --truth FILE [--json] [--no-calibration] [--method NAME]`: any recording
// through the same engine as the gateway. Figures on stdout, remarks on stderr; exit 0 scored, 1 nothing scored or fixes
// older than promised, 2 wrong arguments or files. Formats: README.md.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isScalar, parseDocument, visit } from 'yaml';
import { createEngine, evaluate, type Method, methods, prepare } from './evaluate.ts';
import { figures, table } from './figures.ts';
import { calibrationLines, type Lines, sightingLines, truthLines } from './recording.ts';

const usage =
  'Use: npm run evaluate -- --site DIR --sightings FILE.jsonl --truth FILE.jsonl [--json] [--no-calibration] ' +
  `[--method ${Object.keys(methods).join('|')}]`;

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  // Every Error below is a sentence for the person who started this.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function run(argv: readonly string[]): number {
  const args = readArguments(argv);
  const calibrationFile = join(args.site, 'calibration.jsonl');
  const calibrated = !args['no-calibration'] && existsSync(calibrationFile);
  const lines = calibrated ? reported(calibrationFile, calibrationLines(read(calibrationFile))) : [];
  const prepared = prepare(readSite(args.site), lines);
  if (!prepared.ok) throw new Error(prepared.detail ?? 'The site can not be used.');
  for (const remark of prepared.value.remarks) remarked(remark);
  const recording = {
    sightings: reported(args.sightings, sightingLines(read(args.sightings))),
    truth: reported(args.truth, truthLines(read(args.truth))),
  };
  const engine = createEngine(prepared.value, args.method);
  if (!engine.ok) throw new Error(engine.detail ?? 'There is no such engine.');
  const { scored, dropped } = evaluate(prepared.value, recording, engine.value);
  if (dropped.rssi > 0) remarked(`${dropped.rssi} sightings have a signal strength outside -110..-20 dBm and were left out.`);
  if (dropped.unknownAnchors > 0) remarked(`${dropped.unknownAnchors} sightings name an anchor the site does not have.`);
  if (dropped.unknownFloors > 0) remarked(`${dropped.unknownFloors} lines of the truth name a floor the site does not have.`);
  process.stdout.write(args.json ? `${JSON.stringify(figures([scored]))}\n` : `${table([scored])}\n`);
  if (scored.instant.length === 0 && scored.settled.length === 0) {
    remarked('No fix could be scored: none speaks of a moment for which the truth is given.');
    return 1;
  }
  if (scored.late > 0) remarked(`${scored.late} fixes are older than they may be (instant 0.5 s, settled 3 s).`);
  return scored.late > 0 ? 1 : 0;
}

type Arguments = {
  readonly site: string;
  readonly sightings: string;
  readonly truth: string;
  readonly json: boolean;
  readonly 'no-calibration': boolean;
  readonly method: Method;
};

function readArguments(argv: readonly string[]): Arguments {
  const { site, sightings, truth, method, ...flags } = parsed(argv);
  if (site === undefined || sightings === undefined || truth === undefined) throw new Error(usage);
  if (!isMethod(method)) throw new Error(`There is no method "${method}". ${usage}`);
  return { site, sightings, truth, method, ...flags };
}

function parsed(argv: readonly string[]) {
  const string = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        site: string,
        sightings: string,
        truth: string,
        json: flag,
        'no-calibration': flag,
        method: { type: 'string', default: 'engine' },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message.split('. ')[0] : 'Wrong arguments'}. ${usage}`);
  }
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(methods, name);
}

function readSite(folder: string): unknown {
  const file = ['site.yaml', 'site.yml', 'site.json'].map((name) => join(folder, name)).find(existsSync);
  if (file === undefined) throw new Error(`${folder} has no site.yaml (or site.json).`);
  const document = parseDocument(read(file));
  if (document.errors.length > 0) throw new Error(`${file} is not YAML: ${document.errors[0]?.message.split('\n')[0]}`);
  // An id written without quotes is meant as it stands there: 000000000101 is no number.
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && isScalar(value) && (key.value === 'id' || key.value === 'floor'))
        value.value = value.source ?? value.value;
    },
  });
  return document.toJS();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} can not be read.`);
  }
}

function reported<T>(file: string, { values, malformed, first }: Lines<T>): readonly T[] {
  if (malformed > 0) remarked(`${file}: ${malformed} lines can not be read, the first in line ${first.join(', ')}.`);
  return values;
}

function remarked(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
