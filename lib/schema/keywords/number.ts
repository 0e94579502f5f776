import { isMultipleOf } from '../json.js';
import { printed, unless, type Keyword } from './keyword.js';

const types = ['integer', 'number'] as const;

/** Keywords about numbers. */
export const NUMBER_KEYWORDS: readonly Keyword[] = [
  {
    name: 'maximum',
    types,
    check({ maximum = Infinity, exclusiveMaximum }, value) {
      if (typeof value !== 'number' || value < maximum) return [];
      if (value > maximum) {
        return [
          `numeric instance is greater than the required maximum (maximum: ${printed(maximum)}, found: ${printed(value)})`,
        ];
      }
      return unless(
        exclusiveMaximum !== true,
        () => `numeric instance is not strictly lower than the required maximum ${printed(maximum)}`,
      );
    },
  },
  {
    name: 'minimum',
    types,
    check({ minimum = -Infinity, exclusiveMinimum }, value) {
      if (typeof value !== 'number' || value > minimum) return [];
      if (value < minimum) {
        return [
          `numeric instance is lower than the required minimum (minimum: ${printed(minimum)}, found: ${printed(value)})`,
        ];
      }
      return unless(
        exclusiveMinimum !== true,
        () => `numeric instance is not strictly greater than the required minimum ${printed(minimum)}`,
      );
    },
  },
  {
    name: 'multipleOf',
    types,
    check({ multipleOf = 1 }, value) {
      return unless(
        typeof value !== 'number' || isMultipleOf(value, multipleOf),
        () => `remainder of division is not zero (${printed(value)} / ${printed(multipleOf)})`,
      );
    },
  },
];
