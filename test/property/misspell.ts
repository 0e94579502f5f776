import fc from 'fast-check';

/** Ways to get a word wrong. */
export const misspellings = fc.constantFrom<((word: string) => string)[]>(
  (word) => `${word}x`,
  (word) => word.slice(1),
  (word) => word.slice(0, -1),
  (word) => (word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase()),
  () => '',
);

/** A document in JSON with one of its words misspelled; undefined: it has no word. */
export function misspellOneWord(
  json: string,
  at: number,
  misspell: (word: string) => string,
): { readonly json: string; readonly what: string } | undefined {
  const words = [...json.matchAll(/"((?:[^"\\]|\\.)+)"/g)];
  const word = words[at % words.length];
  if (word === undefined) return undefined;
  const end = word.index + word[0].length;
  return {
    json: `${json.slice(0, word.index)}${JSON.stringify(misspell(JSON.parse(word[0]) as string))}${json.slice(end)}`,
    what: `${word[0]} at ${word.index} of ${json}`,
  };
}
