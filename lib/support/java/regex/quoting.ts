/**
 * Writes `\Q…\E` out: what stands inside gets a backslash for each character that could be syntax. Java does the same
 * before it parses, so the indexes of its errors count in the result.
 *
 * @param codePoints the pattern
 */
export function writeOutQuotes(codePoints: readonly number[]): readonly number[] {
  const first = firstQuote(codePoints);
  if (first < 0) return codePoints;
  const written = codePoints.slice(0, first);
  let inQuote = true;
  let atQuoteStart = true;
  for (let i = first + 2; i < codePoints.length;) {
    const codePoint = codePoints[i++] ?? 0;
    if (codePoint === BACKSLASH) {
      const follower = codePoints[i];
      if (inQuote && follower === UPPER_E) {
        i++;
        inQuote = false;
      } else if (inQuote) {
        written.push(BACKSLASH, BACKSLASH);
      } else if (follower === UPPER_Q) {
        i++;
        inQuote = true;
        atQuoteStart = true;
        continue;
      } else {
        written.push(codePoint);
        if (follower !== undefined) {
          written.push(follower);
          i++;
        }
      }
    } else if (codePoint > 127 || isAsciiLetter(codePoint)) {
      written.push(codePoint);
    } else if (isAsciiDigit(codePoint)) {
      // A digit after `\1\Q` must not become part of what stands before the quote: it is written `\x3n`.
      if (atQuoteStart) written.push(BACKSLASH, LOWER_X, DIGIT_3);
      written.push(codePoint);
    } else {
      if (inQuote) written.push(BACKSLASH);
      written.push(codePoint);
    }
    atQuoteStart = false;
  }
  return written;
}

const BACKSLASH = 0x5c;
const UPPER_Q = 0x51;
const UPPER_E = 0x45;
const LOWER_X = 0x78;
const DIGIT_3 = 0x33;

export const isAsciiDigit = (codePoint: number): boolean => codePoint >= 0x30 && codePoint <= 0x39;
export const isAsciiLetter = (codePoint: number): boolean => {
  const lower = codePoint | 32;
  return lower >= 0x61 && lower <= 0x7a;
};

function firstQuote(codePoints: readonly number[]): number {
  for (let i = 0; i < codePoints.length - 1;) {
    if (codePoints[i] !== BACKSLASH) i += 1;
    else if (codePoints[i + 1] === UPPER_Q) return i;
    else i += 2;
  }
  return -1;
}
