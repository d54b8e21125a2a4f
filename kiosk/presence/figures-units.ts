// Minutes and hours as they stand beside a figure.

import type { FiguresWords } from '#kiosk/i18n/use-figures-words.ts';

export function minutesWords(minutes: number | null, words: FiguresWords): string {
  return minutes === null ? words.say('figures.notTold') : words.say('figures.minutes.value', { n: Math.round(minutes) });
}

export function hoursWords(hours: number, words: FiguresWords): string {
  return words.say('figures.hours.value', { n: words.number(hours) });
}
