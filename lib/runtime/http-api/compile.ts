import { deployable, fingerprint } from '../../model/fingerprint.js';
import type { HttpApi } from '../../model/http-api.js';
import {
  normalizeHttpApi,
  type NormalizedHttpApiAuthorizer,
  type NormalizedHttpApiIntegration,
  type NormalizedHttpApiRoute,
} from '../../model/normalize-http-api.js';
import { routeName } from '../../model/route-key.js';
import type { CompileOptions } from '../compile-options.js';
import { configurationFault } from '../fault.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import { divideFindings, type NotSimulated } from '../not-simulated.js';
import { buildPathTree } from '../routing/path-tree.js';
import { apiIdOf, stableId } from '../stable-id.js';
import { compileAuthorization } from './authorize.js';
import { compileCors } from './cors-configuration.js';
import type { IntegrationContext } from './integration-context.js';
import { compileHttpProxy } from './integrations/http-proxy.js';
import { compileLambda } from './integrations/lambda.js';
import { compileService } from './integrations/service.js';
import type { HttpApiDeployment, HttpApiRoute, RouteIntegration } from './invocation.js';

/**
 * Compiles an HTTP API: routes to a tree, mappings to functions. A request looks nothing up that is known here.
 *
 * @param functions of a version that has its own; default: the environment's
 */
export function compileHttpApiDeployment(
  api: HttpApi,
  options: CompileOptions,
  functions?: LambdaInvoker,
): HttpApiDeployment {
  const normalized = normalizeHttpApi(api);
  const cors = api.cors === undefined ? undefined : compileCors(api.cors);
  const wholeApi = api.cors !== undefined && cors === undefined ? [UNKNOWN_CORS] : [];
  const { authorizers } = normalized;
  const routes = normalized.routes.map((route, index) => compileRoute(index, route, authorizers, wholeApi, options));
  const { accountId, region, lenience } = options;
  return {
    protocol: 'HTTP',
    // The same API with functions of its own is another deployment.
    id: stableId(fingerprint(deployable(api)) + (functions === undefined ? '' : ' and its functions'), 6),
    apiId: apiIdOf(api),
    accountId,
    region,
    lenience,
    ...(functions !== undefined && { functions }),
    cors,
    disableExecuteApiEndpoint: normalized.disableExecuteApiEndpoint === true,
    routes,
    tree: buildPathTree(
      routes.flatMap((route) =>
        route.httpMethod === undefined ? [] : [{ path: route.path, httpMethod: route.httpMethod, method: route }],
      ),
    ),
    defaultRoute: routes.find(({ routeKey }) => routeKey === '$default'),
  };
}

const UNKNOWN_CORS: NotSimulated = {
  feature: 'cors',
  detail: 'a CORS configuration that only deployment knows',
  optional: true,
};

function compileRoute(
  index: number,
  { routeKey, authorization, integration }: NormalizedHttpApiRoute,
  authorizers: readonly NormalizedHttpApiAuthorizer[],
  wholeApi: readonly NotSimulated[],
  options: CompileOptions,
): HttpApiRoute {
  const found: NotSimulated[] = [...wholeApi];
  const refuse = (finding: NotSimulated): void => void found.push(finding);
  const conditional: HttpApiRoute['refusalsOn'][] = [];
  const refuseOn = (refusalsOn: HttpApiRoute['refusalsOn']): void => void conditional.push(refusalsOn);
  const authorize = compileAuthorization(authorization, { ...options, authorizers, refuse, refuseOn });
  const compiled = compileIntegration(integration, { ...options, refuse, refuseOn });
  return {
    index,
    routeKey: routeName(routeKey),
    httpMethod: routeKey.kind === 'route' ? routeKey.httpMethod : undefined,
    path: routeKey.kind === 'route' ? routeKey.path : routeName(routeKey),
    ...divideFindings(found, options.lenience),
    refusalsOn: (variables) => conditional.flatMap((refusalsOn) => refusalsOn(variables)),
    authorize,
    integration: compiled,
  };
}

function compileIntegration(
  integration: NormalizedHttpApiIntegration | undefined,
  context: IntegrationContext,
): RouteIntegration {
  if (integration === undefined) {
    context.refuse({ feature: 'integration-missing', detail: 'a route without integration', optional: false });
    return MISSING;
  }
  switch (integration.type) {
    case 'AWS_PROXY':
      return compileLambda(integration, context);
    case 'HTTP_PROXY':
      return compileHttpProxy(integration, context);
    case 'AWS_SERVICE':
      return compileService(integration, context) ?? MISSING;
  }
}

const MISSING: RouteIntegration = {
  type: 'NONE',
  buildRequest: () => {
    throw configurationFault('The route has no integration');
  },
  mapResponse: () => {
    throw configurationFault('The route has no integration');
  },
};
