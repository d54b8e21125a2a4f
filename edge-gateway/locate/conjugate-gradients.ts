// Solves a large system of equations of which only the product with a vector is known: the method of conjugate gradients
// (Hestenes & Stiefel 1952), for matrices that are symmetric and positive definite.

/** The answer is this much closer than nothing at all, and no more rounds than this are made. */
const relativeError = 1e-4;
const mostRounds = 200;

/** Solves A x = `right`, where `multiply` gives A times a vector; one step per round. */
export function* conjugateGradients(
  multiply: (vector: Float64Array) => Float64Array,
  right: Float64Array,
): Generator<void, Float64Array> {
  const x = new Float64Array(right.length);
  const rest = right.slice();
  const direction = right.slice();
  let size = dot(rest, rest);
  const enough = size * relativeError ** 2;
  for (let round = 0; round < mostRounds && size > enough; round++) {
    const along = multiply(direction);
    const far = size / dot(direction, along);
    addTimes(x, far, direction);
    addTimes(rest, -far, along);
    const before = size;
    size = dot(rest, rest);
    for (let i = 0; i < direction.length; i++) direction[i] = (rest[i] ?? 0) + (size / before) * (direction[i] ?? 0);
    yield;
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addTimes(to: Float64Array, factor: number, vector: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + factor * (vector[i] ?? 0);
}
