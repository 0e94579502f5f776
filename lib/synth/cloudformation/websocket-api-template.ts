import { knownText, type Diagnostic, type WebSocketApi } from '../../model/index.js';
import { logicalId } from './logical-id.js';
import { writePermissions } from './permission-resources.js';
import { checkResourceCount } from './resource-count.js';
import { renderDefinition } from './template-definition.js';
import type { TemplateOptions } from './template-options.js';
import { writeRouteStages } from './template-route-stages.js';
import type { TemplateScope } from './template-scope.js';
import { renderWebSocketApi } from './websocket-api.js';
import { splitWebSocketApi, stagesOf } from './websocket-api-part.js';
import { webSocketDefinitionResources } from './websocket-definition-resources.js';

/** Writes a WebSocket API into a template: its definition as resources, its stages with their deployment, and permissions. */
export function writeWebSocketApi(
  api: WebSocketApi,
  { defaultStage }: TemplateOptions,
  scope: TemplateScope,
): readonly Diagnostic[] {
  const apiId = scope.claim(logicalId(knownText(api.name) ?? api.id));
  const { part, diagnostics } = splitWebSocketApi(api);
  const properties = renderWebSocketApi(part);
  const resources = renderDefinition(webSocketDefinitionResources(part), { id: apiId, property: 'ApiId' }, scope);
  scope.resources[apiId] = { Type: 'AWS::ApiGatewayV2::Api', Properties: properties };
  Object.assign(scope.resources, resources);
  const stages = stagesOf(part, defaultStage);
  const permissions = writePermissions({ ...part, stages }, apiId, scope);
  const definition = { properties, resources };
  return [
    ...diagnostics,
    ...checkResourceCount(Object.keys(resources).length),
    ...writeRouteStages(stages, { apiId, definition, permissions, scheme: 'wss' }, scope),
  ];
}
