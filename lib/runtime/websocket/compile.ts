import { deployable, fingerprint } from '../../model/fingerprint.js';
import {
  normalizeWebSocketApi,
  type NormalizedWebSocketApi,
  type NormalizedWebSocketIntegration,
  type NormalizedWebSocketRoute,
} from '../../model/normalize-websocket-api.js';
import { routeName } from '../../model/route-key.js';
import { printSelectionExpression } from '../../model/selection-expression.js';
import { printValue } from '../../model/value.js';
import type { WebSocketApi } from '../../model/websocket-api.js';
import type { CompileOptions } from '../compile-options.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import { divideFindings, type NotSimulated } from '../not-simulated.js';
import { apiIdOf, stableId } from '../stable-id.js';
import { compileAuthorization } from './authorize.js';
import type { IntegrationContext } from './integration-context.js';
import { compileAwsProxy } from './integrations/aws-proxy.js';
import type { RouteIntegration, WebSocketDeployment, WebSocketRoute } from './invocation.js';
import { compileMessageExpression } from './selection-expression.js';

/**
 * Compiles a WebSocket API: expressions, mappings and templates to functions. A message looks nothing up that is known here.
 *
 * @param functions of a version that has its own; default: the environment's
 */
export function compileWebSocketDeployment(
  api: WebSocketApi,
  options: CompileOptions,
  functions?: LambdaInvoker,
): WebSocketDeployment {
  const normalized = normalizeWebSocketApi(api);
  const readRouteKey = compileMessageExpression(normalized.routeSelectionExpression);
  const wholeApi = readRouteKey === undefined ? [unreadable(normalized)] : [];
  const routes = normalized.routes.map((route, index) => compileRoute(index, route, normalized, wholeApi, options));
  const { accountId, region, lenience } = options;
  return {
    protocol: 'WEBSOCKET',
    // The same API with functions of its own is another deployment.
    id: stableId(fingerprint(deployable(api)) + (functions === undefined ? '' : ' and its functions'), 6),
    apiId: apiIdOf(api),
    accountId,
    region,
    lenience,
    ...(functions !== undefined && { functions }),
    disableExecuteApiEndpoint: normalized.disableExecuteApiEndpoint === true,
    routes,
    routesByKey: new Map(routes.map((route) => [route.routeKey, route])),
    readRouteKey: readRouteKey ?? (() => undefined),
  };
}

function unreadable({ routeSelectionExpression }: NormalizedWebSocketApi): NotSimulated {
  const text = printValue(printSelectionExpression(routeSelectionExpression));
  return { feature: 'mapping', detail: `the route selection expression ${text}`, optional: false };
}

function compileRoute(
  index: number,
  route: NormalizedWebSocketRoute,
  { authorizers }: NormalizedWebSocketApi,
  wholeApi: readonly NotSimulated[],
  options: CompileOptions,
): WebSocketRoute {
  const found: NotSimulated[] = [...wholeApi];
  const refuse = (finding: NotSimulated): void => void found.push(finding);
  const conditional: WebSocketRoute['refusalsOn'][] = [];
  const refuseOn = (refusalsOn: WebSocketRoute['refusalsOn']): void => void conditional.push(refusalsOn);
  const context = { ...options, refuse, refuseOn };
  const authorize = compileAuthorization(route, { ...context, authorizers });
  const integration = route.integration && compileIntegration(route.integration, context);
  if (route.apiKeyRequired) refuse({ feature: 'api-key', detail: 'an API key of a WebSocket API', optional: true });
  if (Object.keys(route.requestModels).length > 0)
    refuse({ feature: 'validator', detail: 'request models of a WebSocket API', optional: true });
  return {
    index,
    routeKey: routeName(route.routeKey),
    ...divideFindings(found, options.lenience),
    refusalsOn: (variables) => conditional.flatMap((refusalsOn) => refusalsOn(variables)),
    authorize,
    readApiKey: undefined,
    isTwoWay: route.responses.length > 0,
    validate: undefined,
    integration,
  };
}

function compileIntegration(
  integration: NormalizedWebSocketIntegration,
  context: IntegrationContext,
): RouteIntegration | undefined {
  switch (integration.type) {
    case 'AWS_PROXY':
      return compileAwsProxy(integration, context);
    case 'MOCK':
    case 'AWS':
    case 'HTTP':
    case 'HTTP_PROXY':
      context.refuse({
        feature: 'integration-uri',
        detail: `an integration of type ${integration.type}`,
        optional: false,
      });
      return undefined;
  }
}
