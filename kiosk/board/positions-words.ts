// Why nobody can be located here, or which risk was accepted, in short words: the same on walls and on people's own pages.

import type { Words } from '#kiosk/i18n/use-words.ts';
import type { GateName, PositionsState } from '#shared/model/positions.ts';

/** "not safe enough here (swap on disk)"; null while people can be located. */
export function offWords({ on, why, failing }: PositionsState, words: Words): string | null {
  if (on) return null;
  if (why === 'gates') return words.say('positions.why.gates', { gates: gateWords(failing, words) });
  return words.say(`positions.why.${why ?? 'switched-off'}`);
}

/** "swap on disk, no watchdog"; null without an accepted risk, or while nobody is located at all. */
export function acceptedWords({ on, accepted }: PositionsState, words: Words): string | null {
  return on && accepted.length > 0 ? gateWords(accepted, words) : null;
}

function gateWords(gates: readonly GateName[], words: Words): string {
  return words.list(gates.map((gate) => words.say(`positions.gate.${gate}`)));
}
