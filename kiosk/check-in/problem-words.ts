// Why the pad could not do something, and what the person does next.

import type { MessageId } from '#kiosk/i18n/en.ts';
import type { Words } from '#kiosk/i18n/use-words.ts';
import type { PadProblem } from './pad-state.ts';

export type ProblemWords = { readonly title: string; readonly next: string };

export function problemWords(problem: PadProblem, words: Words): ProblemWords {
  const title: MessageId = `refusal.${problem.why}`;
  if (problem.why === 'locked') return { title: words.say(title), next: lockedNext(problem.retryAfterMs, words) };
  const next: MessageId = `refusal.${problem.why}.next`;
  return { title: words.say(title), next: words.say(next) };
}

function lockedNext(retryAfterMs: number | undefined, words: Words): string {
  if (retryAfterMs === undefined) return words.say('refusal.locked.nextUnknown');
  return words.say('refusal.locked.next', { minutes: Math.max(1, Math.ceil(retryAfterMs / 60_000)) });
}
