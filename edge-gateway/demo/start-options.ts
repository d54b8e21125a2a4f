// The options of `npm start`: what they mean, and what a wrong one is told.

import { parseArgs } from 'node:util';
import { done, type Outcome, refused } from '#shared/kit/outcome.ts';
import { replayNames } from './replay/walks.ts';

export type StartOptions = {
  readonly port: number;
  readonly mqttPort: number;
  /** Where the gateway and the demo keep their files; a fresh folder that goes away at the end when not given. */
  readonly dataFolder?: string;
  /** The folder of a site (gateway.yaml, site.yaml); the demo office when not given. */
  readonly siteFolder?: string;
  readonly demo: boolean;
  readonly replay?: { readonly name: string; readonly speed: number; readonly headless: boolean };
};

export const helpText = `Waypost: a gateway, its wall, and an office to try it with.

  npm start                     the demo office on http://localhost:8080/wall
  npm start -- [options]

  --port N        port of the pages and the API (default 8080; 0 = any free one)
  --mqtt-port N   port of the MQTT broker (default 1883; 0 = any free one)
  --data DIR      keep the database there (default: a fresh folder, removed at the end; .data with --no-demo)
  --site DIR      folder with gateway.yaml and site.yaml (default firmware-config/sites/demo-office)
  --no-demo       the gateway alone: no demo booking system, no simulated office; secrets come from the environment
  --replay NAME   play a recorded walk instead of the office:
                  ${replayNames.join(', ')}
  --speed N       how many times as fast as recorded, 0.1 to 50 (default 1; with --replay)
  --headless      end with the replay and print its result as one line of JSON (with --replay)
  --help          this text`;

const spec = {
  port: { type: 'string' },
  'mqtt-port': { type: 'string' },
  data: { type: 'string' },
  site: { type: 'string' },
  'no-demo': { type: 'boolean' },
  replay: { type: 'string' },
  speed: { type: 'string' },
  headless: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Values = { readonly [K in keyof typeof spec]?: (typeof spec)[K]['type'] extends 'boolean' ? boolean : string };

/** Parses the words after `npm start --`. A refusal says which option is wrong and what is allowed. */
export function parseStartOptions(words: readonly string[]): Outcome<StartOptions | 'help', 'wrong-option'> {
  let values: Values;
  try {
    values = parseArgs({ args: [...words], options: spec, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const what = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    const allowed = Object.keys(spec).map((name) => `--${name}`);
    return refused('wrong-option', `${what}. Allowed are ${allowed.join(', ')}.`);
  }
  if (values.help) return done('help');
  const problem =
    portProblem('--port', values.port) ?? portProblem('--mqtt-port', values['mqtt-port']) ?? combinationProblem(values);
  if (problem) return refused('wrong-option', problem);
  const speed = Number(values.speed ?? 1);
  return done({
    port: Number(values.port ?? 8080),
    mqttPort: Number(values['mqtt-port'] ?? 1883),
    ...(values.data === undefined ? {} : { dataFolder: values.data }),
    ...(values.site === undefined ? {} : { siteFolder: values.site }),
    demo: !values['no-demo'],
    ...(values.replay === undefined ? {} : { replay: { name: values.replay, speed, headless: values.headless ?? false } }),
  });
}

function portProblem(option: string, text: string | undefined): string | undefined {
  if (text === undefined || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535)) return undefined;
  return `${option} "${text}" is not a port. Allowed are whole numbers from 0 to 65535.`;
}

function combinationProblem(values: Values): string | undefined {
  const { replay, speed, headless } = values;
  if (replay !== undefined && !replayNames.some((name) => name === replay)) {
    return `--replay "${replay}" is not known. Allowed are ${replayNames.join(', ')}.`;
  }
  if (replay === undefined && speed !== undefined) return '--speed goes with --replay. Leave it out, or name a replay.';
  if (replay === undefined && headless) return '--headless goes with --replay. Leave it out, or name a replay.';
  if (replay !== undefined && values['no-demo']) return '--no-demo does not go with --replay. Leave one of them out.';
  if (replay !== undefined && values.site !== undefined) return '--site does not go with --replay: a walk brings its own hall.';
  if (speed !== undefined && !(Number(speed) >= 0.1 && Number(speed) <= 50)) {
    return `--speed "${speed}" is not allowed. Allowed are numbers from 0.1 to 50.`;
  }
  return undefined;
}
