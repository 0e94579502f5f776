import { isHttpMethod } from '../../model/http-method.js';
import { complainOfScheme } from '../authorizers/signature/signature-claim.js';
import { GatewayFault } from '../fault.js';
import { findHeader } from '../header-lines.js';
import { RoutedInvocation, type Invocation } from './invocation.js';
import { matchPath } from '../routing/path-tree.js';

/**
 * Finds the resource and method; refuses a route that needs what is not simulated.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 *
 * @throws {GatewayFault} unknown-route, unknown-signed-route, not-simulated
 */
export function matchResource(invocation: Invocation): RoutedInvocation {
  const { stage, arrival } = invocation;
  // Documented: `ANY` stands for seven methods.
  const match = isHttpMethod(arrival.httpMethod)
    ? matchPath(stage.deployment.tree, arrival.place.routedPath, arrival.httpMethod)
    : undefined;
  if (match === undefined) throw unknownRoute(invocation);
  const { method, pathParameters } = match;
  const [refusal] = stage.settings(method).refusals;
  if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
  return new RoutedInvocation(invocation, method, pathParameters);
}

/**
 * Observed: without a route, an Authorization header is read as a signature, and the message complains of it.
 */
function unknownRoute({ request }: Invocation): GatewayFault {
  const authorization = findHeader(request.message.headers, 'authorization');
  const complaint = authorization === undefined ? undefined : incompleteSignature(authorization);
  return new GatewayFault(
    complaint === undefined ? { kind: 'unknown-route' } : { kind: 'unknown-signed-route', complaint },
  );
}

/** What API Gateway finds missing in an Authorization header that it reads as a signature; undefined where it is whole. */
export function incompleteSignature(authorization: string): string | undefined {
  if (authorization.startsWith('AWS4-HMAC-SHA256 ')) return undefined;
  const [scheme = '', ...rest] = authorization.split(' ');
  return complainOfScheme(scheme, rest.join(' '));
}
