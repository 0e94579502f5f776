/**
 * The event that a Lambda proxy integration of a REST API hands to its function (payload format 1.0).
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export interface ProxyEvent {
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  /** Of a repeated name the last value; null only in a TestInvokeMethod without headers. */
  readonly headers: Readonly<Record<string, string>> | null;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>> | null;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly requestContext: ProxyRequestContext;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

/**
 * The event of a REQUEST authorizer: a proxy event without the body.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export interface RequestAuthorizerEvent extends Omit<ProxyEvent, 'body' | 'isBase64Encoded'> {
  readonly type: 'REQUEST';
  readonly methodArn: string;
}

export interface ProxyRequestContext {
  readonly resourceId: string;
  readonly authorizer?: Readonly<Record<string, unknown>>;
  readonly resourcePath: string;
  readonly httpMethod: string;
  readonly extendedRequestId: string;
  /** `21/Nov/2026:11:22:33 +0000`. */
  readonly requestTime: string;
  /** With the stage. */
  readonly path: string;
  readonly accountId: string;
  readonly protocol: string;
  readonly stage: string;
  readonly domainPrefix: string;
  /** Milliseconds since 1970. */
  readonly requestTimeEpoch: number;
  readonly requestId: string;
  readonly identity: ProxyIdentity;
  readonly domainName: string;
  readonly deploymentId: string;
  readonly apiId: string;
}

export interface ProxyIdentity {
  readonly [name: string]: string | null | undefined | ProxyClientCertificate;
  /** Only behind a domain with mutual TLS. */
  readonly clientCert?: ProxyClientCertificate;
}

export interface ProxyClientCertificate {
  readonly clientCertPem: string;
  readonly subjectDN: string;
  readonly issuerDN: string;
  readonly serialNumber: string;
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
}

/** What a function may answer; any other key is refused. */
export const PROXY_ANSWER_KEYS = ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'] as const;
