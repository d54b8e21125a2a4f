// The log: constant messages with fields, one child per stage. What must never be in it is stopped in two ways: fields
// that could name or place a person are censored by name, and errors lose their message, because JSON.parse and friends
// quote the input they failed on.

import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';

export type Log = Logger;

/** Field names that are censored wherever they stand, down to three levels. */
const personal = [
  ...['name', 'displayName', 'identifier', 'pin', 'label', 'person', 'people', 'subject', 'ref', 'holder'],
  ...['tag', 'mac', 'uuid', 'x', 'y', 'lat', 'lon', 'fix', 'position', 'payload', 'advert', 'body'],
  ...['token', 'password', 'session', 'authorization', 'cookie', 'secret', 'url', 'query', 'ip', 'remoteAddress'],
];

/** `destination` is standard output unless given (tests, a file under a supervisor). Level names are pino's. */
export function createLog(options: { readonly level: string; readonly destination?: DestinationStream }): Log {
  const settings = {
    level: options.level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: personal.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[not logged]' },
    serializers: { err: withoutMessage, error: withoutMessage },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** What an error may say in the log: its kind, its code, and where; the cause likewise. */
function withoutMessage(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const at = (error.stack ?? '').split('\n').flatMap((line) => (/^ {4}at /.test(line) ? [line.trim()] : []));
  const cause = error.cause === undefined ? {} : { cause: withoutMessage(error.cause) };
  return { type: error.constructor.name, ...code, at: at.slice(0, 12), ...cause };
}
