// The id of a tap (UUID version 4). A page on plain http lacks crypto.randomUUID, so the bytes are shaped here then.

import { EventId } from '#shared/model/ids.ts';

type Chance = Pick<Crypto, 'getRandomValues'> & { readonly randomUUID?: () => string };

export function newEventId(chance: Chance = crypto): EventId {
  if (chance.randomUUID) return EventId.parse(chance.randomUUID());
  const bytes = chance.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, i) => shaped(byte, i).toString(16).padStart(2, '0')).join('');
  return EventId.parse(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
}

/** RFC 9562 section 5.4: version in byte 6, variant in byte 8. */
function shaped(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x40;
  return index === 8 ? (byte & 0x3f) | 0x80 : byte;
}
