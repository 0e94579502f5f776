import { sortBy } from '../support/sort-by.js';
import type { FilledIn } from '../support/filled-in.js';
import type {
  HttpApi,
  HttpApiAuthorization,
  HttpApiAuthorizer,
  HttpApiJwtAuthorizer,
  HttpApiLambdaAuthorizer,
  HttpApiRoute,
} from './http-api.js';
import type {
  HttpApiIntegration,
  HttpApiLambdaIntegration,
  HttpApiProxyIntegration,
  HttpApiServiceIntegration,
} from './http-integration.js';
import { printHttpMappingTarget } from './http-parameter-mapping.js';
import { routeName } from './route-key.js';

/** An HTTP API in which everything that API Gateway fills in is there, and what has no order stands in one. */
export type NormalizedHttpApi = FilledIn<Omit<HttpApi, 'authorizers' | 'routes'>, 'disableExecuteApiEndpoint'> & {
  readonly authorizers: readonly NormalizedHttpApiAuthorizer[];
  readonly routes: readonly NormalizedHttpApiRoute[];
};

export type NormalizedHttpApiAuthorizer =
  | FilledIn<HttpApiJwtAuthorizer, 'identitySource'>
  | FilledIn<HttpApiLambdaAuthorizer, 'identitySource' | 'enableSimpleResponses' | 'resultTtlSeconds'>;

export type NormalizedHttpApiRoute = Omit<HttpApiRoute, 'authorization' | 'integration'> & {
  readonly authorization: HttpApiAuthorization;
  readonly integration?: NormalizedHttpApiIntegration;
};

export type NormalizedHttpApiIntegration =
  | FilledIn<HttpApiLambdaIntegration, 'timeoutMs' | 'requestParameters' | 'responseParameters'>
  | FilledIn<HttpApiProxyIntegration, 'timeoutMs' | 'requestParameters' | 'responseParameters'>
  | FilledIn<HttpApiServiceIntegration, 'timeoutMs' | 'parameters' | 'responseParameters'>;

/** Documented: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html */
export const DEFAULT_HTTP_API_TIMEOUT_MS = 30_000;

export function normalizeHttpApi(api: HttpApi): NormalizedHttpApi {
  return {
    ...api,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint ?? false,
    authorizers: sortBy(api.authorizers.map(normalizeAuthorizer), ({ name }) => name),
    routes: sortBy(api.routes.map(normalizeRoute), ({ routeKey }) => routeName(routeKey)),
  };
}

function normalizeAuthorizer(authorizer: HttpApiAuthorizer): NormalizedHttpApiAuthorizer {
  switch (authorizer.type) {
    case 'JWT':
      return {
        ...authorizer,
        // Assumed: as the console fills it in; the control plane asks for one.
        identitySource: authorizer.identitySource ?? [{ kind: 'header', name: 'Authorization' }],
      };
    case 'REQUEST':
      return {
        ...authorizer,
        identitySource: authorizer.identitySource ?? [],
        enableSimpleResponses: authorizer.enableSimpleResponses ?? false,
        // Assumed: results are not cached unless a lifetime is given; the console proposes one.
        resultTtlSeconds: authorizer.resultTtlSeconds ?? 0,
      };
  }
}

function normalizeRoute({ authorization, integration, ...route }: HttpApiRoute): NormalizedHttpApiRoute {
  return {
    ...route,
    authorization: authorization ?? { type: 'NONE' },
    ...(integration !== undefined && { integration: normalizeIntegration(integration) }),
  };
}

function normalizeIntegration(integration: HttpApiIntegration): NormalizedHttpApiIntegration {
  const settings = {
    timeoutMs: integration.timeoutMs ?? DEFAULT_HTTP_API_TIMEOUT_MS,
    responseParameters: sortBy(integration.responseParameters ?? [], ({ statusCode }) => statusCode).map(
      ({ statusCode, mappings }) => ({ statusCode, mappings: sortBy(mappings, targetOf) }),
    ),
  };
  if (integration.type === 'AWS_SERVICE') {
    return { ...integration, ...settings, parameters: integration.parameters ?? {} };
  }
  return { ...integration, ...settings, requestParameters: sortBy(integration.requestParameters ?? [], targetOf) };
}

function targetOf({ target }: { readonly target: Parameters<typeof printHttpMappingTarget>[0] }): string {
  return printHttpMappingTarget(target);
}
