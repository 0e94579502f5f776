/** Sixty-four bits as two unsigned halves: numbers hold no more than 53 bits exactly. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

const MULTIPLIER = 1_000_003;
const HALF = 2 ** 32;
const MOST_REMEMBERED = 4096;
const remembered = new Map<string, Hash64>();

/** Python 2.7's hash of a text (64-bit build, not randomized), over code points. */
export function hashText(text: string): Hash64 {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const hash = computeHash(text);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, hash);
  return hash;
}

function computeHash(text: string): Hash64 {
  const first = text.codePointAt(0);
  if (first === undefined) return { high: 0, low: 0 };
  let high = 0;
  let low = first * 128;
  let length = 0;
  for (const character of text) {
    const product = low * MULTIPLIER;
    high = (Math.imul(high, MULTIPLIER) + Math.floor(product / HALF)) >>> 0;
    low = ((product >>> 0) ^ (character.codePointAt(0) ?? 0)) >>> 0;
    length++;
  }
  return { high, low: (low ^ length) >>> 0 };
}
