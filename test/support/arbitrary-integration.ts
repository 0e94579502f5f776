import fc from 'fast-check';
import { lateText, printCacheKey, printValue } from '../../lib/model/index.js';
import type {
  CacheKey,
  CacheKeyParameter,
  CommonMappingSource,
  GatewayResponseParameter,
  Integration,
  IntegrationResponse,
  ParameterLocation,
  RequestMappingSource,
  RequestParameterMapping,
  ResponseMappingSource,
  ResponseParameterMapping,
} from '../../lib/model/index.js';
import {
  contentType,
  deployTime,
  headerName,
  mapOf,
  record,
  text,
  textValue,
  valueOf,
  word,
} from './arbitrary-values.js';

export const commonSources: fc.Arbitrary<CommonMappingSource> = fc.oneof(
  fc.constantFrom<CommonMappingSource>(
    { kind: 'context', path: 'requestId' },
    { kind: 'context', path: 'authorizer.claims.sub' },
    { kind: 'stage-variable', name: 'version' },
    { kind: 'invalid', text: 'true' },
    { kind: 'invalid', text: '$context.requestId' },
  ),
  text.map((value): CommonMappingSource => ({ kind: 'literal', value })),
);

export const bodySources = fc.constantFrom(
  { kind: 'body' as const, path: '' },
  { kind: 'body' as const, path: 'a.b[0]' },
);

const requestSources: fc.Arbitrary<RequestMappingSource> = fc.oneof(
  deployTime.map((value): RequestMappingSource => lateText('request-mapping', value)),
  commonSources,
  bodySources,
  fc
    .tuple(
      fc.constantFrom(
        'header' as const,
        'querystring' as const,
        'path' as const,
        'multivalueheader' as const,
        'multivaluequerystring' as const,
      ),
      headerName,
    )
    .map(([kind, name]): RequestMappingSource => ({ kind, name })),
);

const responseSources: fc.Arbitrary<ResponseMappingSource> = fc.oneof(
  deployTime.map((value): ResponseMappingSource => lateText('response-mapping', value)),
  commonSources,
  bodySources,
  fc
    .tuple(fc.constantFrom('header' as const, 'multivalueheader' as const), headerName)
    .map(([kind, name]): ResponseMappingSource => ({ kind, name })),
);

function requestMappings(
  locations: readonly ParameterLocation[],
): fc.Arbitrary<readonly (RequestParameterMapping & GatewayResponseParameter)[]> {
  return fc.uniqueArray(
    record(
      {
        target: record({ location: fc.constantFrom(...locations), name: headerName }, ['location', 'name']),
        source: requestSources,
      },
      ['target', 'source'],
    ),
    { maxLength: 2, selector: ({ target }) => `${target.location}.${target.name}` },
  );
}

export const gatewayMappings: fc.Arbitrary<readonly GatewayResponseParameter[]> = requestMappings([
  'header',
  'querystring',
  'path',
]);

export const responseMappings: fc.Arbitrary<readonly ResponseParameterMapping[]> = fc.uniqueArray(
  record({ header: headerName, source: responseSources }, ['header', 'source']),
  { maxLength: 2, selector: ({ header }) => header },
);

export const contentHandling = fc.constantFrom('CONVERT_TO_BINARY' as const, 'CONVERT_TO_TEXT' as const);

export const templates = mapOf(contentType, textValue);

const integrationResponses: fc.Arbitrary<IntegrationResponse> = record<IntegrationResponse, 'statusCode'>(
  {
    statusCode: fc.constantFrom('200', '301', '404', '500'),
    selectionPattern: fc.oneof(
      fc.constantFrom('4\\d{2}', '.*Error.*', '404', '500', '', 'default'),
      fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: deployTime }),
    ),
    responseParameters: responseMappings,
    responseTemplates: templates,
    contentHandling,
  },
  ['statusCode'],
);

const settings = {
  requestParameters: requestMappings(['header', 'querystring', 'path']),
  requestTemplates: templates,
  passthroughBehavior: fc.constantFrom('WHEN_NO_MATCH' as const, 'WHEN_NO_TEMPLATES' as const, 'NEVER' as const),
  contentHandling,
  credentials: textValue,
  timeoutMs: valueOf(fc.integer({ min: 50, max: 29_000 })),
  cacheNamespace: textValue,
  cacheKeyParameters: fc.uniqueArray(
    fc.oneof(
      record<CacheKey, 'kind' | 'location' | 'name'>(
        {
          kind: fc.constantFrom('method.request', 'integration.request'),
          location: fc.constantFrom('header', 'querystring', 'path', 'multivalueheader', 'multivaluequerystring'),
          name: headerName,
        },
        ['kind', 'location', 'name'],
      ),
      deployTime.map((value): CacheKeyParameter => lateText('cache-key', value)),
      fc.constant<CacheKeyParameter>({ kind: 'invalid', text: 'method.request.header' }),
    ),
    { maxLength: 2, selector: (key) => printValue(printCacheKey(key)) },
  ),
  responseTransferMode: fc.constantFrom('BUFFERED' as const, 'STREAM' as const),
  responses: fc.uniqueArray(integrationResponses, { maxLength: 3, selector: ({ statusCode }) => statusCode }),
};

export const vpcLinks = record({ id: textValue, target: textValue }, ['id']);

const target = {
  httpMethod: valueOf(fc.constantFrom('POST', 'GET', 'ANY')),
  uri: textValue,
  vpcLink: vpcLinks,
  insecureSkipVerification: fc.boolean(),
};

/** Integrations of every type, with every setting that one may store. */
export const integrations: fc.Arbitrary<Integration> = fc.oneof(
  record({ ...settings, type: fc.constant('MOCK' as const) }, ['type']),
  record({ ...settings, ...target, type: fc.constantFrom('HTTP' as const, 'HTTP_PROXY' as const) }, [
    'type',
    'httpMethod',
    'uri',
  ]) as fc.Arbitrary<Integration>,
  record({ ...settings, ...target, type: fc.constantFrom('AWS' as const, 'AWS_PROXY' as const) }, [
    'type',
    'httpMethod',
    'uri',
  ]) as fc.Arbitrary<Integration>,
);
