import { describe, expect, test } from 'vitest';
import { validate } from '../../../lib/validate/validate.js';
import { method } from '../findings.js';

describe('path-value-unencoded', () => {
  test.each<[value: string, isFound: boolean]>([
    ['pets/dogs', false],
    ['a%20b', false],
    ["it's:(1)", false],
    ['a b', true],
    ['a?b', true],
    ['a#b', true],
    ['50%', true],
    ['größe', true],
    ['{id}', true],
  ])('%s: found %s', (value, isFound) => {
    const requestParameters = [
      { target: { location: 'path', name: 'list' }, source: { kind: 'literal', value } },
      { target: { location: 'querystring', name: 'list' }, source: { kind: 'literal', value } },
    ] as const;
    const integration = {
      type: 'HTTP',
      httpMethod: 'GET',
      uri: 'https://example.com/{list}',
      requestParameters,
    } as const;
    const found = validate(method({ integration })).filter(({ code }) => code === 'path-value-unencoded');
    expect(found).toHaveLength(isFound ? 1 : 0);
  });
});
