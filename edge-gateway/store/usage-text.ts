// A published day as a row: what its numbers are about, and the numbers themselves, apart, so that the table can see that each
// of them is a step of five, and so that a year is read in a moment: what a plan looks like is the same day after day.

import { z } from 'zod';
import { FloorId, ZoneId } from '#shared/model/ids.ts';
import { SpaceKind } from '#shared/model/site.ts';

/** `inUse` has 24 numbers. */
type UseFigures = {
  readonly began: number;
  readonly noShows: number;
  readonly givenBack: number;
  readonly walkUps: number;
  readonly emptied: number;
  readonly emptyMin: number;
  readonly rooms: { readonly bookedHours: number; readonly usedHours: number } | null;
  readonly inUse: readonly number[];
};
type UseCell = {
  readonly floor: FloorId | null;
  readonly zone: ZoneId | null;
  readonly kind: SpaceKind;
  readonly spaces: number;
  readonly told: UseFigures | null;
};
/** Lists of 24 numbers. */
type ZoneDay = { readonly zone: ZoneId } & Readonly<Record<'told' | 'untold' | 'total' | 'most', readonly number[]>>;
/** As utilisation makes it (day-cells.ts). `day`: whole days since 1970-01-01 of a date in the site's calendar. */
export type UsageDay = { readonly day: number; readonly cells: readonly UseCell[]; readonly presence: readonly ZoneDay[] };

/** Per told cell 8 figures and 24 hours; per zone twice 24 hours. */
const figuresOfCell = 8 + 24;
const ofZone = 2 * 24;

const numbers = z
  .string()
  .regex(/^(?:\d+(?:,\d+)*)?$/)
  .transform((text): readonly number[] => JSON.parse(`[${text}]`));

const Row = z.object({
  day: z.int(),
  cells: z.string(),
  /** A 1 for each cell that is told, else a 0. */
  told: z.string().regex(/^[01]*$/),
  figures: numbers,
  zones: z.string(),
  /** At how many ticks of an hour a zone had a number, and at how many none. */
  ticks: numbers,
  /** Sum and largest of them. */
  published: numbers,
});
const Cells = z.array(z.tuple([FloorId.nullable(), ZoneId.nullable(), SpaceKind, z.int().min(0)]));
type Cells = z.infer<typeof Cells>;
const Zones = z.array(ZoneId);

export function rowOf({ day, cells, presence }: UsageDay): Readonly<Record<keyof z.infer<typeof Row>, string | number>> {
  return {
    day,
    cells: JSON.stringify(cells.map(({ floor, zone, kind, spaces }) => [floor, zone, kind, spaces])),
    told: cells.map(({ told }) => (told === null ? '0' : '1')).join(''),
    figures: cells
      .flatMap(({ told }) => told ?? [])
      .flatMap(({ began, noShows, givenBack, walkUps, emptied, emptyMin, rooms, inUse }) => {
        const ofRooms = [rooms?.bookedHours ?? 0, rooms?.usedHours ?? 0];
        return [began, noShows, givenBack, walkUps, emptied, emptyMin, ...ofRooms, ...inUse];
      })
      .join(),
    zones: JSON.stringify(presence.map(({ zone }) => zone)),
    ticks: presence.flatMap(({ told, untold }) => [...told, ...untold]).join(),
    published: presence.flatMap(({ total, most }) => [...total, ...most]).join(),
  };
}

/** Rows of the table as days. A row that damage has changed into something else is passed over. */
export function daysOfRows(rows: readonly unknown[]): readonly UsageDay[] {
  const cellsOf = parsedOnce(Cells);
  const zonesOf = parsedOnce(Zones);
  return rows.flatMap((unknownRow) => {
    const row = Row.safeParse(unknownRow).data;
    const cells = row && cellsOf(row.cells);
    const zones = row && zonesOf(row.zones);
    if (!row || !cells || !zones) return [];
    const toldCells = row.told.replaceAll('0', '').length;
    const whole = row.told.length === cells.length && row.figures.length === toldCells * figuresOfCell;
    if (!whole || [row.ticks, row.published].some((list) => list.length !== zones.length * ofZone)) return [];
    return [{ day: row.day, cells: cellsWith(cells, row.told, row.figures), presence: zonesWith(zones, row) }];
  });
}

/** The same text as the last time is not parsed again. */
function parsedOnce<S extends z.ZodType>(schema: S): (text: string) => z.infer<S> | undefined {
  let last: { readonly text: string; readonly value: z.infer<S> | undefined } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, value: schema.safeParse(jsonOf(text)).data };
    return last.value;
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function cellsWith(cells: Cells, told: string, figures: readonly number[]): readonly UseCell[] {
  let at = 0;
  return cells.map(([floor, zone, kind, spaces], n) => {
    if (told[n] === '0') return { floor, zone, kind, spaces, told: null };
    const own = figures.slice(at, at + figuresOfCell);
    at += figuresOfCell;
    return { floor, zone, kind, spaces, told: figuresFrom(kind, own) };
  });
}

function figuresFrom(kind: SpaceKind, figures: readonly number[]): UseFigures {
  const [began = 0, noShows = 0, givenBack = 0, walkUps = 0, emptied = 0, emptyMin = 0, bookedHours = 0, usedHours = 0] = figures;
  const rooms = kind === 'room' ? { bookedHours, usedHours } : null;
  return { began, noShows, givenBack, walkUps, emptied, emptyMin, rooms, inUse: figures.slice(8) };
}

type ZoneLists = { readonly ticks: readonly number[]; readonly published: readonly number[] };

function zonesWith(zones: readonly ZoneId[], { ticks, published }: ZoneLists): readonly ZoneDay[] {
  return zones.map((zone, n) => {
    const [from, middle, to] = [n * ofZone, n * ofZone + 24, (n + 1) * ofZone];
    return {
      ...{ zone, told: ticks.slice(from, middle), untold: ticks.slice(middle, to) },
      ...{ total: published.slice(from, middle), most: published.slice(middle, to) },
    };
  });
}
