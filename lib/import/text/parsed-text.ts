import type { Diagnostic, Json } from '../../model/index.js';
import { diagnostic } from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import { excerptAt, positionFinder } from '../../support/source-text.js';

/** A parsed text. Its value is data only: a key such as `__proto__` is a member like any other. */
export interface ParsedText {
  readonly value: Json;
  /** A key that stands twice in one object (`duplicate-key`), a tag that nobody knows (`unknown-property`). */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Where a value stands: the place of its key, or of the item of a list. A path that leads further than the text does
   * gives the place of what is there.
   */
  readonly locate: (path: TextPath) => TextPlace;
}

/** Keys and indices from the root. */
export type TextPath = readonly (string | number)[];

/** Ready to be spread into a diagnostic's place. */
export interface TextPlace {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/** `paths["/pets"].get.parameters[0]`. */
export function printTextPath(path: TextPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w$-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** The places of offsets in one text. */
export type PlaceAt = (offset: number) => TextPlace;

export function placesIn(text: string, file: string | undefined): PlaceAt {
  const positionOf = positionFinder(text);
  return (offset) => {
    const position = positionOf(offset);
    return { ...(file !== undefined && { file }), ...position, excerpt: excerptAt(text, offset, position) };
  };
}

export function duplicateKey(key: string, path: TextPath, place: TextPlace): Diagnostic {
  return diagnostic(
    'duplicate-key',
    { property: printTextPath(path), ...place },
    `The key ${JSON.stringify(key)} stands twice in one object, and the last one counts`,
  );
}

/** A text that is no JSON or no YAML. */
export function syntaxError(text: string, offset: number, file: string | undefined, message: string): SluiceError {
  const { line, column, excerpt } = placesIn(text, file)(offset);
  return new SluiceError('source-syntax', `Cannot read ${file ?? 'the text'}: ${message}`, {
    place: `${file ?? ''}:${line}:${column}`,
    excerpt,
  });
}
