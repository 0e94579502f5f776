import { canonicalText } from '../json.js';
import { isList } from '../normal-schema.js';
import { unless, type Keyword } from './keyword.js';

const types = ['array'] as const;

/** Keywords about arrays as a whole; `items` is about their items. */
export const ARRAY_KEYWORDS: readonly Keyword[] = [
  {
    name: 'additionalItems',
    types,
    check({ additionalItems, items }, value) {
      if (additionalItems !== false || items === undefined || !isList(items) || !Array.isArray(value)) return [];
      return unless(
        value.length <= items.length,
        () => `schema only allows ${items.length} elements in array but instance has ${value.length} elements`,
      );
    },
  },
  {
    name: 'maxItems',
    types,
    check({ maxItems = Infinity }, value) {
      return !Array.isArray(value) || value.length <= maxItems
        ? []
        : [`array is too long: must have at most ${maxItems} elements but instance has ${value.length} elements`];
    },
  },
  {
    name: 'minItems',
    types,
    check({ minItems = 0 }, value) {
      return !Array.isArray(value) || value.length >= minItems
        ? []
        : [`array is too short: must have at least ${minItems} elements but instance has ${value.length} elements`];
    },
  },
  {
    name: 'uniqueItems',
    types,
    check({ uniqueItems }, value) {
      return unless(
        uniqueItems !== true || !Array.isArray(value) || !hasDuplicates(value),
        () => 'array must not contain duplicate elements',
      );
    },
  },
];

/** Looked up, never compared one with the other: a body may have a million items. */
export function hasDuplicates(items: readonly unknown[]): boolean {
  const scalars = new Set<unknown>();
  const containers = new Set<string>();
  return items.some((item) => {
    const isContainer = typeof item === 'object' && item !== null;
    return isContainer ? !isNew(containers, canonicalText(item)) : !isNew(scalars, item);
  });
}

function isNew<T>(known: Set<T>, item: T): boolean {
  const { size } = known;
  return known.add(item).size > size;
}
