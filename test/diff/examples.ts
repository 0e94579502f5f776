import type { ChangeKind } from '../../lib/diff/index.js';
import {
  EMPTY_COLLECTION,
  parseCacheKey,
  parseHttpRouteKey,
  parseRequestMappingSource,
  parseResponseMappingSource,
  parseSelectionExpression,
  parseWebSocketRouteKey,
  printModelReference,
  reference,
  type ApiCollection,
} from '../../lib/model/index.js';

/** Two collections that differ in one thing. */
export interface Example {
  readonly before: ApiCollection;
  readonly after: ApiCollection;
}

const late = reference('Parameter');
const header = (name: string): object => ({ kind: 'header', name });

const petsMethods = [
  {
    httpMethod: 'GET',
    authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool', scopes: ['read'] },
    requestParameters: [{ location: 'querystring', name: 'kind', required: false }],
    requestModels: { 'application/json': 'Pet' },
    requestValidator: 'all',
    integration: {
      type: 'HTTP',
      uri: 'https://example.com',
      httpMethod: 'GET',
      requestTemplates: { 'application/json': '{}' },
      responses: [
        {
          statusCode: '200',
          responseParameters: [
            { header: 'X-Id', source: parseResponseMappingSource("'1'") },
            { header: 'Access-Control-Allow-Origin', source: parseResponseMappingSource("'https://a.example'") },
          ],
        },
      ],
    },
    responses: [
      {
        statusCode: '200',
        responseModels: { 'application/json': 'Pets' },
        responseHeaders: [{ name: 'X-Id', required: false }],
      },
    ],
  },
];

const base: ApiCollection = {
  ...EMPTY_COLLECTION,
  apis: [
    {
      protocol: 'REST',
      id: 'Rest',
      name: 'pets',
      minimumCompressionBytes: 10,
      models: [
        { name: 'Pet', schema: { type: 'object', required: ['name'] } },
        { name: 'Pets', schema: { type: 'array' } },
      ],
      requestValidators: [
        { name: 'all', validateRequestBody: true, validateRequestParameters: true },
        { name: 'every', validateRequestBody: true, validateRequestParameters: true },
        { name: 'none', validateRequestBody: false, validateRequestParameters: false },
      ],
      authorizers: [
        {
          type: 'COGNITO_USER_POOLS',
          name: 'pool',
          identitySource: header('Authorization'),
          providerArns: ['arn:aws:cognito-idp:eu-west-1:000000000000:userpool/a'],
        },
      ],
      gatewayResponses: [{ responseType: 'THROTTLED', statusCode: '429' }],
      resources: [
        { path: '/empty', methods: [] },
        { path: '/pets', methods: petsMethods },
        { path: '/pets/{petId}', methods: [{ httpMethod: 'GET' }] },
        { path: '/{proxy+}', methods: [{ httpMethod: 'ANY' }] },
      ],
      stages: [
        {
          name: 'prod',
          variables: { backend: 'a' },
          methodSettings: [{ path: '*', httpMethod: '*', throttle: { ratePerSecond: 10, burst: 20 } }],
        },
      ],
    } as never,
    {
      protocol: 'HTTP',
      id: 'Http',
      name: 'shop',
      cors: { allowOrigins: ['https://a.example'], maxAgeSeconds: 5 },
      authorizers: [{ type: 'JWT', name: 'jwt', issuer: 'https://issuer.example', audience: ['a', 'b'] }],
      routes: [
        {
          routeKey: parseHttpRouteKey('GET /orders/{orderId}'),
          authorization: { type: 'JWT', authorizer: 'jwt', scopes: ['a', 'b'] },
          integration: {
            type: 'AWS_PROXY',
            uri: 'arn:aws:lambda:eu-west-1:000000000000:function:orders',
            payloadFormatVersion: '1.0',
          },
        },
      ],
      stages: [{ name: '$default', autoDeploy: false }],
    },
    {
      protocol: 'WEBSOCKET',
      id: 'Chat',
      name: 'chat',
      routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
      authorizers: [],
      routes: [
        { routeKey: parseWebSocketRouteKey('send'), integration: { type: 'MOCK' } },
        {
          routeKey: parseWebSocketRouteKey('ask'),
          integration: { type: 'MOCK' },
          routeResponseSelectionExpression: parseSelectionExpression('\\$default', 'message-expression'),
        },
      ],
      stages: [],
    },
  ],
  usagePlans: [
    {
      id: 'Plan',
      name: 'basic',
      quota: { limit: 100, period: 'DAY' },
      apiStages: [{ api: 'Rest', stage: 'prod' }],
      apiKeys: ['Key'],
    },
  ],
  apiKeys: [{ id: 'Key', name: 'mobile', value: '0123456789abcdef0123', enabled: true }],
  domainNames: [
    {
      id: 'Domain',
      name: 'api.example.com',
      mappings: [{ api: 'Rest', stage: 'prod', basePath: 'pets' }],
      mutualTls: { truststoreUri: 's3://bucket/a.pem' },
    },
  ],
  vpcLinks: [{ id: 'Link', name: 'link', targetArns: ['arn:a'] }],
};

/** The base with the value at a path replaced; undefined removes it. */
function withAt(path: string, value: unknown): ApiCollection {
  return set(base, path.split('.'), value) as ApiCollection;
}

function set(within: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(within)) {
    const items: readonly unknown[] = within;
    const index = key === '+' ? items.length : Number(key);
    const changed = rest.length === 0 ? value : set(items[index], rest, value);
    return [...items.slice(0, index), ...(changed === undefined ? [] : [changed]), ...items.slice(index + 1)];
  }
  const { [key]: old, ...others } = (within ?? {}) as Readonly<Record<string, unknown>>;
  const changed = rest.length === 0 ? value : set(old, rest, value);
  return { ...others, ...(changed !== undefined && { [key]: changed }) };
}

/** A path in the base, and the value there after the change. */
function to(path: string, value: unknown): Example {
  return { before: base, after: withAt(path, value) };
}

/** The same change the other way round, from the value to the base. */
function from(path: string, value: unknown): Example {
  return { before: withAt(path, value), after: base };
}

function fromTo(path: string, before: unknown, after: unknown): Example {
  return { before: withAt(path, before), after: withAt(path, after) };
}

const REST = 'apis.0';
const GET = `${REST}.resources.1.methods.0`;
const STAGE = `${REST}.stages.0`;
const HTTP = 'apis.1';
const ORDERS = `${HTTP}.routes.0`;
const CHAT = 'apis.2';
const mapping = { target: { location: 'header', name: 'X' }, source: parseRequestMappingSource('context.requestId') };
const stage = { name: 'beta' };
const parameter = (required: boolean): object => ({ location: 'querystring', name: 'kind', required });
const cors = `${HTTP}.cors`;

/** An example of every kind of change. */
export const EXAMPLES: Readonly<Record<ChangeKind, readonly Example[]>> = {
  'api-added': [from(CHAT, undefined), from(HTTP, undefined)],
  'api-removed': [to(HTTP, undefined), to(CHAT, undefined)],
  'api-renamed': [to(`${REST}.name`, 'animals'), to(`${CHAT}.name`, late)],
  'id-changed': [to(`${REST}.id`, 'Animals'), to('usagePlans.0.id', 'Free'), to('domainNames.0.id', 'Other')],
  'documentation-changed': [
    to(`${REST}.description`, 'All pets'),
    to(`${GET}.documentation`, { summary: 'Lists' }),
    to(`${REST}.models.0.schema`, { type: 'object', required: ['name'], description: 'A pet' }),
    to(`${STAGE}.description`, 'Live'),
    to(`${REST}.resources.1.documentation`, { summary: 'Pets' }),
  ],
  'tags-changed': [to(`${REST}.tags`, { team: 'a' }), to(`${STAGE}.tags`, { team: 'a' })],
  'endpoint-made-private': [to(`${REST}.endpoint`, { type: 'PRIVATE' })],
  'endpoint-type-changed': [
    to(`${REST}.endpoint`, { type: 'REGIONAL' }),
    from(`${REST}.endpoint`, { type: 'PRIVATE' }),
    to(`${REST}.endpoint`, { type: late }),
  ],
  'vpc-endpoints-changed': [to(`${REST}.endpoint`, { vpcEndpointIds: ['vpce-1'] })],
  'ip-address-type-changed': [
    to(`${REST}.endpoint`, { ipAddressType: 'dualstack' }),
    to(`${HTTP}.ipAddressType`, 'dualstack'),
  ],
  'default-endpoint-disabled': [to(`${REST}.disableExecuteApiEndpoint`, true)],
  'default-endpoint-enabled': [from(`${HTTP}.disableExecuteApiEndpoint`, true)],
  'default-endpoint-changed': [to(`${CHAT}.disableExecuteApiEndpoint`, late)],
  'binary-media-types-changed': [to(`${REST}.binaryMediaTypes`, ['image/png'])],
  'compression-changed': [to(`${REST}.minimumCompressionBytes`, 11)],
  'compression-switched': [to(`${REST}.minimumCompressionBytes`, undefined)],
  'api-key-source-changed': [
    to(`${REST}.apiKeySource`, 'AUTHORIZER'),
    to(
      `${CHAT}.apiKeySelectionExpression`,
      parseSelectionExpression('$context.authorizer.usageIdentifierKey', 'message-expression'),
    ),
  ],
  'policy-changed': [to(`${REST}.policy`, { Statement: [] }), to('domainNames.0.policy', { Statement: [] })],
  'tls-policy-changed': [to(`${REST}.securityPolicy`, 'TLS_1_2'), to('domainNames.0.securityPolicy', 'TLS_1_2')],
  'endpoint-access-mode-changed': [to(`${REST}.endpointAccessMode`, 'STRICT')],
  'route-selection-changed': [
    to(`${CHAT}.routeSelectionExpression`, parseSelectionExpression('$request.body.type', 'message-expression')),
  ],
  rewritten: [
    to(`${HTTP}.stages.0.variables`, {}),
    to(`${HTTP}.authorizers.0.audience`, ['b', 'a']),
    to(`${ORDERS}.authorization.scopes`, ['b', 'a']),
    to(`${STAGE}.methodSettings.+`, { path: '/pets', httpMethod: 'GET' }),
    fromTo(`${HTTP}.stages`, [{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'a' }]),
  ],
  changed: [to(`${REST}.somethingNew`, true), to(`${STAGE}.somethingNew`, true)],

  'model-added': [to(`${REST}.models.+`, { name: 'Toy', schema: {} })],
  'model-removed': [from(`${REST}.models.+`, { name: 'Toy', schema: {} })],
  'model-narrowed': [to(`${REST}.models.0.schema`, { type: 'object', required: ['name', 'age'] })],
  'model-widened': [to(`${REST}.models.0.schema`, { type: 'object' })],
  'model-changed': [
    to(`${REST}.models.0.contentType`, 'application/xml'),
    to(`${REST}.models.0.schema`, { $ref: printModelReference('Pets') }),
    to(`${REST}.models.1.schema`, { type: 'array', minItems: 1 }),
    to(`${REST}.models.1.schema`, {}),
  ],
  'validator-added': [from(`${REST}.requestValidators.1`, undefined)],
  'validator-removed': [to(`${REST}.requestValidators.1`, undefined)],
  'validator-replaced': [to(`${GET}.requestValidator`, 'every')],
  'validation-tightened': [
    from(`${GET}.requestValidator`, undefined),
    from(`${REST}.requestValidators.0.validateRequestBody`, false),
    from(`${CHAT}.disableSchemaValidation`, true),
  ],
  'validation-loosened': [
    to(`${GET}.requestValidator`, 'none'),
    to(`${REST}.requestValidators.0.validateRequestParameters`, false),
    to(`${CHAT}.disableSchemaValidation`, true),
  ],
  'validation-changed': [to(`${GET}.requestValidator`, 'nowhere'), to(`${CHAT}.disableSchemaValidation`, late)],
  'authorizer-added': [from(`${HTTP}.authorizers.0`, undefined)],
  'authorizer-removed': [to(`${HTTP}.authorizers.0`, undefined)],
  'authorizer-tightened': [
    to(`${REST}.authorizers.0.identitySource`, header('X-Token')),
    to(`${REST}.authorizers.0.identityValidationExpression`, '^Bearer '),
    to(`${HTTP}.authorizers.0.issuer`, 'https://other.example'),
    to(`${HTTP}.authorizers.0.audience`, ['a']),
  ],
  'authorizer-loosened': [
    from(`${REST}.authorizers.0.identityValidationExpression`, '^Bearer '),
    to(`${HTTP}.authorizers.0.audience`, ['a', 'b', 'c']),
  ],
  'authorizer-changed': [
    to(`${REST}.authorizers.0.resultTtlSeconds`, 60),
    to(`${HTTP}.authorizers.0.issuer`, late),
    to(`${HTTP}.authorizers.0.audience`, [late, 'b']),
    to(`${HTTP}.authorizers.0`, { type: 'REQUEST', name: 'jwt', uri: 'a', payloadFormatVersion: '2.0' }),
  ],
  'gateway-response-added': [to(`${REST}.gatewayResponses.+`, { responseType: 'UNAUTHORIZED' })],
  'gateway-response-removed': [to(`${REST}.gatewayResponses.0`, undefined)],
  'gateway-response-changed': [to(`${REST}.gatewayResponses.0.statusCode`, '503')],
  'cors-enabled': [from(cors, undefined)],
  'cors-disabled': [to(cors, undefined)],
  'cors-narrowed': [
    to(`${cors}.allowOrigins`, []),
    to(`${cors}.allowOrigins`, ['https://b.example']),
    from(`${cors}.allowOrigins`, ['*']),
    from(`${cors}.allowCredentials`, true),
    to(`${GET}.integration.responses.0.responseParameters.1`, undefined),
    to(`${GET}.integration.responses.0.responseParameters.1.source`, parseResponseMappingSource("'https://b.example'")),
  ],
  'cors-widened': [
    to(`${cors}.allowMethods`, ['GET']),
    to(`${cors}.allowOrigins`, ['*']),
    to(`${cors}.allowCredentials`, true),
    to(`${GET}.integration.responses.0.responseParameters.1.source`, parseResponseMappingSource("'*'")),
    to(`${REST}.gatewayResponses.0.responseParameters`, [
      { target: { location: 'header', name: 'Access-Control-Allow-Origin' }, source: parseRequestMappingSource("'*'") },
    ]),
  ],
  'cors-changed': [
    to(`${cors}.maxAgeSeconds`, 6),
    to(`${cors}.allowCredentials`, late),
    to(
      `${GET}.integration.responses.0.responseParameters.1.source`,
      parseResponseMappingSource('integration.response.header.origin'),
    ),
  ],

  'route-added': [
    to(`${HTTP}.routes.+`, { routeKey: parseHttpRouteKey('POST /orders/{orderId}') }),
    to(`${HTTP}.routes.+`, { routeKey: parseHttpRouteKey('$default') }),
    to(`${CHAT}.routes.+`, { routeKey: parseWebSocketRouteKey('leave') }),
  ],
  'route-overrides': [
    to(`${REST}.resources.1.methods.+`, { httpMethod: 'POST' }),
    to(`${HTTP}.routes.+`, { routeKey: parseHttpRouteKey('GET /orders/new') }),
    to(`${CHAT}.routes.+`, { routeKey: parseWebSocketRouteKey('$connect') }),
  ],
  'route-removed': [
    to(ORDERS, undefined),
    to(`${REST}.resources.3.methods.0`, undefined),
    to(`${CHAT}.routes.0`, undefined),
  ],
  'route-falls-back': [
    to(`${REST}.resources.2.methods.0`, undefined),
    to(`${REST}.resources.2`, undefined),
    from(`${CHAT}.routes.+`, { routeKey: parseWebSocketRouteKey('$connect') }),
  ],
  'path-variable-renamed': [
    to(`${REST}.resources.2.path`, '/pets/{id}'),
    to(`${ORDERS}.routeKey`, parseHttpRouteKey('GET /orders/{id}')),
  ],
  'resource-added': [from(`${REST}.resources.0`, undefined)],
  'resource-removed': [to(`${REST}.resources.0`, undefined)],
  'operation-name-changed': [to(`${GET}.operationName`, 'listPets')],
  'authorization-tightened': [to(`${REST}.resources.2.methods.0.authorization`, { type: 'AWS_IAM' })],
  'authorization-loosened': [to(`${GET}.authorization`, { type: 'NONE' })],
  'authorization-replaced': [to(`${GET}.authorization`, { type: 'AWS_IAM' })],
  'authorization-changed': [
    to(`${ORDERS}.authorization`, { type: 'JWT', authorizer: 'other', scopes: ['a'] }),
    to(`${GET}.authorization.authorizerId`, 'abc'),
  ],
  'scopes-tightened': [
    to(`${ORDERS}.authorization.scopes`, ['a']),
    to(`${ORDERS}.authorization.scopes`, ['c']),
    from(`${GET}.authorization.scopes`, undefined),
  ],
  'scopes-loosened': [
    to(`${ORDERS}.authorization.scopes`, ['a', 'b', 'c']),
    to(`${ORDERS}.authorization.scopes`, undefined),
  ],
  'scopes-changed': [to(`${GET}.authorization.scopes`, undefined)],
  'api-key-required': [to(`${GET}.apiKeyRequired`, true), to(`${CHAT}.routes.0.apiKeyRequired`, true)],
  'api-key-not-required': [from(`${GET}.apiKeyRequired`, true)],
  'request-parameter-required': [
    to(`${GET}.requestParameters`, [parameter(true)]),
    fromTo(`${GET}.requestParameters`, [], [parameter(true)]),
  ],
  'request-parameter-optional': [from(`${GET}.requestParameters`, [parameter(true)])],
  'request-parameter-added': [from(`${GET}.requestParameters`, [])],
  'request-parameter-removed': [to(`${GET}.requestParameters`, [])],
  'request-model-added': [from(`${GET}.requestModels`, {})],
  'request-model-removed': [to(`${GET}.requestModels`, {})],
  'request-model-changed': [to(`${GET}.requestModels`, { 'application/json': 'Toy' })],
  'model-selection-changed': [
    to(
      `${CHAT}.routes.0.modelSelectionExpression`,
      parseSelectionExpression('$request.body.kind', 'message-expression'),
    ),
  ],
  'response-added': [to(`${GET}.responses.+`, { statusCode: '404' })],
  'response-removed': [to(`${GET}.responses.0`, undefined)],
  'response-model-changed': [to(`${GET}.responses.0.responseModels`, {})],
  'response-header-added': [to(`${GET}.responses.0.responseHeaders.+`, { name: 'Z', required: false })],
  'response-header-removed': [to(`${GET}.responses.0.responseHeaders`, [])],
  'response-header-changed': [to(`${GET}.responses.0.responseHeaders.0.required`, true)],
  'two-way-enabled': [from(`${CHAT}.routes.1.routeResponseSelectionExpression`, undefined)],
  'two-way-disabled': [to(`${CHAT}.routes.1.routeResponseSelectionExpression`, undefined)],
  'two-way-changed': [
    to(`${CHAT}.routes.1.routeResponseSelectionExpression`, parseSelectionExpression('other', 'message-expression')),
  ],

  'integration-added': [from(`${GET}.integration`, undefined)],
  'integration-removed': [to(`${ORDERS}.integration`, undefined)],
  'integration-type-changed': [to(`${GET}.integration`, { type: 'MOCK' })],
  'integration-uri-changed': [to(`${GET}.integration.uri`, 'https://b.example'), to(`${ORDERS}.integration.uri`, late)],
  'integration-method-changed': [to(`${GET}.integration.httpMethod`, 'POST')],
  'integration-connection-changed': [to(`${GET}.integration.vpcLink`, { id: 'abc' })],
  'integration-credentials-changed': [to(`${ORDERS}.integration.credentials`, 'arn:aws:iam::*:user/*')],
  'timeout-shortened': [to(`${GET}.integration.timeoutMs`, 28_999), to(`${ORDERS}.integration.timeoutMs`, 50)],
  'timeout-extended': [from(`${GET}.integration.timeoutMs`, 28_999)],
  'timeout-changed': [to(`${GET}.integration.timeoutMs`, late)],
  'request-mapping-changed': [to(`${GET}.integration.requestParameters`, [mapping])],
  'request-template-changed': [
    to(`${GET}.integration.requestTemplates`, {}),
    to(`${GET}.integration.requestTemplates.application/json`, '{"a":1}'),
  ],
  'response-mapping-changed': [to(`${GET}.integration.responses.0.responseParameters.0`, undefined)],
  'response-template-changed': [to(`${GET}.integration.responses.0.responseTemplates`, { 'text/plain': 'a' })],
  'template-selection-changed': [
    to(
      `${CHAT}.routes.0.integration.templateSelectionExpression`,
      parseSelectionExpression('$request.body.kind', 'message-expression'),
    ),
  ],
  'passthrough-tightened': [
    to(`${GET}.integration.passthroughBehavior`, 'NEVER'),
    fromTo(`${GET}.integration.passthroughBehavior`, 'WHEN_NO_TEMPLATES', 'NEVER'),
  ],
  'passthrough-loosened': [from(`${GET}.integration.passthroughBehavior`, 'WHEN_NO_TEMPLATES')],
  'content-handling-changed': [to(`${GET}.integration.contentHandling`, 'CONVERT_TO_TEXT')],
  'cache-key-changed': [
    to(`${GET}.integration.cacheNamespace`, 'pets'),
    to(`${GET}.integration.cacheKeyParameters`, [parseCacheKey('method.request.querystring.kind')]),
  ],
  'transfer-mode-changed': [to(`${GET}.integration.responseTransferMode`, 'STREAM')],
  'tls-verification-changed': [to(`${GET}.integration.insecureSkipVerification`, true)],
  'payload-format-changed': [to(`${ORDERS}.integration.payloadFormatVersion`, '2.0')],
  'integration-response-added': [to(`${GET}.integration.responses.+`, { statusCode: '404', selectionPattern: '404' })],
  'integration-response-removed': [to(`${GET}.integration.responses.0`, undefined)],
  'selection-pattern-changed': [to(`${GET}.integration.responses.0.selectionPattern`, '2..')],

  'stage-added': [to(`${REST}.stages.+`, stage), to(`${CHAT}.stages.+`, stage)],
  'stage-removed': [to(STAGE, undefined)],
  'stage-variable-changed': [to(`${STAGE}.variables.backend`, 'b'), to(`${STAGE}.variables.backend`, undefined)],
  'throttle-lowered': [
    to(`${STAGE}.methodSettings.0.throttle.burst`, 19),
    to(`${STAGE}.methodSettings.0.throttle`, { ratePerSecond: 11, burst: 19 }),
    to(`${HTTP}.stages.0.defaultRouteSettings`, { throttle: { burst: 1 } }),
    to('usagePlans.0.throttle', { burst: 1 }),
    to('usagePlans.0.apiStages.0.methodThrottles', [{ path: '/pets', httpMethod: 'GET', throttle: { burst: 1 } }]),
  ],
  'throttle-raised': [
    to(`${STAGE}.methodSettings.0.throttle.burst`, undefined),
    to(`${STAGE}.methodSettings.0.throttle.ratePerSecond`, 11),
    to(`${STAGE}.methodSettings.0`, undefined),
  ],
  'throttle-changed': [to(`${STAGE}.methodSettings.0.throttle.burst`, late)],
  'cache-changed': [
    to(`${STAGE}.methodSettings.0.caching`, { enabled: true, ttlSeconds: 5 }),
    to(`${STAGE}.cacheCluster`, { enabled: true }),
  ],
  'logging-changed': [
    to(`${STAGE}.methodSettings.0.logging`, { level: 'INFO' }),
    to(`${STAGE}.accessLog`, { destinationArn: 'arn:a' }),
  ],
  'metrics-changed': [to(`${STAGE}.methodSettings.0.metricsEnabled`, true)],
  'tracing-changed': [to(`${STAGE}.tracingEnabled`, true)],
  'canary-changed': [to(`${STAGE}.canary`, { percentTraffic: 10 })],
  'release-changed': [to(`${STAGE}.release`, { canary: {} })],
  'client-certificate-changed': [to(`${STAGE}.clientCertificateId`, 'abc')],
  'auto-deploy-changed': [to(`${HTTP}.stages.0.autoDeploy`, true)],

  'label-changed': [to('usagePlans.0.name', 'free'), to('apiKeys.0.name', 'web'), to('vpcLinks.0.name', 'other')],
  'usage-plan-added': [from('usagePlans.0', undefined)],
  'usage-plan-removed': [to('usagePlans.0', undefined)],
  'usage-plan-stage-added': [to('usagePlans.0.apiStages.+', { api: 'Rest', stage: 'beta' })],
  'usage-plan-stage-removed': [to('usagePlans.0.apiStages.0', undefined)],
  'usage-plan-key-added': [to('usagePlans.0.apiKeys.+', 'Other')],
  'usage-plan-key-removed': [to('usagePlans.0.apiKeys.0', undefined)],
  'quota-lowered': [to('usagePlans.0.quota.limit', 99), from('usagePlans.0.quota', undefined)],
  'quota-raised': [to('usagePlans.0.quota.limit', 101), to('usagePlans.0.quota', undefined)],
  'quota-changed': [to('usagePlans.0.quota.period', 'WEEK'), to('usagePlans.0.quota.limit', late)],
  'api-key-added': [from('apiKeys.0', undefined)],
  'api-key-removed': [to('apiKeys.0', undefined)],
  'api-key-enabled': [from('apiKeys.0.enabled', false)],
  'api-key-disabled': [to('apiKeys.0.enabled', false)],
  'api-key-value-changed': [to('apiKeys.0.value', 'fedcba98765432100000')],
  'api-key-changed': [to('apiKeys.0.customerId', 'a'), to('apiKeys.0.enabled', late)],
  'domain-name-added': [from('domainNames.0', undefined)],
  'domain-name-removed': [to('domainNames.0', undefined)],
  'domain-name-changed': [to('domainNames.0.name', 'www.example.com')],
  'domain-endpoint-changed': [to('domainNames.0.endpointType', 'REGIONAL')],
  'mapping-added': [to('domainNames.0.mappings.+', { api: 'Http' })],
  'mapping-removed': [to('domainNames.0.mappings.0', undefined)],
  'mapping-changed': [to('domainNames.0.mappings.0.stage', 'beta'), to('domainNames.0.mappings.0.api', 'Http')],
  'mutual-tls-required': [from('domainNames.0.mutualTls', undefined)],
  'mutual-tls-not-required': [to('domainNames.0.mutualTls', undefined)],
  'mutual-tls-changed': [to('domainNames.0.mutualTls.truststoreVersion', '2')],
  'routing-changed': [
    to('domainNames.0.routingMode', 'ROUTING_RULE_ONLY'),
    to('domainNames.0.routingRules', [{ id: 'Rule', priority: 1, conditions: [] }]),
  ],
  'vpc-link-added': [from('vpcLinks.0', undefined)],
  'vpc-link-removed': [to('vpcLinks.0', undefined)],
  'vpc-link-changed': [to('vpcLinks.0.targetArns', ['arn:b'])],
};
