// The receipt of a consent, for the person to keep (ISO/IEC TS 27560:2023): what they agreed to, with whom, under which
// notice, and how to take it back. It holds a reference and no name, tag or place, so that a lost one tells nothing.

import type { ConsentScope, LocationConsent } from '#shared/model/consent.ts';
import type { Person } from '#shared/model/person.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { ConsentReceipt } from '#shared/wire/receipt.ts';

type Event = ConsentReceipt['events'][number];

type ReceiptDeps = {
  readonly person: Person;
  readonly policy: Policy;
  /** What is known of pauses and earlier decisions, in any order; what is older than this consent is left out. */
  readonly history: readonly Event[];
  /** A fresh random id. */
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Whether the site has walls that could show a dot at all. */
  readonly wallDisplays: boolean;
  /** The names of the person's collaborator groups. */
  readonly groupNames: readonly string[];
};

/**
 * Null when there is nothing to certify: no consent, or one to a document that is no longer in force, whose hash the edge
 * does not know any more.
 */
export function receiptOf(deps: ReceiptDeps): ConsentReceipt | null {
  const { person, policy } = deps;
  const { location } = person;
  const { version, sha256 } = policy.consentDocument;
  if (location === undefined || location.documentVersion !== version) return null;
  return {
    schema: 'ISO/IEC TS 27560:2023',
    receiptId: deps.newId(),
    issuedAtMs: deps.nowMs,
    controller: policy.controller ?? notStated,
    dataProtectionOfficer: policy.dataProtectionOfficer || notStated,
    subject: person.ref,
    notice: { version, sha256 },
    purpose: 'indoor-location',
    legalBasis: 'consent',
    data: ['place in the building', 'identifier of the tag'],
    scopes: allScopes.filter((scope) => location.scopes.includes(scope)),
    recipients: recipientsOf(location, deps),
    retention: 'PT30M',
    givenAtMs: location.givenAtMs,
    method: 'signed-in page, active choice',
    withdrawal: 'At any time on the page /me: switch location off. It takes effect at once.',
    events: eventsOf(location, deps.history),
  };
}

const notStated = 'not stated by the booking system';
const allScopes: readonly ConsentScope[] = ['group', 'company', 'wall'];

function recipientsOf({ scopes }: LocationConsent, { groupNames, wallDisplays }: ReceiptDeps): string[] {
  const groups = groupNames.length > 0 ? `colleagues in ${groupNames.join(', ')}` : 'colleagues in your groups (none at present)';
  const walls = wallDisplays ? 'whoever looks at a wall display' : 'whoever looks at a wall display (none at present)';
  return [
    'yourself',
    ...(scopes.includes('group') ? [groups] : []),
    ...(scopes.includes('company') ? ['everybody in the company who is signed in'] : []),
    ...(scopes.includes('wall') ? [walls] : []),
  ];
}

/** Begins with the consent itself, whether or not the history knows of it. */
function eventsOf({ givenAtMs }: LocationConsent, history: readonly Event[]): Event[] {
  const given: Event = { atMs: givenAtMs, state: 'given' };
  const later = history.filter(({ atMs, state }) => atMs > givenAtMs || (atMs === givenAtMs && state !== 'given'));
  return [given, ...later.toSorted((a, b) => a.atMs - b.atMs)];
}
