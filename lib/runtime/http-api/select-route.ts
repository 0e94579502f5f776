import { isHttpMethod } from '../../model/http-method.js';
import { setOwn } from '../../support/own.js';
import { GatewayFault } from '../fault.js';
import { matchPath } from '../routing/path-tree.js';
import { decodePath } from './event-path.js';
import { RoutedInvocation, type HttpApiRoute, type Invocation } from './invocation.js';

/**
 * Selects the route; refuses one that needs what is not simulated.
 *
 * Documented: a full match of path and method, then a greedy one, then `$default`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html).
 * Reported by users: `GET /pets` does not take `/pets/`; docs/aws/http-api.md section 13.
 *
 * @throws {GatewayFault} unknown-route, not-simulated
 */
export function selectRoute(invocation: Invocation): RoutedInvocation {
  const found = findRoute(invocation);
  if (found === undefined) throw new GatewayFault({ kind: 'unknown-route' });
  const [refusal] = invocation.stage.settings(found.route).refusals;
  if (refusal !== undefined) throw new GatewayFault({ kind: 'not-simulated', finding: refusal });
  return new RoutedInvocation(invocation, found.route, decodeAll(found.pathParameters));
}

/** The route that takes a request, with path parameters as sent; undefined if none does. */
export function findRoute({ stage, arrival }: Invocation): FoundRoute | undefined {
  const { tree, defaultRoute } = stage.deployment;
  const { routedPath } = arrival.place;
  const match = isHttpMethod(arrival.httpMethod) ? matchPath(tree, routedPath, arrival.httpMethod) : undefined;
  if (match !== undefined) return { route: match.method, pathParameters: match.pathParameters };
  return defaultRoute === undefined ? undefined : { route: defaultRoute, pathParameters: {} };
}

interface FoundRoute {
  readonly route: HttpApiRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Observed: path parameters are decoded; docs/aws/http-api.md section 3. */
function decodeAll(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const decoded: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) setOwn(decoded, name, decodePath(value));
  return decoded;
}
