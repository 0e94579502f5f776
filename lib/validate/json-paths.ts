import { JsonPathSyntaxError, parsePath, type Path } from '../jsonpath/index.js';
import type { Place, RestApi, WebSocketApi } from '../model/index.js';
import { references, VtlSyntaxError } from '../vtl/index.js';
import { templatesOf } from './templates.js';

/** A JSONPath that a definition spells out. */
export interface WrittenPath {
  readonly source: string;
  readonly parsed: Path | JsonPathSyntaxError;
  /** The place of an offset of the source. */
  readonly placeAt: (offset: number) => Place;
}

/** The paths that templates pass to `$input.path` and `$input.json` as string literals. */
export function pathsOf(api: RestApi | WebSocketApi): readonly WrittenPath[] {
  return templatesOf(api).flatMap(({ parsed, placeAt }) => {
    if (parsed instanceof VtlSyntaxError) return [];
    return references(parsed).flatMap(({ name, members, call }): readonly WrittenPath[] => {
      const argument = call?.argument;
      if (name !== 'input' || members.length > 0 || argument === undefined) return [];
      if (call?.name !== 'json' && call?.name !== 'path') return [];
      const source = argument.text;
      // The string begins behind its quote.
      return [{ source, parsed: parse(source), placeAt: (offset) => placeAt(argument.start + 1 + offset) }];
    });
  });
}

function parse(source: string): Path | JsonPathSyntaxError {
  try {
    return parsePath(source);
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return error;
    throw error;
  }
}
