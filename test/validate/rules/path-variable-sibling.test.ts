import { describe } from 'vitest';
import { finds, httpRoute, paths } from '../findings.js';

describe('path-variable-sibling', () => {
  finds([
    [
      'two variables side by side',
      paths('/pets/{id}', '/pets/{proxy+}', '/cats/{catId}', '/pets/{id}/toys'),
      [
        'error path-invalid /pets/{proxy+}: Cannot use the path /pets/{proxy+}: "{proxy+}" stands where /pets/{id} has "{id}", and only one variable is allowed there',
      ],
    ],
    [
      'nothing in an HTTP API, whose routes have no tree',
      {
        ...httpRoute({}),
        routes: ['/pets/{id}', '/pets/{proxy+}'].map((path) => ({
          routeKey: { kind: 'route', httpMethod: 'GET', path },
        })),
      },
      [],
    ],
  ]);
});
