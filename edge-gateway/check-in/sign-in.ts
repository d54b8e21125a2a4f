// Identifier and PIN at a wall: who it is, if anybody, and what they can do now. Unknown persons, persons without a PIN
// and wrong PINs take the same way, the same work and the same answer.

import type { Person } from '#shared/model/person.ts';
import type { PadRefusal, SignInReply, SignInRequest } from '#shared/wire/check-in.ts';
import type { PadSessions } from './pad-sessions.ts';
import { padView } from './pad-view.ts';
import { nobodysVerifier, standardCost, subjectKey, verifierKey, verifyPin } from './pin.ts';
import { createPinLimits } from './pin-limits.ts';
import type { CheckInDeps, PadDisplay } from './ports.ts';

/** Each check takes 32 MiB and a core for 80 ms; more at once would be felt on the map. */
const checksAtOnce = 2;

export function createSignIn(deps: CheckInDeps, sessions: PadSessions) {
  const limits = createPinLimits(deps.store.pinLimits, deps.clock);
  let checking = 0;
  let usualCost: { readonly n: number; readonly r: number; readonly p: number } = standardCost;

  const check = async (display: PadDisplay, body: SignInRequest): Promise<Person | PadRefusal> => {
    const person = deps.people.byIdentifier(body.identifier);
    const verifier = person?.pin ?? null;
    const attempt = {
      subject: subjectKey(body.identifier, deps.pepper),
      verifier: verifierKey(verifier, deps.pepper),
      display: display.id,
    };
    const no = limits.begin(attempt);
    if (no) return no;
    if (verifier) usualCost = verifier;
    const right = await verifyPin(body.pin, verifier ?? nobodysVerifier(usualCost), deps.pepper);
    if (!right || !person) return limits.wrong(attempt);
    limits.right(attempt);
    return person;
  };

  return async (display: PadDisplay, body: SignInRequest): Promise<SignInReply> => {
    if (!deps.people.loaded()) return { ok: false, why: 'not-ready' };
    if (checking >= checksAtOnce) return { ok: false, why: 'busy', retryAfterMs: 500 };
    checking += 1;
    try {
      const found = await check(display, body);
      if ('ok' in found) return found;
      return { ok: true, pad: padView(deps, display, found, sessions.begin(display.id, body.identifier)) };
    } finally {
      checking -= 1;
    }
  };
}
