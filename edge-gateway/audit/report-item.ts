// One thing that is processed, with what a works council and a data protection officer ask of it. `proof` names tests that
// are in this repository; test/audit/processing-report.test.ts looks whether they are there and say what is claimed.

/** A test file and the rules (R, product rules) and statements (S, privacy.md 2.3) it carries in the names of its tests. */
export type Proof = { readonly test: string; readonly says: readonly string[] };

export type ReportItem = {
  readonly title: string;
  readonly what: string;
  readonly ofWhom: string;
  /** Why, and on which basis: a proposal, the controller decides. */
  readonly basis: string;
  /** Memory or disk, and to whom it is sent. */
  readonly where: string;
  readonly howLong: string;
  readonly stop: string;
  readonly proof: readonly Proof[];
};

export function proof(test: string, ...says: readonly string[]): Proof {
  return { test, says };
}

export const consentBasis =
  'Consent of each person, freely given and taken back at any time without disadvantage (GDPR article 6(1)(a) and 7); in ' +
  'Germany together with an agreement with the works council (BetrVG section 87(1) no. 6).';
export const bookingBasis =
  'Needed for booking and using a workplace (GDPR article 6(1)(b) or (f), article 88 with national law).';
export const accountBasis = 'Needed to show that the rules are kept (GDPR articles 5(2), 6(1)(c) and (f), 32).';
