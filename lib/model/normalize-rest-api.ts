import type { Filled, FilledIn } from '../support/filled-in.js';
import { sortBy } from '../support/sort-by.js';
import type { Authorizer } from './authorizer.js';
import type { EndpointConfiguration, EndpointType } from './endpoint-configuration.js';
import type {
  AwsIntegration,
  AwsProxyIntegration,
  HttpIntegration,
  HttpProxyIntegration,
  Integration,
  IntegrationSettings,
  MockIntegration,
} from './integration.js';
import type { IntegrationResponse } from './integration-response.js';
import type { SchemaModel } from './json-schema.js';
import type { Method, MethodAuthorization, MethodResponse, RequestParameter } from './method.js';
import { pathParameterNames, type Resource } from './resource.js';
import type { RestApi } from './rest-api.js';
import type { Value } from './value.js';

/** A REST API in which everything that API Gateway fills in is there, and what has no order stands in one. */
export type NormalizedRestApi = FilledIn<
  Omit<RestApi, 'endpoint' | 'models' | 'resources'>,
  | 'binaryMediaTypes'
  | 'apiKeySource'
  | 'requestValidators'
  | 'authorizers'
  | 'gatewayResponses'
  | 'disableExecuteApiEndpoint'
> & {
  readonly endpoint: EndpointConfiguration & { readonly type: Value<EndpointType> };
  readonly models: readonly FilledIn<SchemaModel, 'contentType'>[];
  readonly resources: readonly NormalizedResource[];
};

export interface NormalizedResource extends Omit<Resource, 'methods'> {
  readonly methods: readonly NormalizedMethod[];
}

export type NormalizedMethod = FilledIn<
  Omit<Method, 'authorization' | 'integration' | 'responses'>,
  'apiKeyRequired' | 'requestParameters' | 'requestModels'
> & {
  readonly authorization: MethodAuthorization;
  readonly integration?: NormalizedIntegration;
  readonly responses: readonly FilledIn<MethodResponse, 'responseModels' | 'responseHeaders'>[];
};

export type NormalizedIntegration =
  | Normalized<MockIntegration>
  | Normalized<HttpIntegration>
  | Normalized<HttpProxyIntegration>
  | Normalized<AwsIntegration>
  | Normalized<AwsProxyIntegration>;

/** One of the integration types with its settings filled in. */
export type Normalized<T extends Integration> = Omit<T, keyof NormalizedSettings> & NormalizedSettings;

type NormalizedSettings = Filled<
  IntegrationSettings,
  | 'requestParameters'
  | 'requestTemplates'
  | 'passthroughBehavior'
  | 'timeoutMs'
  | 'cacheKeyParameters'
  | 'responseTransferMode'
> & { readonly responses: readonly NormalizedIntegrationResponse[] };

export type NormalizedIntegrationResponse = FilledIn<IntegrationResponse, 'responseParameters' | 'responseTemplates'>;

export const DEFAULT_INTEGRATION_TIMEOUT_MS = 29_000;
export const DEFAULT_AUTHORIZER_TTL_SECONDS = 300;

/**
 * Observed: a create or an import without options returns these (see the API reference's defaults).
 * Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export function normalizeRestApi(api: RestApi): NormalizedRestApi {
  return {
    ...api,
    endpoint: { ...api.endpoint, type: api.endpoint?.type ?? 'EDGE' },
    binaryMediaTypes: api.binaryMediaTypes ?? [],
    apiKeySource: api.apiKeySource ?? 'HEADER',
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint ?? false,
    models: sortBy(api.models ?? [], (model) => model.name).map((model) => ({
      ...model,
      contentType: model.contentType ?? 'application/json',
    })),
    requestValidators: sortBy(api.requestValidators ?? [], (validator) => validator.name),
    authorizers: sortBy((api.authorizers ?? []).map(normalizeAuthorizer), (authorizer) => authorizer.name),
    gatewayResponses: sortBy(api.gatewayResponses ?? [], (response) => response.responseType),
    resources: sortBy(api.resources, (resource) => resource.path).map((resource) => ({
      ...resource,
      methods: sortBy(resource.methods, (method) => method.httpMethod).map((method) =>
        normalizeMethod(resource.path, method),
      ),
    })),
  };
}

function normalizeAuthorizer(authorizer: Authorizer): Authorizer {
  if (authorizer.type === 'COGNITO_USER_POOLS') return authorizer;
  return { ...authorizer, resultTtlSeconds: authorizer.resultTtlSeconds ?? DEFAULT_AUTHORIZER_TTL_SECONDS };
}

function normalizeMethod(path: string, method: Method): NormalizedMethod {
  const { integration, ...rest } = method;
  return {
    ...rest,
    authorization: method.authorization ?? { type: 'NONE' },
    apiKeyRequired: method.apiKeyRequired ?? false,
    requestParameters: sortBy(
      withPathParameters(path, method.requestParameters ?? []),
      ({ location, name }) => `${location}.${name}`,
    ),
    requestModels: method.requestModels ?? {},
    responses: sortBy(method.responses ?? [], (response) => response.statusCode).map((response) => ({
      ...response,
      responseModels: response.responseModels ?? {},
      responseHeaders: sortBy(response.responseHeaders ?? [], (header) => header.name),
    })),
    ...(integration !== undefined && { integration: normalizeIntegration(integration) }),
  };
}

/** Observed: a path's variables are required parameters of its methods, declared or not. */
function withPathParameters(path: string, declared: readonly RequestParameter[]): readonly RequestParameter[] {
  const missing = pathParameterNames(path).filter(
    (name) => !declared.some((parameter) => parameter.location === 'path' && parameter.name === name),
  );
  return [...declared, ...missing.map((name): RequestParameter => ({ location: 'path', name, required: true }))];
}

function normalizeIntegration(integration: Integration): NormalizedIntegration {
  const settings: NormalizedSettings = {
    requestParameters: sortBy(integration.requestParameters ?? [], ({ target }) => `${target.location}.${target.name}`),
    requestTemplates: integration.requestTemplates ?? {},
    passthroughBehavior: integration.passthroughBehavior ?? 'WHEN_NO_MATCH',
    timeoutMs: integration.timeoutMs ?? DEFAULT_INTEGRATION_TIMEOUT_MS,
    cacheKeyParameters: integration.cacheKeyParameters ?? [],
    responseTransferMode: integration.responseTransferMode ?? 'BUFFERED',
    // API Gateway keys integration responses by status; of one status the order written is kept.
    responses: sortBy(integration.responses ?? [], (response) => response.statusCode).map((response) => ({
      ...response,
      responseParameters: sortBy(response.responseParameters ?? [], (mapping) => mapping.header),
      responseTemplates: response.responseTemplates ?? {},
    })),
  };
  return { ...integration, ...settings };
}
