// What every firmware's report is read with. Whatever a scanner says of itself ends up on a screen or in a figure, so each
// field is checked by its own shape, and one that fails is left out without spoiling the others.

import { z } from 'zod';
import type { ScannerReport } from '#shared/model/scanner.ts';
import { readJson } from '../json.ts';

/** What a report tells, before it is tied to a scanner and a time. */
export type Told = Omit<ScannerReport, 'scanner' | 'atBootMs'>;

/** Reads one of a firmware's talk topics; `rest` is the topic behind the scanner's own prefix. */
export type ReportReader = (rest: string, payload: Uint8Array) => Told | null;

/** A number that counts or measures something and can't be negative; several firmwares write numbers as text. */
export const amount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(Number.MAX_SAFE_INTEGER))
  .optional()
  .catch(undefined);

/** What `v4.1.0-beta.2`, `7.7.161.2401041522` or `13.1.0(bluetooth)` begins with. Too narrow for an address or a name. */
export const version = z
  .string()
  .max(60)
  .transform((text) => /^v?\d{1,4}(?:\.\d{1,10}){1,3}(?:-(?:alpha|beta|rc|dev)(?:\.?\d{1,4})?)?/i.exec(text)?.[0])
  .optional()
  .catch(undefined);

/** Epoch milliseconds of a clock that has been set: a scanner that has not heard the time yet counts from 1970 or 2000. */
export const clockMs = z.number().min(Date.UTC(2020)).max(Date.UTC(2200)).optional().catch(undefined);

/** The object that a JSON payload holds, read by `shape`; null when it holds none. */
export function readObject<S extends z.ZodType>(payload: Uint8Array, shape: S): z.infer<S> | null {
  const json = readJson(payload);
  if (!json.ok) return null;
  const parsed = shape.safeParse(json.value);
  return parsed.success ? parsed.data : null;
}

/** Last wills and greetings: `online` or `offline`, in either case; anything else says nothing. */
export function readOnline(payload: Uint8Array): Told | null {
  if (payload.length > 'offline'.length) return null;
  const word = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('latin1').toLowerCase();
  return word === 'online' || word === 'offline' ? { online: word === 'online' } : null;
}

/** Leaves out what was not told. */
export function told(fields: { readonly [Key in keyof Told]: Told[Key] | undefined }): Told {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
