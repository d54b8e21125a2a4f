/** A place on a floor: metres from the plan's top left corner, x to the right, y downwards (as on a screen). */
export type Point = { readonly x: number; readonly y: number };

/** Distance in metres. */
export function distanceM(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
