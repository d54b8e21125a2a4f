/** What work in steps comes to, all of them made at once: for when nobody has to be let in between. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
