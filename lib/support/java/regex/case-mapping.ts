/**
 * Simple case mappings, one code point to one, as `java.lang.Character` has them. JavaScript's `toUpperCase` and
 * `toLowerCase` are the full mappings (`ß` becomes `SS`); where those give several code points the simple mapping is
 * the code point itself, but for the Greek letters with iota subscript and for `İ`.
 */
export function simpleUpperCase(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x61 && codePoint <= 0x7a ? codePoint - 32 : codePoint;
  const only = onlyCodePoint(String.fromCodePoint(codePoint).toUpperCase());
  if (only !== undefined) return only;
  const row = codePoint & ~0xf;
  if (row === 0x1f80 || row === 0x1f90 || row === 0x1fa0) return codePoint | 8;
  if (codePoint === 0x1fb3 || codePoint === 0x1fc3 || codePoint === 0x1ff3) return codePoint + 9;
  return codePoint;
}

export function simpleLowerCase(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 32 : codePoint;
  if (codePoint === 0x130) return 0x69;
  return onlyCodePoint(String.fromCodePoint(codePoint).toLowerCase()) ?? codePoint;
}

function onlyCodePoint(text: string): number | undefined {
  const first = text.codePointAt(0);
  if (first === undefined) return undefined;
  return text.length === (first > 0xffff ? 2 : 1) ? first : undefined;
}
