// One scanner that makes up tags, or whose login was stolen, can put anybody anywhere. It is found out across subjects: it
// says of several people that they stand beside it while the other anchors know better. An anchor alone in a wing, which
// nobody contradicts, stays believed.

import type { Doubt } from '#shared/model/fix.ts';
import type { AnchorId, SubjectRef } from '#shared/model/ids.ts';
import { type Company, createCompany } from './company.ts';
import { betweenM, type Look, type Witness } from './look.ts';

export type AnchorTrust = {
  /** 'one-anchor' when this look rests on an anchor that makes people up; also what it learns from. */
  readonly look: (subject: SubjectRef, look: Look) => Doubt | null;
  /** Drops all that is held of them; to be called whenever the engine forgets somebody. */
  readonly forget: (subject: SubjectRef) => void;
};

/** What an anchor said of one subject: when they were last said to be near it, when that was last contradicted. */
type Claim = { readonly atMs: number; readonly contradictedAtMs: number; readonly alone: number };
/** What one anchor said of everybody, in the order of the last moments, and when one of them was last contradicted. */
type Claims = { readonly of: Map<SubjectRef, Claim>; contradictedAtMs: number };

/** Strong is what is heard three metres away in free space. */
const strongDb = -9.5;
const elsewhereM = 10;
const neighbourM = 15;
const sureWithinM = 3;
const claimMs = 60_000;
const fewestContradicted = 3;
/** An anchor that many stand beside may be wrong about some of them. */
const contradictedShare = 0.25;
/** Looks in a row without the company an anchor usually has. */
const aloneAtLeast = 10;
const mostClaims = 256;

/** Holds of each subject only which anchors they were near, for a minute at most; bounded per anchor. */
export function createAnchorTrust(): AnchorTrust {
  const claims = new Map<AnchorId, Claims>();
  const company = createCompany();
  return {
    look: (subject, look) => {
      if (!Number.isFinite(look.atMs)) return null;
      company.heard(look);
      let doubt: Doubt | null = null;
      const strong = look.witnesses.filter(isStrong);
      for (const witness of strong) {
        const said = claimsOf(claims, witness.by.anchor);
        const claim = claimed(said.of.get(subject), witness, { look, strong, company });
        dropOld(said, look.atMs);
        keep(said, subject, claim);
        const distrusted = isDistrusted(said, look.atMs);
        company.learn(witness, look, distrusted);
        const supported = look.witnesses.length > 1 && !isRecent(claim.contradictedAtMs, look.atMs);
        if (distrusted && !supported) doubt = 'one-anchor';
      }
      return doubt;
    },
    forget: (subject) => {
      for (const { of } of claims.values()) of.delete(subject);
    },
  };
}

function claimsOf(claims: Map<AnchorId, Claims>, anchor: AnchorId): Claims {
  const known = claims.get(anchor);
  if (known) return known;
  const said = { of: new Map<SubjectRef, Claim>(), contradictedAtMs: Number.NEGATIVE_INFINITY };
  claims.set(anchor, said);
  return said;
}

/** A look, and those of its witnesses that are beside the subject, if they are right. */
type Heard = { readonly look: Look; readonly strong: readonly Witness[]; readonly company: Company };

function claimed(before: Claim | undefined, witness: Witness, { look, strong, company }: Heard): Claim {
  const alone = company.isMissed(witness, look) ? (before?.alone ?? 0) + 1 : 0;
  const elsewhere = (isElsewhere(witness, look) || isOutvoted(witness, strong)) && !isBacked(witness, strong);
  const contradicted = elsewhere || alone >= aloneAtLeast;
  const contradictedAtMs = contradicted ? look.atMs : (before?.contradictedAtMs ?? Number.NEGATIVE_INFINITY);
  return { atMs: look.atMs, contradictedAtMs, alone };
}

/** The engine is sure that they are far from the anchor that hears them so well. */
function isElsewhere(witness: Witness, look: Look): boolean {
  return look.radius68M <= sureWithinM && betweenM(witness.by, look) > elsewhereM + look.radius68M;
}

/** Another anchor near it hears them as well: then it is not this one that makes them up. */
function isBacked(witness: Witness, strong: readonly Witness[]): boolean {
  return strong.some((other) => other.by !== witness.by && betweenM(other.by, witness.by) <= neighbourM);
}

/** Two others, far away, hear them as well, while the engine follows this one. */
function isOutvoted(witness: Witness, strong: readonly Witness[]): boolean {
  if (strong.length < 3) return false;
  return strong.every((other) => other.by === witness.by || betweenM(other.by, witness.by) > 2 * elsewhereM);
}

function isStrong({ meanDbm, by }: Witness): boolean {
  const excessDb = meanDbm - by.expectedAtOneMetreDbm;
  return Number.isFinite(excessDb) && excessDb >= strongDb;
}

function isDistrusted({ of, contradictedAtMs }: Claims, nowMs: number): boolean {
  if (nowMs - contradictedAtMs >= claimMs) return false;
  let contradicted = 0;
  for (const claim of of.values()) if (isRecent(claim.contradictedAtMs, nowMs)) contradicted++;
  return contradicted >= fewestContradicted && contradicted >= contradictedShare * of.size;
}

function dropOld({ of }: Claims, nowMs: number): void {
  for (const [subject, { atMs }] of of) {
    if (isRecent(atMs, nowMs)) return;
    of.delete(subject);
  }
}

function keep(said: Claims, subject: SubjectRef, claim: Claim): void {
  said.contradictedAtMs = Math.max(said.contradictedAtMs, claim.contradictedAtMs);
  said.of.delete(subject);
  if (said.of.size < mostClaims) said.of.set(subject, claim);
}

/** A moment in the future is none: the clock went back. */
function isRecent(atMs: number, nowMs: number): boolean {
  return atMs <= nowMs && nowMs - atMs < claimMs;
}
