// The door to the recorded hall (TETAM, CC0): its files, and the turn from the dataset's frame into ours. The dataset's x
// runs down its picture and its y to the right, so our x is its y and our y is its x.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Point } from '#shared/geometry/point.ts';

const folder = new URL('../../../test/fixtures/tetam/', import.meta.url);

/** The size of the hall in our frame, metres (tetam.par, rounded to centimetres). */
export const hallM = { width: 17.64, height: 20.66 } as const;

/** The text of one file of the dataset. Throws when the file is missing: the copy of the project is then incomplete. */
export function datasetFile(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

/** A place of the dataset in our frame. */
export function toSiteFrame(datasetX: number, datasetY: number): Point {
  return { x: datasetY, y: datasetX };
}

/** The JSON behind `label:` on its own line, as the dataset's .dev and .hst files keep it. Throws when it is not there. */
export function labelledJson<S extends z.ZodType>(text: string, label: string, schema: S): z.infer<S> {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${label}:`));
  if (line === undefined) throw new Error(`The dataset has no line "${label}:".`);
  return schema.parse(JSON.parse(line.slice(label.length + 1)));
}

/** One of the twelve fixed receivers. `alias` is its short name in the dataset ("sensor10"). */
export type Receiver = { readonly id: string; readonly alias: string; readonly at: Point; readonly heightM: number };

const Dongles = z.record(z.string(), z.tuple([z.tuple([z.number(), z.number(), z.number()]), z.number(), z.string()]));

/** The receivers of `tetam.dev` in our frame, in the order of their aliases. */
export function parseReceivers(text: string): readonly Receiver[] {
  return Object.entries(labelledJson(text, 'Dongles', Dongles))
    .map(([id, [[x, y, heightM], , alias]]) => ({ id, alias, at: toSiteFrame(x, y), heightM }))
    .sort((a, b) => a.alias.localeCompare(b.alias));
}
