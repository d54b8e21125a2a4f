import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPrivacyDocument } from '#gateway/people/privacy-document.ts';

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A booking system with these texts, and the version in force. */
function library(texts: Record<string, string>, version = '1') {
  const asked: string[] = [];
  const inForce = { version, sha256: sha256Of(texts[version] ?? '') };
  const read = createPrivacyDocument({
    inForce: () => inForce,
    fetch: async (wanted) => {
      asked.push(wanted);
      return texts[wanted] ?? null;
    },
  });
  return { read, asked, inForce, texts };
}

test('R25: the text in force is fetched once and kept', async () => {
  const { read, asked } = library({ 1: 'Thirty minutes.' });
  expect([await read(), await read(), asked]).toEqual(['Thirty minutes.', 'Thirty minutes.', ['1']]);
});

test('R25 S24: a text with another hash than the one in force is not shown, and asked for again', async () => {
  const { read, asked, texts, inForce } = library({ 1: 'Thirty minutes.' });
  texts[1] = 'Thirty years.';
  expect([await read(), await read()]).toEqual([null, null]);
  expect(asked).toEqual(['1', '1']);
  inForce.sha256 = sha256Of('Thirty years.');
  expect(await read()).toBe('Thirty years.');
});

test('S24: a new version replaces the kept one at once, also when it can’t be had', async () => {
  const { read, texts, inForce } = library({ 1: 'Thirty minutes.' });
  await read();
  Object.assign(inForce, { version: '2', sha256: sha256Of('Ten minutes.') });
  expect(await read()).toBeNull();
  texts[2] = 'Ten minutes.';
  expect(await read()).toBe('Ten minutes.');
});
