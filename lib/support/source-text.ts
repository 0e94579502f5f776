/** A place in a text, counted from 1 as editors do; columns count UTF-16 units. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text: offsets in UTF-16 units, the end excluded. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
}

const LINE_END = /\r\n|\n|\r/g;

/** Longest line that an excerpt shows; more is cut on either side of the caret. */
const EXCERPT_WIDTH = 120;

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): SourcePosition {
  let line = 1;
  let lineStart = 0;
  for (const match of text.matchAll(LINE_END)) {
    const next = match.index + match[0].length;
    if (next > offset) break;
    line++;
    lineStart = next;
  }
  return { line, column: offset - lineStart + 1 };
}

/** `positionAt` for a text in which many offsets are asked for: its lines are found once. */
export function positionFinder(text: string): (offset: number) => SourcePosition {
  let lineStarts: readonly number[] | undefined;
  return (offset) => {
    lineStarts ??= [0, ...Array.from(text.matchAll(LINE_END), (match) => match.index + match[0].length)];
    let [low, high] = [0, lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };
}

/**
 * The line of an offset with a caret below the column.
 *
 * @example
 * excerptAt('a\n#if($x\n', 2) // '2 | #if($x\n  | ^'
 */
export function excerptAt(text: string, offset: number, position = positionAt(text, offset)): string {
  const { line, column } = position;
  // Nothing else of the line is looked at: it may be megabytes long, and many places in it shown.
  const skipped = Math.max(0, column - 1 - EXCERPT_WIDTH);
  const lineStart = offset - (column - 1) + skipped;
  const [rest = ''] = text.slice(lineStart, offset + EXCERPT_WIDTH + 1).split(/[\r\n]/, 1);
  const caret = column - 1 - skipped;
  const from = Math.max(0, Math.min(caret - EXCERPT_WIDTH / 2, rest.length - EXCERPT_WIDTH));
  const isCut = skipped + from > 0;
  const shown = `${isCut ? '…' : ''}${rest.slice(from, from + EXCERPT_WIDTH)}${from + EXCERPT_WIDTH < rest.length ? '…' : ''}`;
  const number = String(line);
  // Tabs stay tabs below themselves, so that the caret stands where it should whatever their width.
  const indent = rest.slice(from, caret).replace(/[^\t]/g, ' ');
  return `${number} | ${shown}\n${' '.repeat(number.length)} | ${isCut ? ' ' : ''}${indent}^`;
}
