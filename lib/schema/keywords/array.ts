import { canonicalJson } from '../../support/canonical-json.js';
import { isList } from '../normal-schema.js';
import { keyword, type Keyword } from './keyword.js';

/** Keywords about arrays as a whole; `items` is about their items. */
export const ARRAY_KEYWORDS: readonly Keyword<readonly unknown[]>[] = [
  keyword('additionalItems', ({ additionalItems, items }) => {
    const allowed = additionalItems === false && items !== undefined && isList(items) ? items.length : Infinity;
    return {
      accepts: ({ length }) => length <= allowed,
      message: ({ length }) => `schema only allows ${allowed} elements in array but instance has ${length} elements`,
    };
  }),
  keyword('maxItems', ({ maxItems = Infinity }) => ({
    accepts: ({ length }) => length <= maxItems,
    message: ({ length }) =>
      `array is too long: must have at most ${maxItems} elements but instance has ${length} elements`,
  })),
  keyword('minItems', ({ minItems = 0 }) => ({
    accepts: ({ length }) => length >= minItems,
    message: ({ length }) =>
      `array is too short: must have at least ${minItems} elements but instance has ${length} elements`,
  })),
  keyword('uniqueItems', ({ uniqueItems }) => ({
    accepts: (items) => uniqueItems !== true || !hasDuplicates(items),
    message: () => 'array must not contain duplicate elements',
  })),
];

/** Looked up, never compared one with the other: a body may have a million items. */
function hasDuplicates(items: readonly unknown[]): boolean {
  const scalars = new Set<unknown>();
  const containers = new Set<string>();
  return items.some((item) => {
    const isContainer = typeof item === 'object' && item !== null;
    return isContainer ? !isNew(containers, canonicalJson(item)) : !isNew(scalars, item);
  });
}

function isNew<T>(known: Set<T>, item: T): boolean {
  const { size } = known;
  return known.add(item).size > size;
}
