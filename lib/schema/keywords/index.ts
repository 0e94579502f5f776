import { ANY_KEYWORDS } from './any.js';
import { ARRAY_KEYWORDS } from './array.js';
import type { Keyword } from './keyword.js';
import { NUMBER_KEYWORDS } from './number.js';
import { OBJECT_KEYWORDS } from './object.js';
import { STRING_KEYWORDS } from './string.js';

/** All keywords that say something about a value itself, in the order in which API Gateway's library checks them: by name. */
export const KEYWORDS: readonly Keyword[] = [
  ...ANY_KEYWORDS,
  ...NUMBER_KEYWORDS,
  ...STRING_KEYWORDS,
  ...ARRAY_KEYWORDS,
  ...OBJECT_KEYWORDS,
].sort((left, right) => (left.name < right.name ? -1 : 1));
