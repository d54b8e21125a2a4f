// Somebody has to carry the recorded tag: a person of the demo company who agrees to be seen on the wall.

import { Snapshot } from '#shared/booking-api/contract.ts';
import type { LocationConsent } from '#shared/model/consent.ts';
import type { TagId } from '#shared/model/ids.ts';

/** Gives `tag` to the first person who lets their name be shown, with consent to all scopes. Rejects with a sentence. */
export async function giveTag(bookingUrl: string, token: string, tag: TagId): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const reply = await fetch(`${bookingUrl}/sync/snapshot`, { headers });
  const { people, policy } = Snapshot.parse(await reply.json());
  const carrier = people.find((person) => person.visibility === 'show') ?? people[0];
  const location: LocationConsent = {
    scopes: ['group', 'company', 'wall'],
    documentVersion: policy.consentDocument.version,
    givenAtMs: 0,
    tags: [tag],
    phones: [],
  };
  const body = JSON.stringify({ visibility: 'show', location });
  const given = await fetch(`${bookingUrl}/_demo/people/${carrier?.ref}`, { method: 'POST', headers, body });
  if (!given.ok) throw new Error(`The demo booking system did not take the tag (status ${given.status}).`);
}
