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
type Claims = Map<SubjectRef, Claim>;

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
      for (const witness of look.witnesses) {
        if (!isStrong(witness)) continue;
        const of = claims.get(witness.by.anchor) ?? new Map<SubjectRef, Claim>();
        claims.set(witness.by.anchor, of);
        const claim = claimed(of.get(subject), witness, look, company);
        dropOld(of, look.atMs);
        keep(of, subject, claim);
        const distrusted = isDistrusted(of, look.atMs);
        company.learn(witness, look, distrusted);
        const supported = look.witnesses.length > 1 && !isRecent(claim.contradictedAtMs, look.atMs);
        if (distrusted && !supported) doubt = 'one-anchor';
      }
      return doubt;
    },
    forget: (subject) => {
      for (const of of claims.values()) of.delete(subject);
    },
  };
}

function claimed(before: Claim | undefined, witness: Witness, look: Look, company: Company): Claim {
  const alone = company.isMissed(witness, look) ? (before?.alone ?? 0) + 1 : 0;
  const elsewhere = !isBacked(witness, look) && (isElsewhere(witness, look) || isOutvoted(witness, look));
  const contradicted = elsewhere || alone >= aloneAtLeast;
  const contradictedAtMs = contradicted ? look.atMs : (before?.contradictedAtMs ?? Number.NEGATIVE_INFINITY);
  return { atMs: look.atMs, contradictedAtMs, alone };
}

/** The engine is sure that they are far from the anchor that hears them so well. */
function isElsewhere(witness: Witness, look: Look): boolean {
  return look.radius68M <= sureWithinM && betweenM(witness.by, look) > elsewhereM + look.radius68M;
}

/** Another anchor near it hears them as well: then it is not this one that makes them up. */
function isBacked(witness: Witness, look: Look): boolean {
  return othersStrong(witness, look).some((other) => betweenM(other.by, witness.by) <= neighbourM);
}

/** Two others, far away, hear them as well, while the engine follows this one. */
function isOutvoted(witness: Witness, look: Look): boolean {
  const others = othersStrong(witness, look);
  return others.length >= 2 && others.every((other) => betweenM(other.by, witness.by) > 2 * elsewhereM);
}

function othersStrong(witness: Witness, look: Look): readonly Witness[] {
  return look.witnesses.filter((other) => other.by !== witness.by && isStrong(other));
}

function isStrong({ meanDbm, by }: Witness): boolean {
  const excessDb = meanDbm - by.expectedAtOneMetreDbm;
  return Number.isFinite(excessDb) && excessDb >= strongDb;
}

function isDistrusted(of: Claims, nowMs: number): boolean {
  let contradicted = 0;
  for (const claim of of.values()) if (isRecent(claim.contradictedAtMs, nowMs)) contradicted++;
  return contradicted >= fewestContradicted && contradicted >= contradictedShare * of.size;
}

/** Claims are in the order of their last moment. */
function dropOld(of: Claims, nowMs: number): void {
  for (const [subject, { atMs }] of of) {
    if (isRecent(atMs, nowMs)) return;
    of.delete(subject);
  }
}

function keep(of: Claims, subject: SubjectRef, claim: Claim): void {
  of.delete(subject);
  if (of.size < mostClaims) of.set(subject, claim);
}

/** A moment in the future is none: the clock went back. */
function isRecent(atMs: number, nowMs: number): boolean {
  return atMs <= nowMs && nowMs - atMs < claimMs;
}
