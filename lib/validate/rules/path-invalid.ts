import { checkPath } from '../path-form.js';
import { defineRule } from '../rule.js';

/**
 * Paths that API Gateway makes no resources or routes of.
 *
 * Observed: "Cannot create a child of a resource with a greedy path variable".
 */
export const pathInvalid = defineRule({
  codes: ['path-invalid'],
  protocols: ['REST'],
  summary: 'API Gateway makes no resource of the path',
  fix: 'Make each variable a whole segment, and a greedy variable the last one',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html',
  check: ({ resources }) => resources.flatMap(({ path }) => checkPath(path, { element: path })),
});
