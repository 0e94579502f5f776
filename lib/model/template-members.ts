/**
 * What mapping templates find behind `$context`: the names that are known, with what is known below them. `open` has
 * members that an authorizer, a template or a caller makes up; `value` has none.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export interface ContextMembers {
  readonly [name: string]: 'value' | 'open' | ContextMembers;
}

const REST_CONTEXT = {
  accountId: 'value',
  apiId: 'value',
  authorizer: 'open',
  awsEndpointRequestId: 'value',
  deploymentId: 'value',
  domainName: 'value',
  domainPrefix: 'value',
  error: { message: 'value', messageString: 'value', responseType: 'value', validationErrorString: 'value' },
  extendedRequestId: 'value',
  httpMethod: 'value',
  identity: {
    // Observed: among the keys of `$context.identity`, and on no page.
    accessKey: 'value',
    accountId: 'value',
    apiKey: 'value',
    apiKeyId: 'value',
    caller: 'value',
    clientCert: {
      clientCertPem: 'value',
      issuerDN: 'value',
      serialNumber: 'value',
      subjectDN: 'value',
      validity: { notAfter: 'value', notBefore: 'value' },
    },
    cognitoAuthenticationProvider: 'value',
    cognitoAuthenticationType: 'value',
    cognitoIdentityId: 'value',
    cognitoIdentityPoolId: 'value',
    principalOrgId: 'value',
    sourceIp: 'value',
    user: 'value',
    userAgent: 'value',
    userArn: 'value',
    vpcId: 'value',
    vpceId: 'value',
  },
  isCanaryRequest: 'value',
  path: 'value',
  protocol: 'value',
  requestId: 'value',
  requestOverride: 'open',
  requestTime: 'value',
  requestTimeEpoch: 'value',
  resourceId: 'value',
  resourcePath: 'value',
  responseOverride: 'open',
  stage: 'value',
  wafResponseCode: 'value',
  webaclArn: 'value',
} as const satisfies ContextMembers;

/** The names of values in `$context` of REST APIs: `requestId`, `identity.sourceIp`, `authorizer.claims.sub`. */
export type RestContextName = NamesIn<typeof REST_CONTEXT>;

type NamesIn<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends 'value'
    ? `${P}${K}`
    : T[K] extends 'open'
      ? `${P}${K}.${string}`
      : NamesIn<T[K], `${P}${K}.`>;
}[keyof T & string];

/**
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 * Observed: the members of a disconnection, and others that the page leaves out; docs/aws/websocket-api.md section 11.
 */
const WEBSOCKET_CONTEXT = {
  apiId: 'value',
  authorizer: 'open',
  connectedAt: 'value',
  connectionId: 'value',
  disconnectReason: 'value',
  disconnectStatusCode: 'value',
  domainName: 'value',
  error: { message: 'value', messageString: 'value', responseType: 'value', validationErrorString: 'value' },
  eventType: 'value',
  extendedRequestId: 'value',
  identity: {
    accessKey: 'value',
    accountId: 'value',
    apiKey: 'value',
    apiKeyId: 'value',
    caller: 'value',
    cognitoAuthenticationProvider: 'value',
    cognitoAuthenticationType: 'value',
    cognitoIdentityId: 'value',
    cognitoIdentityPoolId: 'value',
    principalOrgId: 'value',
    sourceIp: 'value',
    user: 'value',
    userAgent: 'value',
    userArn: 'value',
  },
  messageDirection: 'value',
  messageId: 'value',
  requestId: 'value',
  requestTime: 'value',
  requestTimeEpoch: 'value',
  routeKey: 'value',
  stage: 'value',
  status: 'value',
} as const satisfies ContextMembers;

/** The names of values in `$context` of WebSocket APIs: `connectionId`, `authorizer.principalId`. */
export type WebSocketContextName = NamesIn<typeof WEBSOCKET_CONTEXT>;

/** By the protocols whose integrations have mapping templates. */
export const CONTEXT_MEMBERS: Readonly<Record<'REST' | 'WEBSOCKET', ContextMembers>> = {
  REST: REST_CONTEXT,
  WEBSOCKET: WEBSOCKET_CONTEXT,
};

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference */
export const UTIL_FUNCTIONS: readonly string[] = [
  'base64Decode',
  'base64Encode',
  'escapeJavaScript',
  'parseJson',
  'urlDecode',
  'urlEncode',
];

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference */
export const INPUT_MEMBERS: readonly string[] = ['body', 'json', 'params', 'path'];
