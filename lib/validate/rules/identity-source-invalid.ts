import type { IdentitySource } from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import { defineRule } from '../rule.js';

const EXPECTED = {
  REST: 'method.request.header.x, method.request.querystring.x, stageVariables.x or context.x',
  HTTP: '$request.header.x, $request.querystring.x, $stageVariables.x or $context.x',
  WEBSOCKET: 'route.request.header.x, route.request.querystring.x, stageVariables.x or context.x',
};

/** Identity sources of authorizers that API Gateway refuses. */
export const identitySourceInvalid = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'An identity source is not one that API Gateway knows',
  fix: 'Name a header, a query parameter, a stage variable or a context variable as the protocol writes it',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_Authorizer.html#apigw-Type-Authorizer-identitySource',
  check: ({ protocol, authorizers = [] }) =>
    authorizers.flatMap(({ name, identitySource = [] }) =>
      [identitySource].flat().flatMap((source: IdentitySource) =>
        checkParsed(source, 'an identity source', EXPECTED[protocol], {
          element: `authorizer ${name}`,
          property: 'identitySource',
        }),
      ),
    ),
});
