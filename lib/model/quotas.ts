/**
 * What API Gateway limits, with the quota's value and whether AWS raises it on request.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export interface ServiceQuota {
  readonly value: number;
  readonly unit: 'bytes' | 'characters' | 'count' | 'ms' | 'seconds';
  readonly adjustable: boolean;
  readonly description: string;
}

export const QUOTAS = {
  requestsPerSecond: {
    value: 10_000,
    unit: 'count',
    adjustable: true,
    description: 'requests a second of all APIs of the account together',
  },
  newConnectionsPerSecond: {
    value: 500,
    unit: 'count',
    adjustable: true,
    description: 'new connections a second of all WebSocket APIs of the account together',
  },
  resourcesPerApi: { value: 300, unit: 'count', adjustable: true, description: 'resources of an API' },
  stagesPerApi: { value: 10, unit: 'count', adjustable: true, description: 'stages of an API' },
  documentationPartsPerApi: {
    value: 2_000,
    unit: 'count',
    adjustable: true,
    description: 'documentation parts of an API',
  },
  authorizersPerApi: { value: 10, unit: 'count', adjustable: true, description: 'authorizers of an API' },
  stageVariablesPerStage: { value: 100, unit: 'count', adjustable: false, description: 'variables of a stage' },
  stageVariableNameLength: {
    value: 64,
    unit: 'characters',
    adjustable: false,
    description: "length of a stage variable's name",
  },
  stageVariableValueLength: {
    value: 512,
    unit: 'characters',
    adjustable: false,
    description: "length of a stage variable's value",
  },
  methodThrottlesPerPlanStage: {
    value: 20,
    unit: 'count',
    adjustable: true,
    description: 'methods of one stage that a usage plan throttles',
  },
  integrationTimeoutMinimum: { value: 50, unit: 'ms', adjustable: false, description: 'shortest integration timeout' },
  integrationTimeout: { value: 29_000, unit: 'ms', adjustable: true, description: 'longest integration timeout' },
  streamingIntegrationTimeout: {
    value: 900_000,
    unit: 'ms',
    adjustable: false,
    description: 'longest integration timeout of a streamed answer',
  },
  payload: { value: 10_485_760, unit: 'bytes', adjustable: false, description: 'payload of a request or an answer' },
  lambdaPayload: {
    value: 6_291_456,
    unit: 'bytes',
    adjustable: false,
    description: 'payload of a Lambda invocation or answer',
  },
  headers: { value: 10_240, unit: 'bytes', adjustable: false, description: 'all header lines of a request together' },
  privateHeaders: {
    value: 8_000,
    unit: 'bytes',
    adjustable: false,
    description: 'all header lines of a request to a private API together',
  },
  regionalUrl: { value: 10_240, unit: 'characters', adjustable: false, description: 'length of a URL (regional)' },
  edgeUrl: {
    value: 8_192,
    unit: 'characters',
    adjustable: false,
    description: 'length of a URL (edge-optimized and private)',
  },
  resourcePolicy: { value: 8_192, unit: 'characters', adjustable: true, description: 'length of a resource policy' },
  modelsPerApi: { value: 409_600, unit: 'bytes', adjustable: false, description: 'models of an API together' },
  mappingTemplate: { value: 307_200, unit: 'bytes', adjustable: false, description: 'length of a mapping template' },
  foreachRounds: {
    value: 1_000,
    unit: 'count',
    adjustable: false,
    description: 'rounds of a #foreach in a mapping template',
  },
  cacheTtl: { value: 3_600, unit: 'seconds', adjustable: false, description: 'lifetime of a cached answer' },
  authorizerTtl: {
    value: 3_600,
    unit: 'seconds',
    adjustable: false,
    description: "lifetime of an authorizer's cached result",
  },
  routesPerHttpApi: { value: 300, unit: 'count', adjustable: true, description: 'routes of an HTTP API' },
  integrationsPerHttpApi: { value: 300, unit: 'count', adjustable: false, description: 'integrations of an HTTP API' },
  httpApiIntegrationTimeout: {
    value: 30_000,
    unit: 'ms',
    adjustable: false,
    description: 'longest integration timeout of an HTTP API',
  },
  audiencesPerAuthorizer: { value: 50, unit: 'count', adjustable: false, description: 'audiences of a JWT authorizer' },
  scopesPerRoute: { value: 10, unit: 'count', adjustable: false, description: 'authorization scopes of a route' },
  httpApiAccessLogFormat: {
    value: 3_072,
    unit: 'bytes',
    adjustable: false,
    description: 'length of the access log format of an HTTP API',
  },
  webSocketUrl: {
    value: 4_096,
    unit: 'characters',
    adjustable: false,
    description: 'length of a URL (WebSocket APIs)',
  },
  tagsPerHttpApiStage: { value: 50, unit: 'count', adjustable: false, description: 'tags of a stage of an HTTP API' },
  routesPerWebSocketApi: { value: 300, unit: 'count', adjustable: true, description: 'routes of a WebSocket API' },
  webSocketMessage: {
    value: 131_072,
    unit: 'bytes',
    adjustable: false,
    description: 'message of a WebSocket API, in either direction',
  },
  webSocketIntegrationTimeout: {
    value: 29_000,
    unit: 'ms',
    adjustable: false,
    description: 'longest integration timeout of a WebSocket API',
  },
  webSocketAccessLogFormat: {
    value: 3_072,
    unit: 'bytes',
    adjustable: false,
    description: 'length of the access log format of a WebSocket API',
  },
  importedDocument: {
    value: 6_291_456,
    unit: 'bytes',
    adjustable: false,
    description: 'length of an imported document',
  },
} as const satisfies Record<string, ServiceQuota>;

export type QuotaName = keyof typeof QUOTAS;

/** Quotas that AWS raised for the account, by name; a fixed quota cannot be raised. */
export type RaisedQuotas = Partial<Readonly<Record<QuotaName, number>>>;

export function quotaValue(name: QuotaName, raised: RaisedQuotas = {}): number {
  const quota: ServiceQuota = QUOTAS[name];
  return (quota.adjustable ? raised[name] : undefined) ?? quota.value;
}
