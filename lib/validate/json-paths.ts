import type { Place, RestApi } from '../model/index.js';
import { references, VtlSyntaxError } from '../vtl/index.js';
import { templatesOf } from './templates.js';

/** A JSONPath that a definition writes out. */
export interface WrittenPath {
  readonly path: string;
  /** The place of an offset of the path. */
  readonly placeAt: (offset: number) => Place;
}

/** The paths that templates give to `$input.path` and `$input.json` as literal texts. */
export function pathsOf(api: RestApi): readonly WrittenPath[] {
  return templatesOf(api).flatMap(({ parsed, placeAt }) => {
    if (parsed instanceof VtlSyntaxError) return [];
    return references(parsed).flatMap(({ name, members, call }): readonly WrittenPath[] => {
      const argument = call?.argument;
      if (name !== 'input' || members.length > 0 || argument === undefined) return [];
      if (call?.name !== 'json' && call?.name !== 'path') return [];
      // The text begins behind its quote.
      return [{ path: argument.text, placeAt: (offset) => placeAt(argument.start + 1 + offset) }];
    });
  });
}
