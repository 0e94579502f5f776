/** A REST API as the Get operations of API Gateway return it. */
export { renderAuthorizers } from './authorizer.js';
export { renderDocumentationParts } from './documentation-part.js';
export { renderGatewayResponses } from './gateway-response.js';
export { renderIntegration } from './integration.js';
export { renderMethod } from './method.js';
export { DEFAULT_MODELS, renderModels } from './model.js';
export { renderRequestValidators } from './request-validator.js';
export { renderResources } from './resource.js';
export { renderRestApi } from './rest-api.js';
export type { Representation } from './representation.js';
