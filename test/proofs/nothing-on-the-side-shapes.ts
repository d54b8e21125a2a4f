// The shapes in which a word can lie on a disk: in UTF-8, in one byte a letter (as V8 keeps most strings), as UTF-16, and
// as base64 wherever it begins in a group of three.

/** Each as latin1 text, to be looked for in a file that was read as latin1. */
export function shapesOf(word: string): string[] {
  const plain = Buffer.from(word, 'utf8');
  const bases = [0, 1, 2].map((ahead) => {
    const encoded = Buffer.concat([Buffer.alloc(ahead), plain]).toString('base64');
    // What mixes with the neighbours on either side can't be looked for.
    return encoded.slice(ahead === 0 ? 0 : 4, -4);
  });
  return [
    plain.toString('latin1'),
    Buffer.from(word, 'latin1').toString('latin1'),
    Buffer.from(word, 'utf16le').toString('latin1'),
    ...bases,
  ];
}
