import { FORMATS } from '../formats.js';
import { codePointCount } from '../json.js';
import { unless, type Keyword } from './keyword.js';

const types = ['string'] as const;

/** Keywords about strings. */
export const STRING_KEYWORDS: readonly Keyword[] = [
  {
    name: 'format',
    types,
    check({ format = '' }, value) {
      const known = FORMATS.get(format);
      return known === undefined || typeof value !== 'string'
        ? []
        : unless(known.accepts(value), () => known.message(value));
    },
  },
  {
    name: 'maxLength',
    types,
    check({ maxLength = Infinity }, value) {
      if (typeof value !== 'string') return [];
      const length = codePointCount(value);
      return unless(
        length <= maxLength,
        () => `string "${value}" is too long (length: ${length}, maximum allowed: ${maxLength})`,
      );
    },
  },
  {
    name: 'minLength',
    types,
    check({ minLength = 0 }, value) {
      if (typeof value !== 'string') return [];
      const length = codePointCount(value);
      return unless(
        length >= minLength,
        () => `string "${value}" is too short (length: ${length}, required minimum: ${minLength})`,
      );
    },
  },
  {
    name: 'pattern',
    types,
    check({ pattern = '' }, value, validation) {
      return unless(
        typeof value !== 'string' || validation.matches(pattern, value),
        () => `ECMA 262 regex "${pattern}" does not match input string "${String(value)}"`,
      );
    },
  },
];
