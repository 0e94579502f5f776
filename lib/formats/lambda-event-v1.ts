import type { ProxyClientCertificate } from './lambda-event.js';

/**
 * The event of a Lambda integration of an HTTP API in payload format 1.0. Members without a value are null.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface ProxyEventV1 {
  readonly version: '1.0';
  /** The path of the route, or `$default`. */
  readonly resource: string;
  /** As sent, not decoded; with the stage, except for `$default`. */
  readonly path: string;
  readonly httpMethod: string;
  /** The last value of each name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  /** The last value of each name. */
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly requestContext: RequestContextV1;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

/** The request context of payload format 1.0. */
export interface RequestContextV1 {
  readonly accountId: string;
  readonly apiId: string;
  readonly authorizer: Readonly<Record<string, unknown>>;
  readonly domainName: string;
  readonly domainPrefix: string;
  /** The same as `requestId`. */
  readonly extendedRequestId: string;
  readonly httpMethod: string;
  readonly identity: IdentityV1;
  /** Decoded; with the stage, except for `$default`. */
  readonly path: string;
  readonly protocol: string;
  readonly requestId: string;
  /** `21/Nov/2026:11:22:33 +0000`. */
  readonly requestTime: string;
  readonly requestTimeEpoch: number;
  /** The route key. */
  readonly resourceId: string;
  readonly resourcePath: string;
  readonly stage: string;
}

/** The caller in payload format 1.0. */
export interface IdentityV1 {
  readonly accessKey: string | null;
  readonly accountId: string | null;
  readonly caller: string | null;
  readonly cognitoAuthenticationProvider: string | null;
  readonly cognitoAuthenticationType: string | null;
  readonly cognitoIdentityId: string | null;
  readonly cognitoIdentityPoolId: string | null;
  readonly principalOrgId: string | null;
  readonly sourceIp: string;
  readonly user: string | null;
  readonly userAgent: string;
  readonly userArn: string | null;
  /** Only behind a domain with mutual TLS. */
  readonly clientCert?: ProxyClientCertificate;
}
