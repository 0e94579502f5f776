/**
 * The extensions that API Gateway reads in OpenAPI and Swagger documents.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export const EXTENSION = {
  anyMethod: 'x-amazon-apigateway-any-method',
  apiKeySource: 'x-amazon-apigateway-api-key-source',
  auth: 'x-amazon-apigateway-auth',
  authorizer: 'x-amazon-apigateway-authorizer',
  authtype: 'x-amazon-apigateway-authtype',
  binaryMediaTypes: 'x-amazon-apigateway-binary-media-types',
  cors: 'x-amazon-apigateway-cors',
  documentation: 'x-amazon-apigateway-documentation',
  endpointAccessMode: 'x-amazon-apigateway-endpoint-access-mode',
  endpointConfiguration: 'x-amazon-apigateway-endpoint-configuration',
  gatewayResponses: 'x-amazon-apigateway-gateway-responses',
  importExportVersion: 'x-amazon-apigateway-importexport-version',
  integration: 'x-amazon-apigateway-integration',
  integrations: 'x-amazon-apigateway-integrations',
  minimumCompressionSize: 'x-amazon-apigateway-minimum-compression-size',
  policy: 'x-amazon-apigateway-policy',
  requestValidator: 'x-amazon-apigateway-request-validator',
  requestValidators: 'x-amazon-apigateway-request-validators',
  securityPolicy: 'x-amazon-apigateway-security-policy',
  tagValue: 'x-amazon-apigateway-tag-value',
} as const;

/** What every extension of API Gateway begins with; other `x-` members are somebody else's. */
export const EXTENSION_PREFIX = 'x-amazon-apigateway-';

/** The `x-amazon-apigateway-authtype` of a scheme that means IAM, in the spelling that AWS exports. */
export const SIGV4_AUTHTYPE = 'awsSigv4';

/** The header that carries a caller's API key, and thereby the scheme that asks for one. */
export const API_KEY_HEADER = 'x-api-key';

/** The path under which a document keeps the `$default` route of an HTTP API. */
export const DEFAULT_ROUTE_PATH = '/$default';

/** The key of the integration response that has no selection pattern. */
export const DEFAULT_RESPONSE_KEY = 'default';
