import { ANONYMOUS } from '../../caller.js';
import { LambdaPayload } from '../../lambda-payload.js';
import { routeArn } from '../access-request.js';
import { AuthorizedInvocation, type RoutedInvocation } from '../invocation.js';
import { proxyEventV1 } from '../proxy-event-v1.js';
import { proxyEventV2 } from '../proxy-event-v2.js';

/**
 * The event of a Lambda authorizer in payload format 1.0.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * Assumed: the request context is that of an integration, without `authorizer`; an authorizer without identity sources has null.
 *
 * @param identity the values of the identity sources
 */
export function authorizerEventV1(invocation: RoutedInvocation, identity: readonly string[]): LambdaPayload {
  const event = proxyEventV1(new AuthorizedInvocation(invocation, ANONYMOUS));
  const { authorizer: _authorizer, ...requestContext } = event.requestContext;
  const joined = identity.length === 0 ? null : identity.join(',');
  return LambdaPayload.ofValue({
    version: event.version,
    type: 'REQUEST',
    methodArn: routeArn(invocation),
    identitySource: joined,
    authorizationToken: joined,
    resource: event.resource,
    path: event.path,
    httpMethod: event.httpMethod,
    headers: event.headers,
    queryStringParameters: event.queryStringParameters ?? {},
    pathParameters: event.pathParameters ?? {},
    stageVariables: event.stageVariables ?? {},
    requestContext,
  });
}

/**
 * The same in payload format 2.0.
 *
 * Assumed: an authorizer without identity sources has no member `identitySource`.
 */
export function authorizerEventV2(invocation: RoutedInvocation, identity: readonly string[]): LambdaPayload {
  const event = proxyEventV2(new AuthorizedInvocation(invocation, ANONYMOUS));
  const { version, body: _body, isBase64Encoded: _isBase64Encoded, ...members } = event;
  return LambdaPayload.ofValue({
    version,
    type: 'REQUEST',
    routeArn: routeArn(invocation),
    ...(identity.length > 0 && { identitySource: identity }),
    ...members,
  });
}
