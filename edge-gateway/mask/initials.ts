// What of a name fits on a small mark and says little: one or two letters. Names come in every script and spelling, so
// this counts in graphemes, not in code units.

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Signs of these blocks stand for themselves; most names need no segmenter, which is slow for a board of hundreds. */
const plainLatin = /^[\u0020-\u024f]*$/;
const noLetter = '•';

/**
 * First and last word's first letter in upper case: "ada king lovelace" is "AL", "Lovelace, Ada" is "AL", "Jean-Luc" is
 * "JL", "Prince" is "P". Never the whole name: where every word has a single letter, only the first is given. A name
 * without any letter or digit gives a dot.
 */
export function initials(displayName: string): string {
  const words = wordsOf(tidy(displayName));
  const wholeWouldShow = words.every((letters) => letters.length === 1);
  const ends = words.length > 1 && !wholeWouldShow ? [words[0], words.at(-1)] : words.slice(0, 1);
  const shown = ends.map((letters) => upperCase(letters?.[0] ?? '')).join('');
  return shown === '' ? noLetter : shown;
}

/** A name as it may stand on a screen: one line, without control or direction signs that could disguise it. */
export function tidy(displayName: string): string {
  return displayName.normalize('NFC').replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim();
}

/** First letters of each word that has any, given name first; a single hyphenated word counts as two. */
function wordsOf(name: string): string[][] {
  const [family, given] = name.split(',', 2);
  const words = (given === undefined ? name : `${given} ${family}`).split(' ').filter((word) => firstLetters(word).length > 0);
  const parts = words.length === 1 ? (words[0] ?? '').split(/\p{Pd}/u) : words;
  return parts.map(firstLetters).filter((letters) => letters.length > 0);
}

/** Up to two letters or digits of a word: the one to show, and whether it is the only one. */
function firstLetters(word: string): string[] {
  const letters: string[] = [];
  for (const sign of signsOf(word)) {
    if (/^[\p{L}\p{N}]/u.test(sign)) letters.push(sign);
    if (letters.length === 2) break;
  }
  return letters;
}

function* signsOf(text: string): Generator<string> {
  if (plainLatin.test(text)) yield* text;
  else for (const { segment } of graphemes.segment(text)) yield segment;
}

/** "ß" grows to "SS" in upper case: one sign stays one sign. */
function upperCase(letter: string): string {
  return signsOf(letter.toUpperCase()).next().value ?? '';
}
