import { describe, expect, test } from 'vitest';
import { validate } from '../../../lib/validate/validate.js';
import { method } from '../findings.js';

describe('binary-type-unmatched', () => {
  test.each<[type: string, isFound: boolean]>([
    ['*/*', false],
    ['image/*', false],
    ['image/svg+xml', false],
    ['application/vnd.pets.v1', false],
    ['*/png', true],
    ['*', true],
    ['image', true],
    ['image/', true],
    ['image/png,image/jpeg', true],
    ['image/png; q=1', true],
    ['', true],
  ])('%s: found %s', (type, isFound) => {
    const found = validate({ ...method({}), binaryMediaTypes: [type] });
    expect(found.some(({ code }) => code === 'binary-type-unmatched')).toBe(isFound);
  });
});
