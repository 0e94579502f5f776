import { isDeployTime, printSelectionExpression, type NormalizedWebSocketApi, type Value } from '../model/index.js';
import { compareWebSocketAuthorizers } from './authorizers.js';
import { elsewhere, members, value, type Compare } from './compare.js';
import { compareModels, modelUses } from './models.js';
import { compareDefaultEndpoint } from './rest-api.js';
import { compareWebSocketRoutes } from './websocket-routes.js';

/** What a deployment of a WebSocket API holds. */
export type WebSocketDefinition = Omit<NormalizedWebSocketApi, 'stages' | 'tags' | 'id'>;

/** What two deployments of a WebSocket API hold. */
export function compareWebSocketApi(
  before: NormalizedWebSocketApi,
  after: NormalizedWebSocketApi,
): Compare<WebSocketDefinition> {
  return members<WebSocketDefinition>({
    protocol: elsewhere,
    name: value('api-renamed'),
    description: value('documentation-changed'),
    version: value('documentation-changed'),
    routeSelectionExpression: value('route-selection-changed', printSelectionExpression),
    apiKeySelectionExpression: value('api-key-source-changed', printSelectionExpression),
    disableExecuteApiEndpoint: compareDefaultEndpoint,
    disableSchemaValidation: value<Value<boolean>>((was, is) =>
      isDeployTime(was) || isDeployTime(is)
        ? 'validation-changed'
        : is
          ? 'validation-loosened'
          : 'validation-tightened',
    ),
    ipAddressType: value('ip-address-type-changed'),
    authorizers: compareWebSocketAuthorizers,
    models: compareModels(modelUses([...before.routes, ...after.routes])),
    routes: compareWebSocketRoutes(before, after),
  });
}
