import { describe, expect, test } from 'vitest';

import { pathPattern } from '../../../../lib/import/sam/definition/definition.js';

describe('pathPattern()', () => {
  test.each([
    ['/pets', '/pets'],
    ['/pets/{petId}', '/pets/*'],
    ['/pets/{petId}/toys/{toy.id}', '/pets/*/toys/*'],
    ['/{proxy+}', '/*'],
  ])('of %s is %s', (path, pattern) => {
    expect(pathPattern(path)).toBe(pattern);
  });
});
