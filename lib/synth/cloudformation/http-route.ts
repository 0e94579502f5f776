import {
  joinValues,
  printRouteKey,
  type DocumentObject,
  type HttpApiAuthorization,
  type HttpApiRoute,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { referByName, type Refer } from './definition-reference.js';

/**
 * Renders a route.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html
 *
 * @param integration the name of the route's integration, if it has one
 */
export function renderHttpRoute(route: HttpApiRoute, integration: string | undefined, refer: Refer): DocumentObject {
  return {
    RouteKey: printRouteKey(route.routeKey),
    ...renderAuthorization(route.authorization ?? { type: 'NONE' }, refer),
    ...defined({
      OperationName: route.operationName,
      Target:
        integration === undefined
          ? undefined
          : joinValues(['integrations/', referByName(refer, 'integration', integration)]),
    }),
  };
}

function renderAuthorization(authorization: HttpApiAuthorization, refer: Refer): DocumentObject {
  const { type } = authorization;
  if (type === 'NONE' || type === 'AWS_IAM') return { AuthorizationType: type };
  const scopes = type === 'JWT' ? (authorization.scopes ?? []) : [];
  return {
    AuthorizationType: type,
    AuthorizerId: referByName(refer, 'authorizer', authorization.authorizer),
    ...(scopes.length > 0 && { AuthorizationScopes: scopes }),
  };
}
