// A gate for tests: a document and a clock that a test moves, and what was told of withdrawals.

import { type Consent, createConsent } from '#gateway/consent/consent.ts';
import { LocationConsent } from '#shared/model/consent.ts';
import { AnchorId, type TagId } from '#shared/model/ids.ts';
import type { Sighting } from '#shared/model/sighting.ts';

export type Gate = {
  readonly consent: Consent;
  readonly withdrawn: string[];
  readonly world: { version: string; wallMs: number };
};

/** Half past nine on a day whose midnight, in UTC, is `pausedUntilMs` of `tonight`. */
export const morningMs = Date.UTC(2027, 0, 15, 9, 30);
export const tonightMs = Date.UTC(2027, 0, 16);

export function openGate(onWithdrawn: (ref: string) => void = () => undefined): Gate {
  const withdrawn: string[] = [];
  const world = { version: 'v1', wallMs: morningMs };
  const consent = createConsent({
    documentVersion: () => world.version,
    wallMs: () => world.wallMs,
    randomKey: new Uint8Array(32).fill(7),
    onWithdrawn: (ref) => {
      withdrawn.push(ref);
      onWithdrawn(ref);
    },
  });
  return { consent, withdrawn, world };
}

type Given = { tags?: readonly TagId[]; rotating?: readonly string[]; documentVersion?: string; pausedUntilMs?: number };

export function given({ tags = [], documentVersion = 'v1', ...rest }: Given): LocationConsent {
  return LocationConsent.parse({ scopes: ['wall'], documentVersion, givenAtMs: 1, tags, phones: [], ...rest });
}

export function sightingOf(tag: TagId): Sighting {
  return { tag, anchor: AnchorId.parse('a1'), rssiDbm: -60, heardAtBootMs: 5 };
}
