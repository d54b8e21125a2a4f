/** The default branch of an exhaustive switch: does not compile while a case is missing, throws when data lied about its type. */
export function assertNever(value: never): never {
  throw new Error(`A case is missing in a switch for ${JSON.stringify(value)}`);
}
