import { describe } from 'vitest';
import { finds, httpRoute, paths } from '../findings.js';

describe('path-invalid', () => {
  finds([
    [
      'a path without a slash',
      paths('pets'),
      ['error path-invalid pets: Cannot use the path pets: it does not begin with a slash'],
    ],
    ['an empty segment', paths('/a//b'), ['error path-invalid /a//b: Cannot use the path /a//b: a segment is empty']],
    [
      'a variable in a segment',
      paths('/a/b{c}'),
      [
        'error path-invalid /a/b{c}: Cannot use the path /a/b{c}: "b{c}" has a variable in it: a variable is a whole segment',
      ],
    ],
    [
      'two variables in a segment',
      paths('/{a}{b}'),
      [
        'error path-invalid /{a}{b}: Cannot use the path /{a}{b}: "{a}{b}" holds more than one variable: a variable is a whole segment',
      ],
    ],
    [
      'a child of a greedy variable',
      paths('/{proxy+}/a'),
      [
        'error path-invalid /{proxy+}/a: Cannot use the path /{proxy+}/a: nothing can follow "{proxy+}", which takes the rest of the path',
      ],
    ],
    [
      'a path of a route that ends in a slash',
      httpRoute({ routeKey: { kind: 'route', httpMethod: 'GET', path: '/pets/' } }),
      ['error path-invalid GET /pets/: Cannot use the path /pets/: a segment is empty'],
    ],
    [
      'a path of a route with a child of a greedy variable',
      httpRoute({ routeKey: { kind: 'route', httpMethod: 'ANY', path: '/{proxy+}/a' } }),
      [
        'error path-invalid ANY /{proxy+}/a: Cannot use the path /{proxy+}/a: nothing can follow "{proxy+}", which takes the rest of the path',
      ],
    ],
  ]);
});
