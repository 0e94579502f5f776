import { encodePath } from './backend-url.js';
import { AuthorizedInvocation, RoutedInvocation } from './invocation.js';
import type { RequestMappings } from './request-mapping.js';

/**
 * The invocation that the event of a function is made of: with the mapped headers, query and path.
 *
 * Assumed: parameter mappings change an event as they change a request.
 *
 * @throws {GatewayFault} configuration
 */
export function mapInvocation(invocation: AuthorizedInvocation, mappings: RequestMappings): AuthorizedInvocation {
  if (mappings.isEmpty) return invocation;
  const { stage, request, arrival, route, pathParameters, caller } = invocation;
  const path = mappings.path(invocation);
  const mapped = {
    stage,
    request: request.withParameters(mappings.headers(invocation, request.headers), mappings.query(invocation)),
    arrival: path === undefined ? arrival : { ...arrival, overwrittenPath: encodePath(path) },
  };
  return new AuthorizedInvocation(new RoutedInvocation(mapped, route, pathParameters), caller);
}
