import { isMultipleOf } from '../json.js';
import { keyword, printed, type Keyword } from './keyword.js';

/** Keywords about numbers. */
export const NUMBER_KEYWORDS: readonly Keyword<number>[] = [
  keyword('maximum', ({ maximum = Infinity, exclusiveMaximum = false }) => ({
    accepts: (value) => value < maximum || (value === maximum && !exclusiveMaximum),
    message: (value) =>
      value > maximum
        ? `numeric instance is greater than the required maximum (maximum: ${printed(maximum)}, found: ${printed(value)})`
        : `numeric instance is not strictly lower than the required maximum ${printed(maximum)}`,
  })),
  keyword('minimum', ({ minimum = -Infinity, exclusiveMinimum = false }) => ({
    accepts: (value) => value > minimum || (value === minimum && !exclusiveMinimum),
    message: (value) =>
      value < minimum
        ? `numeric instance is lower than the required minimum (minimum: ${printed(minimum)}, found: ${printed(value)})`
        : `numeric instance is not strictly greater than the required minimum ${printed(minimum)}`,
  })),
  keyword('multipleOf', ({ multipleOf = 1 }) => ({
    accepts: (value) => isMultipleOf(value, multipleOf),
    message: (value) => `remainder of division is not zero (${printed(value)} / ${printed(multipleOf)})`,
  })),
];
