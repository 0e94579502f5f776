import fc from 'fast-check';
import {
  joinValues,
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseHttpRouteKey,
  parseServiceParameters,
  printIdentitySource,
  printValue,
  reference,
  type HttpApi,
  type HttpApiAuthorization,
  type HttpApiAuthorizer,
  type HttpApiIntegration,
  type HttpApiRoute,
  type HttpResponseMappings,
  type HttpRouteKey,
  type Value,
} from '../../lib/model/index.js';
import { apiDocumentation } from './arbitrary-api.js';
import { identitySources } from './arbitrary-identity-source.js';
import { vpcLinks } from './arbitrary-integration.js';
import { routeStages } from './arbitrary-route-stage.js';
import { booleanValue, data, mapOf, record, tags, text, textValue, valueOf, word } from './arbitrary-values.js';

const ROUTE_KEYS = [
  ...['$default', 'GET /pets', 'ANY /pets', 'POST /pets/{petId}', 'ANY /files/{proxy+}', 'OPTIONS /', 'GET pets'],
  joinValues(['GET /', reference('Root')]),
].map(parseHttpRouteKey);

const identitySource = fc.uniqueArray(identitySources('HTTP'), {
  maxLength: 2,
  selector: (source) => printValue(printIdentitySource(source, 'HTTP')),
});

const authorizers: fc.Arbitrary<HttpApiAuthorizer> = fc.oneof(
  record(
    {
      type: fc.constant('JWT' as const),
      name: word,
      identitySource,
      issuer: textValue,
      audience: fc.array(textValue, { maxLength: 2 }),
    },
    ['type', 'name', 'issuer', 'audience'],
  ),
  record(
    {
      type: fc.constant('REQUEST' as const),
      name: word,
      uri: textValue,
      identitySource,
      payloadFormatVersion: fc.constantFrom('1.0' as const, '2.0' as const),
      enableSimpleResponses: booleanValue,
      resultTtlSeconds: valueOf(fc.integer({ min: 0, max: 3600 })),
      credentials: textValue,
    },
    ['type', 'name', 'uri', 'payloadFormatVersion'],
  ),
);

const settings = {
  description: textValue,
  timeoutMs: valueOf(fc.integer({ min: 50, max: 30_000 })),
  credentials: textValue,
  responseParameters: fc
    .subarray(['200', '404', '500'], { maxLength: 2 })
    .chain((statuses) => fc.tuple(...statuses.map((status) => responseMappings(status)))),
};

const requestParameters = mapOf(
  fc.constantFrom('overwrite:path', 'append:header.x', 'remove:querystring.y', 'overwrite:header.constructor', 'path'),
  expressions('$request.header.x', '$request.body', 'a ${request.path.id} \\$b', '$request.path', '$response.body'),
).map(parseHttpRequestMappings);

function responseMappings(statusCode: string): fc.Arbitrary<HttpResponseMappings> {
  return mapOf(
    fc.constantFrom('overwrite:statuscode', 'append:header.x', 'remove:header.y', 'overwrite:querystring.z'),
    expressions('403', '$response.header.x', '${response.body.a} ${context.stage}', '$request.header.x'),
  ).map((mappings) => ({ statusCode, mappings: parseHttpResponseMappings(mappings) }));
}

const serviceParameters = mapOf(
  fc.constantFrom('QueueUrl', 'MessageBody', 'constructor'),
  expressions('$request.body.message', '$stageVariables.v', '$request.nothing', 'com.example.$request.path.source'),
).map(parseServiceParameters);

function expressions(...texts: readonly string[]): fc.Arbitrary<Value<string>> {
  return fc.oneof(fc.constantFrom(...texts), textValue);
}

const integrations: fc.Arbitrary<HttpApiIntegration> = fc.oneof(
  record(
    {
      ...settings,
      type: fc.constant('AWS_PROXY' as const),
      uri: textValue,
      payloadFormatVersion: fc.constantFrom('1.0' as const, '2.0' as const),
      requestParameters,
    },
    ['type', 'uri', 'payloadFormatVersion'],
  ),
  record(
    {
      ...settings,
      requestParameters,
      type: fc.constant('HTTP_PROXY' as const),
      httpMethod: valueOf(fc.constantFrom('ANY', 'GET')),
      uri: textValue,
      vpcLink: vpcLinks,
      serverNameToVerify: textValue,
    },
    ['type', 'httpMethod', 'uri'],
  ),
  record(
    {
      ...settings,
      type: fc.constant('AWS_SERVICE' as const),
      subtype: fc.constantFrom('SQS-SendMessage'),
      parameters: serviceParameters,
    },
    ['type', 'subtype'],
  ),
);

/** HTTP APIs with every property of the model. */
export const httpApis: fc.Arbitrary<HttpApi> = fc
  .uniqueArray(authorizers, { maxLength: 3, selector: ({ name }) => name })
  .chain((own) =>
    record<HttpApi, 'protocol' | 'id' | 'name' | 'authorizers' | 'routes' | 'stages'>(
      {
        protocol: fc.constant('HTTP'),
        id: word,
        name: textValue,
        description: textValue,
        version: textValue,
        disableExecuteApiEndpoint: booleanValue,
        ipAddressType: fc.constantFrom('ipv4', 'dualstack'),
        cors: record(
          {
            allowOrigins: fc.array(textValue, { maxLength: 2 }),
            allowMethods: fc.array(word, { maxLength: 2 }),
            allowHeaders: fc.array(word, { maxLength: 2 }),
            exposeHeaders: fc.array(word, { maxLength: 2 }),
            allowCredentials: booleanValue,
            maxAgeSeconds: valueOf(fc.integer({ min: -1, max: 86_400 })),
          },
          [],
        ),
        authorizers: fc.constant(own),
        routes: fc
          .tuple(fc.subarray(ROUTE_KEYS, { maxLength: 3 }), integrations)
          .chain(([keys, shared]) => fc.tuple(...keys.map((key) => routes(key, own, shared)))),
        stages: routeStages(fc.oneof(word, fc.constant('$default')), ROUTE_KEYS),
        tags,
        documentation: apiDocumentation,
      },
      ['protocol', 'id', 'name', 'authorizers', 'routes', 'stages'],
    ),
  );

function routes(
  routeKey: HttpRouteKey,
  own: readonly HttpApiAuthorizer[],
  shared: HttpApiIntegration,
): fc.Arbitrary<HttpApiRoute> {
  return record<HttpApiRoute, 'routeKey'>(
    {
      routeKey: fc.constant(routeKey),
      operationName: text,
      authorization: authorizations(own),
      integration: fc.oneof(
        { weight: 2, arbitrary: integrations },
        { weight: 1, arbitrary: fc.constant(shared).map((integration) => ({ ...integration })) },
      ),
      documentation: mapOf(fc.constantFrom('summary', 'requestBody', 'x-owner', 'responses'), data),
    },
    ['routeKey'],
  );
}

function authorizations(own: readonly HttpApiAuthorizer[]): fc.Arbitrary<HttpApiAuthorization> {
  return fc.oneof(
    fc.constantFrom<HttpApiAuthorization>({ type: 'NONE' }, { type: 'AWS_IAM' }),
    ...own.map(({ name, type }): fc.Arbitrary<HttpApiAuthorization> =>
      type === 'JWT'
        ? record({ type: fc.constant(type), authorizer: fc.constant(name), scopes: fc.array(word, { maxLength: 2 }) }, [
            'type',
            'authorizer',
          ])
        : fc.constant({ type: 'CUSTOM', authorizer: name }),
    ),
  );
}
