import { parseIntegrationUri } from '../../model/arn.js';
import { deployable, fingerprint } from '../../model/fingerprint.js';
import {
  normalizeWebSocketApi,
  type NormalizedWebSocketApi,
  type NormalizedWebSocketIntegration,
  type NormalizedWebSocketRoute,
} from '../../model/normalize-websocket-api.js';
import { routeName } from '../../model/route-key.js';
import type { WebSocketApi } from '../../model/websocket-api.js';
import type { CompileOptions } from '../compile-options.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import { SharedContextNames } from '../mapping/mapping-templates.js';
import { divideFindings, type NotSimulated } from '../not-simulated.js';
import { apiIdOf, stableId } from '../stable-id.js';
import { RequestModels } from '../validation/request-models.js';
import { compileApiKey } from './api-key.js';
import { compileAuthorization } from './authorize.js';
import { compileContextVariable, makeContext } from './context.js';
import { findContestedRoutes, indexRoutes } from './contested-routes.js';
import type { IntegrationContext, RouteOutput } from './integration-context.js';
import { compileAwsLambda } from './integrations/aws-lambda.js';
import { compileAwsProxy } from './integrations/aws-proxy.js';
import { compileAwsService } from './integrations/aws-service.js';
import { compileHttpProxy } from './integrations/http-proxy.js';
import { compileHttp } from './integrations/http.js';
import { compileMock } from './integrations/mock.js';
import type { RouteIntegration, WebSocketDeployment, WebSocketRoute } from './invocation.js';
import { compileManagementAccess } from './management-access.js';
import { compileMessageExpression, unsupportedExpression } from './selection-expression.js';
import { compileValidation } from './validate.js';

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
  const wholeApi =
    readRouteKey === undefined
      ? [unsupportedExpression(normalized.routeSelectionExpression, 'route selection expression')]
      : [];
  const models = new RequestModels(normalized);
  const contested = findContestedRoutes(normalized.routes);
  const routes = normalized.routes.map((route, index) =>
    compileRoute(index, route, normalized, models, [...wholeApi, ...contested(route)], options),
  );
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
    routesByKey: indexRoutes(routes, normalized.routes),
    authorizeManagement: compileManagementAccess(options),
    readRouteKey: readRouteKey ?? (() => undefined),
  };
}

/** Assumed: a message cannot be served without. */
const MISSING: NotSimulated = {
  feature: 'integration-missing',
  detail: 'a route without integration',
  optional: false,
};

function compileRoute(
  index: number,
  route: NormalizedWebSocketRoute,
  { authorizers, apiKeySelectionExpression }: NormalizedWebSocketApi,
  models: RequestModels,
  known: readonly NotSimulated[],
  options: CompileOptions,
): WebSocketRoute {
  const found: NotSimulated[] = [...known];
  const refuse = (finding: NotSimulated): void => void found.push(finding);
  const conditional: WebSocketRoute['refusalsOn'][] = [];
  const refuseOn = (refusalsOn: WebSocketRoute['refusalsOn']): void => void conditional.push(refusalsOn);
  const context = { ...options, refuse, refuseOn };
  const authorize = compileAuthorization(route, { ...context, authorizers });
  const isTwoWay = route.responses.some(({ routeResponseKey }) => routeResponseKey === '$default');
  const routeKey = routeName(route.routeKey);
  const integration =
    route.integration &&
    compileIntegration(route.integration, {
      ...context,
      makeContext,
      compileContextVariable,
      contextNames: new SharedContextNames(),
      output: outputOf(routeKey, isTwoWay),
    });
  if (integration === undefined && routeKey !== '$connect' && routeKey !== '$disconnect') refuse(MISSING);
  const readApiKey = route.apiKeyRequired ? compileApiKey(apiKeySelectionExpression, refuse) : undefined;
  const validate = compileValidation(route, models, refuse);
  return {
    index,
    routeKey,
    ...divideFindings(found, options.lenience),
    refusalsOn: (variables) => conditional.flatMap((refusalsOn) => refusalsOn(variables)),
    authorize,
    readApiKey,
    isTwoWay,
    validate,
    integration,
  };
}

function outputOf(routeKey: string, isTwoWay: boolean): RouteOutput {
  if (routeKey === '$connect') return 'handshake';
  return isTwoWay && routeKey !== '$disconnect' ? 'frame' : 'none';
}

function compileIntegration(
  integration: NormalizedWebSocketIntegration,
  context: IntegrationContext,
): RouteIntegration {
  switch (integration.type) {
    case 'AWS_PROXY':
      return compileAwsProxy(integration, context);
    case 'MOCK':
      return compileMock(integration, context);
    case 'AWS':
      return parseIntegrationUri(integration.uri).kind === 'service'
        ? compileAwsService(integration, context)
        : compileAwsLambda(integration, context);
    case 'HTTP':
      return compileHttp(integration, context);
    case 'HTTP_PROXY':
      return compileHttpProxy(integration, context);
  }
}
