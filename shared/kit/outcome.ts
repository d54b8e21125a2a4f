// Expected failures are values. A caller has to look at `ok` before it can reach the value, so no reason is lost.

export type Outcome<T, Why extends string = string> = { readonly ok: true; readonly value: T } | Refusal<Why>;

/** A failure that was expected: `why` is for code, `detail` is a sentence for a person and never holds personal data. */
export type Refusal<Why extends string = string> = { readonly ok: false; readonly why: Why; readonly detail?: string };

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused<Why extends string>(why: Why, detail?: string): Refusal<Why> {
  return detail === undefined ? { ok: false, why } : { ok: false, why, detail };
}
