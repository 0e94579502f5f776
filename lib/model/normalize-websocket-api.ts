import type { Filled, FilledIn } from '../support/filled-in.js';
import { sortBy } from '../support/sort-by.js';
import type { SchemaModel } from './json-schema.js';
import { routeName } from './route-key.js';
import { parseSelectionExpression } from './selection-expression.js';
import type { WebSocketApi, WebSocketRoute } from './websocket-api.js';
import type {
  WebSocketIntegration,
  WebSocketIntegrationResponse,
  WebSocketIntegrationSettings,
} from './websocket-integration.js';

/** A WebSocket API in which everything that API Gateway fills in is there, and what has no order stands in one. */
export type NormalizedWebSocketApi = FilledIn<
  Omit<WebSocketApi, 'models' | 'routes'>,
  'apiKeySelectionExpression' | 'disableExecuteApiEndpoint' | 'disableSchemaValidation'
> & {
  readonly models: readonly FilledIn<SchemaModel, 'contentType'>[];
  readonly routes: readonly NormalizedWebSocketRoute[];
};

export type NormalizedWebSocketRoute = FilledIn<
  Omit<WebSocketRoute, 'integration'>,
  'authorization' | 'apiKeyRequired' | 'requestModels' | 'requestParameters' | 'responses'
> & { readonly integration?: NormalizedWebSocketIntegration };

type NormalizedSettings = Filled<
  WebSocketIntegrationSettings,
  'timeoutMs' | 'passthroughBehavior' | 'requestTemplates' | 'requestParameters'
> & {
  readonly responses: readonly FilledIn<WebSocketIntegrationResponse, 'responseTemplates' | 'responseParameters'>[];
};

export type NormalizedWebSocketIntegration = WebSocketIntegration extends infer T
  ? T extends WebSocketIntegration
    ? Omit<T, keyof NormalizedSettings> & NormalizedSettings
    : never
  : never;

export const DEFAULT_WEBSOCKET_TIMEOUT_MS = 29_000;

/** Observed: CreateApi returns it where none is given. */
const DEFAULT_API_KEY_SELECTION = parseSelectionExpression('$request.header.x-api-key', 'message-expression');

/** Documented: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html */
export function normalizeWebSocketApi(api: WebSocketApi): NormalizedWebSocketApi {
  return {
    ...api,
    apiKeySelectionExpression: api.apiKeySelectionExpression ?? DEFAULT_API_KEY_SELECTION,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint ?? false,
    disableSchemaValidation: api.disableSchemaValidation ?? false,
    authorizers: sortBy(api.authorizers, ({ name }) => name),
    models: sortBy(api.models ?? [], ({ name }) => name).map((model) => ({
      ...model,
      contentType: model.contentType ?? 'application/json',
    })),
    routes: sortBy(api.routes.map(normalizeRoute), ({ routeKey }) => routeName(routeKey)),
  };
}

function normalizeRoute({ integration, ...route }: WebSocketRoute): NormalizedWebSocketRoute {
  return {
    ...route,
    authorization: route.authorization ?? { type: 'NONE' },
    apiKeyRequired: route.apiKeyRequired ?? false,
    requestModels: route.requestModels ?? {},
    requestParameters: sortBy(route.requestParameters ?? [], ({ location, name }) => `${location}.${name}`),
    responses: sortBy(route.responses ?? [], ({ routeResponseKey }) => routeResponseKey),
    ...(integration !== undefined && { integration: normalizeIntegration(integration) }),
  };
}

function normalizeIntegration(integration: WebSocketIntegration): NormalizedWebSocketIntegration {
  const settings: NormalizedSettings = {
    timeoutMs: integration.timeoutMs ?? DEFAULT_WEBSOCKET_TIMEOUT_MS,
    passthroughBehavior: integration.passthroughBehavior ?? 'WHEN_NO_MATCH',
    requestTemplates: integration.requestTemplates ?? {},
    requestParameters: sortBy(integration.requestParameters ?? [], ({ target }) => `${target.location}.${target.name}`),
    responses: sortBy(integration.responses ?? [], ({ integrationResponseKey }) => integrationResponseKey).map(
      (response) => ({
        ...response,
        responseTemplates: response.responseTemplates ?? {},
        responseParameters: sortBy(response.responseParameters ?? [], ({ header }) => header),
      }),
    ),
  };
  return { ...integration, ...settings };
}
