import type { PropNames } from '../check-props.js';
import type { HttpApiProps } from './http-api-props.js';
import type { HttpOpenApiProps, HttpOperationProps } from './open-api/http-open-api-props.js';

/** What an HTTP API may say. */
export const HTTP_API_PROPS: PropNames<HttpApiProps> = {
  apiName: true,
  description: true,
  version: true,
  defaults: true,
  definition: true,
  cors: true,
  defaultStage: true,
  disableExecuteApiEndpoint: true,
  ipAddressType: true,
  tags: true,
  quotas: true,
};

/** What an HTTP API of an OpenAPI document may say. */
export const HTTP_OPEN_API_PROPS: PropNames<HttpOpenApiProps> = {
  ...HTTP_API_PROPS,
  document: true,
  file: true,
  integrations: true,
  operations: true,
  authorizers: true,
};

/** What may be said of an operation beside an OpenAPI document. */
export const HTTP_OPERATION_PROPS: PropNames<HttpOperationProps> = {
  authorizer: true,
  scopes: true,
  throttle: true,
  metrics: true,
};
