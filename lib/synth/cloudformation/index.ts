/** CloudFormation out of the model: whole templates, and the properties that constructs put on their resources. */
export { checkBodySize } from './body-size.js';
export { renderCacheControlPatches, type PatchOperation } from './cache-control-patches.js';
export type { DefinitionPiece } from './definition-piece.js';
export { targetKey, type DefinitionTarget, type Refer } from './definition-reference.js';
export { definitionResources, type DefinitionResource } from './definition-resources.js';
export { deploymentFingerprint, DEPLOYMENT_RETENTION, renderDeploymentProperties } from './deployment.js';
export { renderHttpApiProperties, renderHttpApiWithoutBody } from './http-api.js';
export { httpDefinitionResources, type HttpDefinitionResource } from './http-definition-resources.js';
export { splitHttpApiResources } from './http-resource-part.js';
export { logicalId } from './logical-id.js';
export { everyRequestArn, renderPermissionProperties } from './permission.js';
export { RESOURCES_PER_STACK } from './resource-count.js';
export { resourceTree, type ResourceNode } from './resource-tree.js';
export { resourcePart, splitResources } from './resource-part.js';
export { renderRestApiProperties, renderRestApiWithoutBody } from './rest-api.js';
export {
  describePin,
  describeServes,
  RELEASE_STATE_PATH,
  releaseNames,
  renderReleaseMetadata,
  UNPINNED,
} from './release.js';
export { renderRouteStageProperties, type RouteStageProperties } from './route-stage.js';
export { renderStageProperties } from './stage.js';
export { splitWebSocketApi } from './websocket-api-part.js';
export { renderWebSocketApi } from './websocket-api.js';
export { webSocketDefinitionResources, type WebSocketDefinitionResource } from './websocket-definition-resources.js';
export { renderTemplate, type Template, type TemplateOptions } from './template.js';
