import { checkPath } from '../path-form.js';
import { defineRule } from '../rule.js';

/** Observed: a route key that ends in a slash is refused when it is deployed. */
export const routePathInvalid = defineRule({
  codes: ['path-invalid'],
  protocols: ['HTTP'],
  summary: 'API Gateway makes no route of the path',
  fix: 'Make each variable a whole segment, and a greedy variable the last one',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html',
  check: ({ routes }) =>
    routes.flatMap(({ routeKey }) =>
      routeKey.kind === 'route' ? checkPath(routeKey.path, { element: `${routeKey.httpMethod} ${routeKey.path}` }) : [],
    ),
});
