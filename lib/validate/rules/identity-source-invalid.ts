import type { IdentitySource } from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import type { Rule } from '../rule.js';

const EXPECTED = {
  REST: 'method.request.header.x, method.request.querystring.x, stageVariables.x or context.x',
  HTTP: '$request.header.x, $request.querystring.x, $stageVariables.x or $context.x',
  WEBSOCKET: 'route.request.header.x, route.request.querystring.x, stageVariables.x or context.x',
};

/** Identity sources of authorizers that API Gateway refuses. */
export const identitySourceInvalid: Rule = ({ protocol, authorizers = [] }) =>
  authorizers.flatMap(({ name, identitySource = [] }) =>
    [identitySource].flat().flatMap((source: IdentitySource) =>
      checkParsed(source, 'an identity source', EXPECTED[protocol], {
        element: `authorizer ${name}`,
        property: 'identitySource',
      }),
    ),
  );
