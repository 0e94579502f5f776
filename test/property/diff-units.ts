import type { ChangeKind } from '../../lib/diff/index.js';
import type { Item, Unit } from '../support/single-edits.js';

/** Units below a pattern: each member with its kinds. */
function units(prefix: string, members: Readonly<Record<string, ChangeKind | readonly ChangeKind[]>>): readonly Unit[] {
  return Object.entries(members).map(([name, kinds]) => ({ pattern: prefix + name, kinds: [kinds].flat() }));
}

const MAPPING_KEYS = ['target'];

const CORS_HEADER = ['cors-narrowed', 'cors-widened', 'cors-changed'] as const;
const TIMEOUT = ['timeout-shortened', 'timeout-extended', 'timeout-changed'] as const;
const PASSTHROUGH = ['passthrough-tightened', 'passthrough-loosened'] as const;
const ENDPOINT = ['default-endpoint-disabled', 'default-endpoint-enabled', 'default-endpoint-changed'] as const;
const THROTTLE = ['throttle-lowered', 'throttle-raised', 'throttle-changed'] as const;
const AUTHORIZER = ['authorizer-tightened', 'authorizer-loosened', 'authorizer-changed'] as const;
const SCOPES = ['scopes-tightened', 'scopes-loosened', 'scopes-changed'] as const;
const AUTHORIZATION = [
  ...['authorization-tightened', 'authorization-loosened', 'authorization-replaced', 'authorization-changed'],
  ...SCOPES,
] as ChangeKind[];
const SCHEMA = ['model-narrowed', 'model-widened', 'model-changed', 'documentation-changed'] as const;
const ROUTE = ['route-added', 'route-overrides', 'route-removed', 'route-falls-back'] as const;

const ANY_API: readonly Unit[] = units('', {
  id: 'id-changed',
  name: 'api-renamed',
  description: 'documentation-changed',
  version: 'documentation-changed',
  disableExecuteApiEndpoint: ENDPOINT,
  tags: 'tags-changed',
  'stages[]': ['stage-added', 'stage-removed'],
});

const AUTHORIZERS: readonly Unit[] = [
  ...units('', { 'authorizers[]': ['authorizer-added', 'authorizer-removed'] }),
  ...units('authorizers[].', {
    uri: 'authorizer-changed',
    credentials: 'authorizer-changed',
    identitySource: AUTHORIZER,
  }),
];

const MODELS: readonly Unit[] = [
  ...units('', { 'models[]': ['model-added', 'model-removed'] }),
  ...units('models[].', { contentType: 'model-changed', description: 'documentation-changed', schema: SCHEMA }),
];

/** An item with its keys and the first of its settings that says anything. */
function oneSetting(...keys: readonly string[]): (item: Item) => Item | undefined {
  return (item) => {
    const setting = Object.entries(item).find(
      ([name, value]) => !keys.includes(name) && JSON.stringify(value) !== '{}',
    );
    return setting && (Object.fromEntries([...keys.map((key) => [key, item[key]]), setting]) as Item);
  };
}

const SETTINGS = [...THROTTLE, 'cache-changed', 'logging-changed', 'metrics-changed'] as const;

const REST_STAGES: readonly Unit[] = [
  ...units('stages[].', {
    description: 'documentation-changed',
    'variables{}': ['stage-variable-changed'],
    cacheCluster: 'cache-changed',
    canary: 'canary-changed',
    release: 'release-changed',
    accessLog: 'logging-changed',
    clientCertificateId: 'client-certificate-changed',
    tracingEnabled: 'tracing-changed',
    documentationVersion: 'documentation-changed',
    tags: 'tags-changed',
  }),
  {
    pattern: 'stages[].methodSettings[]',
    kinds: SETTINGS,
    keys: ['path', 'httpMethod'],
    single: oneSetting('path', 'httpMethod'),
  },
  ...units('stages[].methodSettings[].', {
    throttle: THROTTLE,
    caching: 'cache-changed',
    logging: 'logging-changed',
    metricsEnabled: 'metrics-changed',
  }),
];

const ROUTE_STAGES: readonly Unit[] = [
  ...units('stages[].', {
    description: 'documentation-changed',
    'variables{}': ['stage-variable-changed'],
    autoDeploy: 'auto-deploy-changed',
    accessLog: 'logging-changed',
    tags: 'tags-changed',
  }),
  { pattern: 'stages[].routeSettings[]', kinds: SETTINGS, keys: ['routeKey'], single: oneSetting('routeKey') },
  ...['stages[].routeSettings[].', 'stages[].defaultRouteSettings.'].flatMap((prefix) =>
    units(prefix, {
      throttle: THROTTLE,
      detailedMetricsEnabled: 'metrics-changed',
      loggingLevel: 'logging-changed',
      dataTraceEnabled: 'logging-changed',
    }),
  ),
];

/** Units of an integration of a REST or WebSocket API. */
function integrationUnits(integration: string, responseKey: string): readonly Unit[] {
  const response = `${integration}.responses[]`;
  return [
    { pattern: integration, kinds: ['integration-added', 'integration-removed'], presence: true },
    ...units(`${integration}.`, {
      type: 'integration-type-changed',
      uri: 'integration-uri-changed',
      httpMethod: 'integration-method-changed',
      vpcLink: 'integration-connection-changed',
      credentials: 'integration-credentials-changed',
      timeoutMs: TIMEOUT,
      contentHandling: 'content-handling-changed',
      passthroughBehavior: PASSTHROUGH,
      'requestTemplates{}': 'request-template-changed',
      'requestParameters[].source': 'request-mapping-changed',
    }),
    { pattern: `${integration}.requestParameters[]`, kinds: ['request-mapping-changed'], keys: MAPPING_KEYS },
    {
      pattern: response,
      kinds: ['integration-response-added', 'integration-response-removed'],
      keys: [responseKey],
    },
    ...units(`${response}.`, {
      contentHandling: 'content-handling-changed',
      'responseTemplates{}': 'response-template-changed',
      'responseParameters[].source': ['response-mapping-changed', ...CORS_HEADER],
    }),
    {
      pattern: `${response}.responseParameters[]`,
      kinds: ['response-mapping-changed', ...CORS_HEADER],
      keys: ['header'],
    },
  ];
}

const METHOD = 'resources[].methods[]';

/** Each part of a REST API. */
export const REST_UNITS: readonly Unit[] = [
  ...ANY_API,
  ...units('', {
    documentation: 'documentation-changed',
    'endpoint.type': ['endpoint-made-private', 'endpoint-type-changed'],
    'endpoint.vpcEndpointIds': ['vpc-endpoints-changed'],
    'endpoint.ipAddressType': 'ip-address-type-changed',
    binaryMediaTypes: ['binary-media-types-changed'],
    minimumCompressionBytes: ['compression-changed', 'compression-switched'],
    apiKeySource: 'api-key-source-changed',
    policy: 'policy-changed',
    securityPolicy: 'tls-policy-changed',
    endpointAccessMode: 'endpoint-access-mode-changed',
    'requestValidators[]': ['validator-added', 'validator-removed'],
    'requestValidators[].validateRequestBody': ['validation-tightened', 'validation-loosened'],
    'requestValidators[].validateRequestParameters': ['validation-tightened', 'validation-loosened'],
  }),
  ...MODELS,
  ...AUTHORIZERS,
  ...units('authorizers[].', {
    type: 'authorizer-changed',
    identityValidationExpression: AUTHORIZER,
    authType: 'authorizer-changed',
    resultTtlSeconds: 'authorizer-changed',
    providerArns: AUTHORIZER,
  }),
  {
    pattern: 'gatewayResponses[]',
    kinds: ['gateway-response-added', 'gateway-response-removed'],
    keys: ['responseType'],
  },
  ...units('gatewayResponses[].', {
    statusCode: 'gateway-response-changed',
    'responseTemplates{}': ['gateway-response-changed'],
    'responseParameters[].source': ['gateway-response-changed', ...CORS_HEADER],
  }),
  {
    pattern: 'gatewayResponses[].responseParameters[]',
    kinds: ['gateway-response-changed', ...CORS_HEADER],
    keys: MAPPING_KEYS,
  },
  {
    pattern: 'resources[]',
    kinds: ['resource-added', 'resource-removed'],
    keys: ['path'],
    single: ({ path }) => ({ path, methods: [] }),
  },
  ...units('resources[].', { documentation: 'documentation-changed' }),
  { pattern: METHOD, kinds: ROUTE, keys: ['httpMethod'] },
  ...units(`${METHOD}.`, {
    operationName: 'operation-name-changed',
    authorization: AUTHORIZATION,
    apiKeyRequired: ['api-key-required', 'api-key-not-required'],
    'requestModels{}': ['request-model-added', 'request-model-removed', 'request-model-changed'],
    requestValidator: ['validation-tightened', 'validation-loosened', 'validation-changed', 'validator-replaced'],
    documentation: 'documentation-changed',
    'requestParameters[].documentation': 'documentation-changed',
    'requestParameters[].required': ['request-parameter-required', 'request-parameter-optional'],
  }),
  {
    pattern: `${METHOD}.requestParameters[]`,
    kinds: ['request-parameter-required', 'request-parameter-added', 'request-parameter-removed'],
    keys: ['location', 'name'],
    // A variable of the path is a parameter, declared or not.
    single: (item) => (item.location === 'path' ? undefined : item),
  },
  ...integrationUnits(`${METHOD}.integration`, 'statusCode'),
  ...units(`${METHOD}.integration.`, {
    insecureSkipVerification: 'tls-verification-changed',
    cacheNamespace: 'cache-key-changed',
    cacheKeyParameters: 'cache-key-changed',
    responseTransferMode: 'transfer-mode-changed',
    'responses[].selectionPattern': 'selection-pattern-changed',
  }),
  { pattern: `${METHOD}.responses[]`, kinds: ['response-added', 'response-removed'], keys: ['statusCode'] },
  ...units(`${METHOD}.responses[].`, {
    'responseModels{}': 'response-model-changed',
    'responseHeaders[]': ['response-header-added', 'response-header-removed'],
    'responseHeaders[].required': 'response-header-changed',
    'responseHeaders[].documentation': 'documentation-changed',
    description: 'documentation-changed',
    documentation: 'documentation-changed',
  }),
  ...REST_STAGES,
];

const CORS_LIST = ['cors-narrowed', 'cors-widened', 'cors-changed'] as const;
const INTEGRATION = 'routes[].integration';

/** Each part of an HTTP API. */
export const HTTP_UNITS: readonly Unit[] = [
  ...ANY_API,
  ...units('', { documentation: 'documentation-changed', ipAddressType: 'ip-address-type-changed' }),
  { pattern: 'cors', kinds: ['cors-enabled', 'cors-disabled'], presence: true },
  ...units('cors.', {
    allowOrigins: CORS_LIST,
    allowMethods: CORS_LIST,
    allowHeaders: CORS_LIST,
    exposeHeaders: CORS_LIST,
    allowCredentials: CORS_LIST,
    maxAgeSeconds: 'cors-changed',
  }),
  ...AUTHORIZERS,
  ...units('authorizers[].', {
    type: 'authorizer-changed',
    issuer: AUTHORIZER,
    audience: AUTHORIZER,
    payloadFormatVersion: 'authorizer-changed',
    enableSimpleResponses: 'authorizer-changed',
    resultTtlSeconds: 'authorizer-changed',
  }),
  { pattern: 'routes[]', kinds: ROUTE, keys: ['routeKey'] },
  ...units('routes[].', {
    operationName: 'operation-name-changed',
    authorization: AUTHORIZATION,
    documentation: 'documentation-changed',
  }),
  { pattern: INTEGRATION, kinds: ['integration-added', 'integration-removed'], presence: true },
  ...units(`${INTEGRATION}.`, {
    type: 'integration-type-changed',
    uri: 'integration-uri-changed',
    payloadFormatVersion: 'payload-format-changed',
    description: 'documentation-changed',
    timeoutMs: TIMEOUT,
    credentials: 'integration-credentials-changed',
    httpMethod: 'integration-method-changed',
    vpcLink: 'integration-connection-changed',
    serverNameToVerify: 'tls-verification-changed',
    subtype: 'integration-type-changed',
    'parameters{}': ['request-mapping-changed'],
    'requestParameters[].value': 'request-mapping-changed',
    'responseParameters[].mappings[].value': 'response-mapping-changed',
  }),
  { pattern: `${INTEGRATION}.requestParameters[]`, kinds: ['request-mapping-changed'], keys: MAPPING_KEYS },
  { pattern: `${INTEGRATION}.responseParameters[]`, kinds: ['response-mapping-changed'], keys: ['statusCode'] },
  {
    pattern: `${INTEGRATION}.responseParameters[].mappings[]`,
    kinds: ['response-mapping-changed'],
    keys: MAPPING_KEYS,
  },
  ...ROUTE_STAGES,
];

/** Each part of a WebSocket API. */
export const WEBSOCKET_UNITS: readonly Unit[] = [
  ...ANY_API,
  ...units('', {
    routeSelectionExpression: 'route-selection-changed',
    apiKeySelectionExpression: 'api-key-source-changed',
    disableSchemaValidation: ['validation-tightened', 'validation-loosened', 'validation-changed'],
    ipAddressType: 'ip-address-type-changed',
  }),
  ...AUTHORIZERS,
  ...MODELS,
  { pattern: 'routes[]', kinds: ROUTE, keys: ['routeKey'] },
  ...units('routes[].', {
    operationName: 'operation-name-changed',
    apiKeyRequired: ['api-key-required', 'api-key-not-required'],
    authorization: AUTHORIZATION,
    modelSelectionExpression: 'model-selection-changed',
    'requestModels{}': ['request-model-added', 'request-model-removed', 'request-model-changed'],
    'requestParameters[].required': ['request-parameter-required', 'request-parameter-optional'],
    routeResponseSelectionExpression: ['two-way-enabled', 'two-way-disabled', 'two-way-changed'],
    'responses[].modelSelectionExpression': 'model-selection-changed',
    'responses[].responseModels{}': ['response-model-changed'],
  }),
  {
    pattern: 'routes[].requestParameters[]',
    kinds: ['request-parameter-required', 'request-parameter-added', 'request-parameter-removed'],
    keys: ['location', 'name'],
  },
  { pattern: 'routes[].responses[]', kinds: ['response-added', 'response-removed'], keys: ['routeResponseKey'] },
  ...integrationUnits(INTEGRATION, 'integrationResponseKey'),
  ...units(`${INTEGRATION}.`, {
    templateSelectionExpression: 'template-selection-changed',
    'responses[].templateSelectionExpression': 'template-selection-changed',
  }),
  ...ROUTE_STAGES,
  ...units('stages[].', { clientCertificateId: 'client-certificate-changed' }),
];

const PLAN_STAGE = { kinds: ['usage-plan-stage-added', 'usage-plan-stage-removed'], keys: ['api', 'stage'] } as const;

/** Each part of what stands beside the APIs of a collection, and the APIs as wholes. */
export const COLLECTION_UNITS: readonly Unit[] = [
  { pattern: 'apis[]', kinds: ['api-added', 'api-removed'], keys: ['id'] },
  { pattern: 'usagePlans[]', kinds: ['usage-plan-added', 'usage-plan-removed'], keys: ['id'] },
  ...units('usagePlans[].', {
    id: 'id-changed',
    name: 'label-changed',
    description: 'documentation-changed',
    throttle: THROTTLE,
    quota: ['quota-lowered', 'quota-raised', 'quota-changed'],
    tags: 'tags-changed',
  }),
  { pattern: 'usagePlans[].apiStages[]', ...PLAN_STAGE },
  { pattern: 'usagePlans[].apiStages[].methodThrottles[]', kinds: THROTTLE, keys: ['path', 'httpMethod'] },
  ...units('usagePlans[].apiStages[].methodThrottles[].', { throttle: THROTTLE }),
  { pattern: 'usagePlans[].apiKeys[]', kinds: ['usage-plan-key-added', 'usage-plan-key-removed'], keys: [] },
  { pattern: 'apiKeys[]', kinds: ['api-key-added', 'api-key-removed'], keys: ['id'] },
  ...units('apiKeys[].', {
    id: 'id-changed',
    name: 'label-changed',
    description: 'documentation-changed',
    value: 'api-key-value-changed',
    enabled: ['api-key-enabled', 'api-key-disabled', 'api-key-changed'],
    customerId: 'api-key-changed',
    generateDistinctId: 'api-key-changed',
    tags: 'tags-changed',
  }),
  { pattern: 'apiKeys[].stages[]', ...PLAN_STAGE },
  { pattern: 'domainNames[]', kinds: ['domain-name-added', 'domain-name-removed'], keys: ['id'] },
  ...units('domainNames[].', {
    id: 'id-changed',
    name: 'domain-name-changed',
    endpointType: 'domain-endpoint-changed',
    mutualTls: ['mutual-tls-required', 'mutual-tls-not-required', 'mutual-tls-changed'],
    securityPolicy: 'tls-policy-changed',
    routingMode: 'routing-changed',
    policy: 'policy-changed',
  }),
  { pattern: 'domainNames[].mappings[]', kinds: ['mapping-added', 'mapping-removed'], keys: ['basePath'] },
  ...units('domainNames[].mappings[].', { api: 'mapping-changed', stage: 'mapping-changed' }),
  { pattern: 'domainNames[].routingRules[]', kinds: ['routing-changed'], keys: ['id'] },
  ...units('domainNames[].routingRules[].', {
    priority: 'routing-changed',
    conditions: 'routing-changed',
    invokeApi: 'routing-changed',
  }),
  { pattern: 'vpcLinks[]', kinds: ['vpc-link-added', 'vpc-link-removed'], keys: ['id'] },
  ...units('vpcLinks[].', {
    id: 'id-changed',
    name: 'label-changed',
    description: 'documentation-changed',
    targetArns: 'vpc-link-changed',
  }),
];
