import type { PropNames } from '../check-props.js';
import type { OpenApiProps, OperationProps } from './open-api/open-api-props.js';
import type { RestApiProps } from './rest-api-props.js';

/** What a REST API may say. */
export const REST_API_PROPS: PropNames<RestApiProps> = {
  restApiName: true,
  description: true,
  docs: true,
  version: true,
  definition: true,
  nestedStacks: true,
  defaults: true,
  cors: true,
  defaultStage: true,
  disableExecuteApiEndpoint: true,
  binaryMediaTypes: true,
  minimumCompression: true,
  apiKeySource: true,
  policy: true,
  tags: true,
  quotas: true,
  endpointType: true,
  ipAddressType: true,
  vpcEndpoints: true,
  securityPolicy: true,
  endpointAccessMode: true,
};

/** What a REST API of an OpenAPI document may say. */
export const OPEN_API_PROPS: PropNames<OpenApiProps> = {
  ...REST_API_PROPS,
  document: true,
  file: true,
  integrations: true,
  operations: true,
  authorizers: true,
};

/** What may be said of an operation beside an OpenAPI document. */
export const OPERATION_PROPS: PropNames<OperationProps> = {
  authorizer: true,
  scopes: true,
  apiKeyRequired: true,
  cache: true,
  throttle: true,
  logging: true,
  metrics: true,
};
