// The last seconds of one subject, as far as doubt needs them: the places of eight seconds, what anchors heard in three. Of
// ten thousand people that is much, and all of it is personal, so it lies in one array of numbers that can be zeroed, and is
// changed in place. Only this file knows the order of the numbers.

import type { Hearers } from './hearers.ts';
import type { Look, Place } from './look.ts';

/**
 * The places come first, oldest first, each as age, storey, x, y, radius. Then the looks, oldest first, each as age, how many
 * witnesses, and two numbers for each witness: the anchor with its readings, and the strength. Ages are in ms before `atMs`.
 */
export type Recent = {
  cells: Float32Array;
  /** The moment of the last look. */
  atMs: number;
  places: number;
  looks: number;
  /** So many witnesses of a look fit into `cells`. */
  room: number;
};

/** Where somebody was, and how long before the last look. */
export type Seen = Place & { readonly ageMs: number; readonly radius68M: number };

export const placesKeptMs = 8_000;
const looksKeptMs = 3_000;
const mostPlaces = 12;
const mostLooks = 4;
const placeSize = 5;
const witnessSize = 2;
const lookHead = 2;
const looksFrom = mostPlaces * placeSize;
/** More readings of an anchor than this in one look are a backlog, and count no more. */
const mostReadings = 20;
/** Anchor and readings share a number: single precision holds half a million anchors so. */
const readingsBase = 32;
const roomGrowsBy = 4;
const nothing = new Float32Array(0);

export function newRecent(): Recent {
  return { cells: nothing, atMs: Number.NEGATIVE_INFINITY, places: 0, looks: 0, room: 0 };
}

export function wipeRecent(recent: Recent): void {
  recent.cells.fill(0);
  recent.atMs = Number.NEGATIVE_INFINITY;
  recent.places = 0;
  recent.looks = 0;
}

/** The moment of the last look is now `atMs`, which is not before the one until now; what is too old then is zeroed. */
export function advance(recent: Recent, atMs: number): void {
  const byMs = atMs - recent.atMs;
  const size = lookSize(recent);
  for (let i = 0; i < recent.places; i++) older(recent, i * placeSize, byMs);
  for (let i = 0; i < recent.looks; i++) older(recent, looksFrom + i * size, byMs);
  recent.atMs = atMs;
  let old = 0;
  while (old < recent.places && (recent.cells[old * placeSize] ?? 0) > placesKeptMs) old++;
  dropPlaces(recent, old);
  dropOldLooks(recent, atMs);
}

function older({ cells }: Recent, at: number, byMs: number): void {
  cells[at] = (cells[at] ?? 0) + byMs;
}

/** Zeroes the looks that are too old at `nowMs`; the places stay. */
export function dropOldLooks(recent: Recent, nowMs: number): void {
  const size = lookSize(recent);
  let old = 0;
  while (old < recent.looks && nowMs - recent.atMs + (recent.cells[looksFrom + old * size] ?? 0) >= looksKeptMs) old++;
  dropLooks(recent, old);
}

/** Takes in who heard the tag. Numbers that can't be true are left out. */
export function addLook(recent: Recent, { witnesses }: Look, hearers: Hearers): void {
  if (recent.looks === mostLooks) dropLooks(recent, 1);
  if (witnesses.length > recent.room || recent.room === 0) makeRoom(recent, witnesses.length);
  const { cells } = recent;
  const head = looksFrom + recent.looks * lookSize(recent);
  let at = head + lookHead;
  for (const { by, meanDbm, count } of witnesses) {
    const excessDb = meanDbm - by.expectedAtOneMetreDbm;
    if (!(isBelievable(excessDb) && isBelievable(by.storey) && isBelievable(by.x) && isBelievable(by.y) && count >= 1)) continue;
    cells[at++] = hearers.numberOf(by) * readingsBase + Math.min(Math.floor(count), mostReadings);
    cells[at++] = excessDb;
  }
  cells[head] = 0;
  cells[head + 1] = (at - head - lookHead) / witnessSize;
  recent.looks += 1;
}

/** Neither dB nor metres of a building are larger; NaN is not either. */
function isBelievable(value: number): boolean {
  return Math.abs(value) < 1e5;
}

/** Visits all that is kept of who heard: the anchor's number, by how much more than at one metre, in how many readings. */
export function eachHeard(recent: Recent, visit: (anchor: number, excessDb: number, readings: number) => void): void {
  const { cells } = recent;
  for (let i = 0; i < recent.looks; i++) {
    const head = looksFrom + i * lookSize(recent);
    const end = head + lookHead + witnessSize * (cells[head + 1] ?? 0);
    for (let at = head + lookHead; at < end; at += witnessSize) {
      const both = cells[at] ?? 0;
      visit(Math.floor(both / readingsBase), cells[at + 1] ?? 0, both % readingsBase);
    }
  }
}

/** Appends where they are now; to be called after `addLook`. */
export function addPlace(recent: Recent, { storey, x, y, radius68M }: Look): void {
  if (recent.places === mostPlaces) dropPlaces(recent, 1);
  recent.cells.set([0, storey, x, y, radius68M], recent.places * placeSize);
  recent.places += 1;
}

/** The i-th place kept, 0 the oldest. */
export function placeAt({ cells }: Recent, i: number): Seen {
  const at = i * placeSize;
  const [ageMs, storey, x, y, radius68M] = [cells[at], cells[at + 1], cells[at + 2], cells[at + 3], cells[at + 4]];
  return { ageMs: ageMs ?? 0, storey: storey ?? 0, x: x ?? 0, y: y ?? 0, radius68M: radius68M ?? 0 };
}

export function clearPlaces(recent: Recent): void {
  dropPlaces(recent, recent.places);
}

function lookSize({ room }: Recent): number {
  return lookHead + witnessSize * room;
}

function dropPlaces(recent: Recent, count: number): void {
  dropFirst(recent.cells, 0, placeSize * count, placeSize * recent.places);
  recent.places -= count;
}

function dropLooks(recent: Recent, count: number): void {
  dropFirst(recent.cells, looksFrom, lookSize(recent) * count, lookSize(recent) * recent.looks);
  recent.looks -= count;
}

/** Moves the rest of `used` numbers to the front and zeroes what they leave. */
function dropFirst(cells: Float32Array, from: number, dropped: number, used: number): void {
  if (dropped === 0) return;
  cells.copyWithin(from, from + dropped, from + used);
  cells.fill(0, from + used - dropped, from + used);
}

function makeRoom(recent: Recent, witnesses: number): void {
  const before = recent.cells;
  const sizeBefore = lookSize(recent);
  recent.room = roomGrowsBy * Math.max(1, Math.ceil(witnesses / roomGrowsBy));
  recent.cells = new Float32Array(looksFrom + mostLooks * lookSize(recent));
  recent.cells.set(before.subarray(0, looksFrom));
  for (let i = 0; i < recent.looks; i++) {
    const at = looksFrom + i * sizeBefore;
    recent.cells.set(before.subarray(at, at + sizeBefore), looksFrom + i * lookSize(recent));
  }
  before.fill(0);
}
