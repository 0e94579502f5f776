import { EXTENSION, EXTENSION_PREFIX } from '../../formats/x-amazon-apigateway.js';
import type { Document, OtherMembers } from '../../model/index.js';
import { keysOf, member, type Cursor } from './cursor.js';
import type { Reading } from './reading.js';

/** Members of one kind of object: those that the model has, and those that it carries along as they are. */
export interface KnownMembers {
  readonly read: ReadonlySet<string>;
  readonly kept: ReadonlySet<string>;
}

/**
 * What an object has beyond the members that were read: members that OpenAPI knows and API Gateway makes nothing of, and
 * extensions of others. What neither OpenAPI nor API Gateway knows at this place is reported.
 */
export function readOther(reading: Reading, from: Cursor, known: KnownMembers): OtherMembers | undefined {
  let other: [string, Document][] | undefined;
  for (const key of keysOf(from)) {
    if (known.read.has(key)) continue;
    const found = member(from, key);
    if (found === undefined) continue;
    const foreign = key.startsWith('x-') && !key.startsWith(EXTENSION_PREFIX);
    if (known.kept.has(key) || foreign) (other ??= []).push([key, found.value]);
    else reportUnknown(reading, found, key, known);
  }
  return other && Object.fromEntries(other);
}

/** As `readOther`, for an extension of API Gateway: nobody else has a say there, and what is foreign is reported too. */
export function readExactly(reading: Reading, from: Cursor, known: KnownMembers): void {
  const other = readOther(reading, from, known);
  if (other !== undefined) {
    reading.report('not-read', from, `The model has no place for ${Object.keys(other).join(', ')}`, 'info');
  }
}

function reportUnknown(reading: Reading, found: Cursor, key: string, known: KnownMembers): void {
  const meant = [...known.read].find((name) => name.toLowerCase() === key.toLowerCase());
  reading.report(
    'unknown-property',
    found,
    meant === undefined ? `"${key}" means nothing here` : `"${key}" means nothing here: it is spelled "${meant}"`,
  );
}

function known(read: readonly string[], kept: readonly string[] = []): KnownMembers {
  return { read: new Set(read), kept: new Set(kept) };
}

const ROOT_EXTENSIONS = [
  EXTENSION.apiKeySource,
  EXTENSION.binaryMediaTypes,
  EXTENSION.cors,
  EXTENSION.documentation,
  EXTENSION.endpointAccessMode,
  EXTENSION.endpointConfiguration,
  EXTENSION.gatewayResponses,
  EXTENSION.importExportVersion,
  EXTENSION.minimumCompressionSize,
  EXTENSION.policy,
  EXTENSION.requestValidator,
  EXTENSION.requestValidators,
  EXTENSION.securityPolicy,
];

/** Documented: https://spec.openapis.org/oas/v3.0.3 and https://swagger.io/specification/v2/, object by object. */
export const MEMBERS = {
  root3: known(
    ['openapi', 'info', 'servers', 'tags', 'externalDocs', 'paths', 'components', 'security', ...ROOT_EXTENSIONS],
    ['jsonSchemaDialect', 'webhooks'],
  ),
  root2: known([
    ...['swagger', 'info', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths', 'definitions', 'parameters'],
    ...['responses', 'securityDefinitions', 'security', 'tags', 'externalDocs', ...ROOT_EXTENSIONS],
  ]),
  info: known(['title', 'description', 'termsOfService', 'contact', 'license', 'version'], ['summary']),
  components: known(
    [
      'schemas',
      'securitySchemes',
      'parameters',
      'requestBodies',
      'responses',
      'headers',
      'pathItems',
      EXTENSION.integrations,
    ],
    ['examples', 'links', 'callbacks'],
  ),
  pathItem: known(
    ['$ref', 'parameters', 'get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', EXTENSION.anyMethod],
    ['summary', 'description', 'servers'],
  ),
  operation3: known(
    [
      ...['operationId', 'summary', 'description', 'tags', 'deprecated', 'externalDocs', 'parameters', 'requestBody'],
      ...['responses', 'security', EXTENSION.requestValidator, EXTENSION.integration, EXTENSION.auth],
    ],
    ['callbacks', 'servers'],
  ),
  operation2: known([
    ...['operationId', 'summary', 'description', 'tags', 'deprecated', 'externalDocs', 'parameters', 'responses'],
    ...[
      'consumes',
      'produces',
      'schemes',
      'security',
      EXTENSION.requestValidator,
      EXTENSION.integration,
      EXTENSION.auth,
    ],
  ]),
  parameter: known(
    ['name', 'in', 'required', 'description', 'schema'],
    ['deprecated', 'allowEmptyValue', 'style', 'explode', 'allowReserved', 'example', 'examples', 'content'],
  ),
  requestBody: known(['description', 'content', 'required']),
  mediaType: known(['schema'], ['example', 'examples', 'encoding']),
  response: known(['description', 'headers', 'content'], ['links']),
  header: known(
    ['required', 'schema'],
    [
      ...['description', 'deprecated', 'allowEmptyValue', 'style', 'explode', 'allowReserved', 'example'],
      ...['examples', 'content'],
    ],
  ),
  authorizerScheme: known(
    ['type', 'name', 'in', EXTENSION.authtype, EXTENSION.authorizer],
    ['description', 'flows', 'flow', 'scopes', 'authorizationUrl', 'tokenUrl', 'openIdConnectUrl'],
  ),
  keyScheme: known(['type', 'name', 'in', EXTENSION.authtype], ['description']),
  restAuthorizer: known([
    ...['type', 'authorizerUri', 'authorizerCredentials', 'authorizerResultTtlInSeconds', 'identitySource'],
    ...['identityValidationExpression', 'providerARNs'],
  ]),
  httpAuthorizer: known([
    ...['type', 'authorizerUri', 'authorizerCredentials', 'authorizerResultTtlInSeconds', 'identitySource'],
    ...['authorizerPayloadFormatVersion', 'enableSimpleResponses', 'jwtConfiguration'],
  ]),
  jwtConfiguration: known(['issuer', 'audience']),
  validator: known(['validateRequestBody', 'validateRequestParameters']),
  gatewayResponse: known(['statusCode', 'responseParameters', 'responseTemplates']),
  endpointConfiguration: known(['disableExecuteApiEndpoint', 'vpcEndpointIds', 'ipAddressType']),
  cors: known(['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders', 'allowCredentials', 'maxAge']),
  auth: known(['type']),
  restIntegration: known([
    ...['type', 'httpMethod', 'uri', 'credentials', 'connectionType', 'connectionId', 'integrationTarget'],
    ...['integration-target', 'requestParameters', 'requestTemplates', 'passthroughBehavior', 'cacheNamespace'],
    ...['cacheKeyParameters', 'contentHandling', 'timeoutInMillis', 'tlsConfig', 'responseTransferMode', 'responses'],
  ]),
  restTlsConfig: known(['insecureSkipVerification']),
  integrationResponse: known(['statusCode', 'responseParameters', 'responseTemplates', 'contentHandling']),
  httpIntegration: known([
    ...['type', 'httpMethod', 'uri', 'credentials', 'connectionType', 'connectionId', 'integrationTarget'],
    ...['integration-target', 'requestParameters', 'responseParameters', 'timeoutInMillis', 'tlsConfig'],
    ...['payloadFormatVersion', 'integrationSubtype'],
  ]),
  httpTlsConfig: known(['serverNameToVerify']),
} as const;
