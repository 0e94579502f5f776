let segmenter: Intl.Segmenter | undefined;

/** A grapheme is rarely longer than a dozen characters; so many are looked at first. */
const USUAL_LENGTH = 64;

/**
 * Where the extended grapheme cluster that begins at a place ends: `\X`.
 *
 * Assumed: the clusters of this JavaScript engine's version of Unicode.
 */
export function endOfGrapheme(input: string, position: number): number {
  const first = input.codePointAt(position) ?? 0;
  // Half a surrogate pair stands alone.
  if (first >= 0xd800 && first <= 0xdfff) return position + 1;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (let window = USUAL_LENGTH; ; window *= 4) {
    const text = input.slice(position, position + window);
    const end = segmenter.segment(text).containing(0)?.segment.length ?? 0;
    if (end < text.length || position + window >= input.length) return position + end;
  }
}

/** Whether a place lies between two graphemes, at the start or at the end: `\b{g}`. */
export function isGraphemeBoundary(input: string, position: number): boolean {
  if (position === 0 || position === input.length) return true;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(input).containing(position)?.index === position;
}
