// The native batch (wire formats 2.10): everything one receiver heard in a second, in one message.

import type { Heard, Message } from './heard.ts';

/** At most this many tags go into one message, so that it stays far below the broker's 8 KiB. */
const tagsPerMessage = 60;

/** `waypost/v1/rx/<room>/s` with `[tag, mean rssi, measured power or null, count]`. No message when nothing was heard. */
export function nativeSightings(room: string, heard: readonly Heard[]): readonly Message[] {
  return Array.from({ length: Math.ceil(heard.length / tagsPerMessage) }, (_, i) => ({
    topic: `waypost/v1/rx/${room}/s`,
    payload: JSON.stringify({
      v: 1,
      t: null,
      s: heard
        .slice(i * tagsPerMessage, (i + 1) * tagsPerMessage)
        .map((h) => [h.tag, Math.round(h.rssiDbm * 10) / 10, h.measuredPowerDbm ?? null, h.count]),
    }),
  }));
}
