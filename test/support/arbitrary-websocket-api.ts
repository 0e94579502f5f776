import fc from 'fast-check';
import {
  joinValues,
  lateText,
  parseSelectionExpression,
  parseWebSocketRouteKey,
  printIdentitySource,
  printValue,
  reference,
  type IntegrationResponseExpression,
  type MessageExpression,
  type MessageMappingSource,
  type WebSocketApi,
  type WebSocketAuthorizer,
  type WebSocketIntegration,
  type WebSocketIntegrationResponse,
  type WebSocketRoute,
  type WebSocketRouteKey,
  type WebSocketRouteResponse,
} from '../../lib/model/index.js';
import { schemaModels } from './arbitrary-api.js';
import { identitySources } from './arbitrary-identity-source.js';
import {
  bodySources,
  commonSources,
  contentHandling,
  responseMappings,
  templates,
  vpcLinks,
} from './arbitrary-integration.js';
import { routeStages } from './arbitrary-route-stage.js';
import {
  booleanValue,
  deployTime,
  headerName,
  mapOf,
  record,
  tags,
  text,
  textValue,
  valueOf,
  word,
} from './arbitrary-values.js';

const ROUTE_KEYS = [
  ...['$connect', '$disconnect', '$default', 'sendMessage', 'connect', 'send message', '/4..', '$unknown'],
  joinValues(['send', reference('Suffix')]),
].map(parseWebSocketRouteKey);

const messageExpressions: fc.Arbitrary<MessageExpression> = fc
  .oneof(
    fc.constantFrom(
      ...['$request.body.action', '${request.body.version}-${request.header.x}', '\\$default', '$default'],
      ...['$context.routeKey', '${stageVariables.v}', '$request.querystring.kind', '${response.body.a}', ''],
    ),
    textValue,
  )
  .map((expression) => parseSelectionExpression(expression, 'message-expression'));

const responseExpressions: fc.Arbitrary<IntegrationResponseExpression> = fc
  .oneof(
    fc.constantFrom(
      ...['${integration.response.statuscode}', '$integration.response.header.x', '\\$default', '$request.body.a'],
      ...['$integration.response.body.errorMessage', '${integration.response.multivalueheader.x}', '${request.path}'],
    ),
    textValue,
  )
  .map((expression) => parseSelectionExpression(expression, 'integration-response-expression'));

const messageSources: fc.Arbitrary<MessageMappingSource> = fc.oneof(
  deployTime.map((value): MessageMappingSource => lateText('message-mapping', value)),
  commonSources,
  bodySources,
  fc
    .tuple(fc.constantFrom('header', 'querystring', 'multivalueheader', 'multivaluequerystring'), headerName)
    .map(([kind, name]): MessageMappingSource => ({ kind, name })),
);

const integrationResponses: fc.Arbitrary<WebSocketIntegrationResponse> = record<
  WebSocketIntegrationResponse,
  'integrationResponseKey'
>(
  {
    integrationResponseKey: fc.constantFrom('$default', '/4\\d\\d/', '/2../', '/.*/'),
    contentHandling,
    templateSelectionExpression: responseExpressions,
    responseTemplates: templates,
    responseParameters: responseMappings,
  },
  ['integrationResponseKey'],
);

const settings = {
  credentials: textValue,
  timeoutMs: valueOf(fc.integer({ min: 50, max: 29_000 })),
  contentHandling,
  passthroughBehavior: fc.constantFrom('WHEN_NO_MATCH' as const, 'WHEN_NO_TEMPLATES' as const, 'NEVER' as const),
  templateSelectionExpression: messageExpressions,
  requestTemplates: templates,
  requestParameters: fc.uniqueArray(
    record(
      {
        target: record(
          { location: fc.constantFrom('header' as const, 'querystring' as const, 'path' as const), name: headerName },
          ['location', 'name'],
        ),
        source: messageSources,
      },
      ['target', 'source'],
    ),
    { maxLength: 2, selector: ({ target }) => `${target.location}.${target.name}` },
  ),
  responses: fc.uniqueArray(integrationResponses, {
    maxLength: 2,
    selector: ({ integrationResponseKey }) => integrationResponseKey,
  }),
};

const integrations: fc.Arbitrary<WebSocketIntegration> = fc.oneof(
  record({ ...settings, type: fc.constant('MOCK' as const) }, ['type']),
  record(
    {
      ...settings,
      type: fc.constantFrom('HTTP' as const, 'HTTP_PROXY' as const, 'AWS' as const, 'AWS_PROXY' as const),
      uri: textValue,
      httpMethod: valueOf(fc.constantFrom('POST', 'GET', 'ANY')),
      vpcLink: vpcLinks,
    },
    ['type', 'uri', 'httpMethod'],
  ) as fc.Arbitrary<WebSocketIntegration>,
);

const routeResponses: fc.Arbitrary<WebSocketRouteResponse> = record<WebSocketRouteResponse, 'routeResponseKey'>(
  {
    routeResponseKey: fc.constantFrom('$default', 'other'),
    modelSelectionExpression: responseExpressions,
    responseModels: mapOf(word, word),
  },
  ['routeResponseKey'],
);

const authorizers: fc.Arbitrary<WebSocketAuthorizer> = record<
  WebSocketAuthorizer,
  'type' | 'name' | 'uri' | 'identitySource'
>(
  {
    type: fc.constant('REQUEST'),
    name: word,
    uri: textValue,
    identitySource: fc.uniqueArray(identitySources('WEBSOCKET'), {
      maxLength: 2,
      selector: (source) => printValue(printIdentitySource(source, 'WEBSOCKET')),
    }),
    credentials: textValue,
  },
  ['type', 'name', 'uri', 'identitySource'],
);

/** WebSocket APIs with every property of the model. */
export const webSocketApis: fc.Arbitrary<WebSocketApi> = fc
  .tuple(
    fc.uniqueArray(authorizers, { maxLength: 2, selector: ({ name }) => name }),
    fc.uniqueArray(fc.oneof(word, fc.constant('constructor')), { maxLength: 3 }),
  )
  .chain(([own, models]) =>
    record<WebSocketApi, 'protocol' | 'id' | 'name' | 'routeSelectionExpression' | 'authorizers' | 'routes' | 'stages'>(
      {
        protocol: fc.constant('WEBSOCKET'),
        id: word,
        name: textValue,
        description: textValue,
        version: textValue,
        routeSelectionExpression: messageExpressions,
        apiKeySelectionExpression: messageExpressions,
        disableExecuteApiEndpoint: booleanValue,
        disableSchemaValidation: booleanValue,
        ipAddressType: fc.constantFrom('ipv4', 'dualstack'),
        authorizers: fc.constant(own),
        models: fc.tuple(...models.map((name) => schemaModels(name, models))),
        routes: fc
          .tuple(fc.subarray(ROUTE_KEYS, { maxLength: 3 }), integrations)
          .chain(([keys, shared]) => fc.tuple(...keys.map((key) => routes(key, { own, models, shared })))),
        stages: routeStages(word, ROUTE_KEYS, { clientCertificateId: textValue }),
        tags,
      },
      ['protocol', 'id', 'name', 'routeSelectionExpression', 'authorizers', 'routes', 'stages'],
    ),
  );

/** What a route may name or share. */
interface Names {
  readonly own: readonly WebSocketAuthorizer[];
  readonly models: readonly string[];
  readonly shared: WebSocketIntegration;
}

function routes(routeKey: WebSocketRouteKey, { own, models, shared }: Names): fc.Arbitrary<WebSocketRoute> {
  return record<WebSocketRoute, 'routeKey'>(
    {
      routeKey: fc.constant(routeKey),
      operationName: text,
      apiKeyRequired: fc.boolean(),
      authorization: fc.constantFrom<Exclude<WebSocketRoute['authorization'], undefined>>(
        { type: 'NONE' },
        { type: 'AWS_IAM' },
        ...own.map(({ name }) => ({ type: 'CUSTOM' as const, authorizer: name })),
      ),
      modelSelectionExpression: messageExpressions,
      requestModels: mapOf(fc.oneof(word, fc.constant('$default')), fc.constantFrom('Elsewhere', ...models)),
      requestParameters: fc.uniqueArray(
        record(
          {
            location: fc.constantFrom('header', 'querystring', 'multivalueheader', 'multivaluequerystring'),
            name: headerName,
            required: fc.boolean(),
          },
          ['location', 'name', 'required'],
        ),
        { maxLength: 2, selector: ({ location, name }) => `${location}.${name}` },
      ),
      integration: fc.oneof(
        { weight: 2, arbitrary: integrations },
        { weight: 1, arbitrary: fc.constant(shared).map((integration) => ({ ...integration })) },
      ),
      routeResponseSelectionExpression: messageExpressions,
      responses: fc.uniqueArray(routeResponses, {
        maxLength: 2,
        selector: ({ routeResponseKey }) => routeResponseKey,
      }),
    },
    ['routeKey'],
  );
}
