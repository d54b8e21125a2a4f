// Untrusted bytes to an untrusted value: whole UTF-8, shallow, without prototype tricks. zod looks at the shape next.

import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { DecodeRefusal } from './heard.ts';

/** No format nests deeper than 3; past this many of one bracket inside each other the sender is not a scanner. */
const maxDepth = 8;

type Json = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: DecodeRefusal };

/** Parses a payload; refuses bad UTF-8, what is not JSON, deep nesting and an object with a `__proto__` of its own. */
export function readJson(payload: Uint8Array): Json {
  if (!isUtf8(payload)) return { ok: false, why: 'not-utf8' };
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString();
  if (isDeep(text)) return { ok: false, why: 'wrong-shape' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Object.hasOwn(value, '__proto__'))
      return { ok: false, why: 'wrong-shape' };
    return { ok: true, value };
  } catch {
    return { ok: false, why: 'not-json' };
  }
}

/** Brackets inside strings count too: cheap, and no honest text holds that many in a row. */
function isDeep(text: string): boolean {
  if (!hasMoreThan(maxDepth, '{', text) && !hasMoreThan(maxDepth, '[', text)) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > 2 * maxDepth) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Most payloads hold one bracket, and finding it costs a tenth of walking through the text. */
function hasMoreThan(count: number, bracket: string, text: string): boolean {
  let at = text.indexOf(bracket);
  for (let found = 0; at >= 0; at = text.indexOf(bracket, at + 1)) {
    found += 1;
    if (found > count) return true;
  }
  return false;
}

/** A number, or one written as text, as several firmwares do. */
export const numberish = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,6}(?:\.\d{1,9})?$/)
    .transform(Number),
]);
