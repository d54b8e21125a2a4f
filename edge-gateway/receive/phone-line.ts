// What a phone may do on its connection to our broker: say on one topic what it hears, and nothing else. Whose phone it
// is is asked for every message, so a consent that ended also ends the connection it came over.

import { phoneLine } from '#shared/wire/ranging.ts';
import type { Phone } from './phone-access.ts';
import type { BrokerRefusal } from './refusal-reasons.ts';
import type { Deliver } from './tag-feed.ts';

type Packet = { readonly topic: string; readonly payload: Uint8Array | string; readonly retain: boolean };

type Hands = {
  readonly takeToken: (phone: Phone) => boolean;
  readonly deliver: Deliver;
  readonly stampMs: () => number;
  readonly refuse: (why: BrokerRefusal) => void;
};

/** Delivers or counts a publish of a phone. False when the connection has to end: the phone is nobody's any more. */
export function takeRanging(phone: Phone, { topic, payload, retain }: Packet, hands: Hands): boolean {
  const subject = phone.owner();
  if (subject === null) {
    // Counted like a wrong secret, which it now is: a figure of its own would tell when somebody withdraws.
    hands.refuse('login');
    return false;
  }
  if (!hands.takeToken(phone)) hands.refuse('rate');
  // What is to be kept may be old when it is read, and a place is now or never.
  else if (topic !== phoneLine.topic || retain) hands.refuse('publish-denied');
  else {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    hands.deliver({ kind: 'ranging', subject, payload: bytes, heardAtBootMs: hands.stampMs() });
  }
  return true;
}
