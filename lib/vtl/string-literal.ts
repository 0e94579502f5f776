/** A string's text, and where in the template each of its characters came from. */
export interface StringText {
  readonly text: string;
  /** Whether the text is a template: double quotes around a `$` or `#`. */
  readonly isTemplate: boolean;
  /** Offset, within the image, of a character of the text. */
  readonly offsetOf: (index: number) => number;
}

/**
 * Reads a quoted string: a doubled quote stands for one, and in double quotes `\u0041` for `A`. No other backslash is
 * an escape.
 *
 * Observed: test/conformance/vtl/string.jsonl.
 *
 * @returns undefined if a `\u` is not followed by four hexadecimal digits, which Velocity fails on
 */
export function readStringLiteral(image: string): StringText | undefined {
  const quote = image.charAt(0);
  const inner = image.slice(1, -1);
  const isDouble = quote === '"';
  const offsets: number[] = [];
  let text = '';
  for (let i = 0; i < inner.length; i++) {
    offsets.push(i + 1);
    let character = inner.charAt(i);
    if (isDouble && character === '\\' && inner.charAt(i + 1) === 'u') {
      const digits = inner.slice(i + 2, i + 6);
      // Java's parseInt takes a sign.
      if (!/^(?:[0-9a-fA-F]{4}|[+-][0-9a-fA-F]{3})$/.test(digits)) return undefined;
      character = String.fromCharCode(Number.parseInt(digits, 16) & 0xffff);
      i += 5;
    }
    text += character;
    // The second quote of a pair, which may have been written either way.
    if (character === quote && inner.charAt(i + 1) === quote) i++;
  }
  return {
    text,
    isTemplate: isDouble && /[$#]/.test(image),
    offsetOf: (index) => offsets[index] ?? inner.length + 1,
  };
}
