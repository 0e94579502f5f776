import type { ProxyClientCertificate } from './lambda-event.js';

/**
 * The event that a Lambda integration of an HTTP API hands to its function in payload format 2.0. Members without a value are
 * absent.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface ProxyEventV2 {
  readonly version: '2.0';
  readonly routeKey: string;
  /** Decoded; with the stage, but for `$default`. */
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  /** Names in lower case; repeats joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Repeats joined by a comma. */
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: RequestContextV2;
  readonly body?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly isBase64Encoded: boolean;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

export interface RequestContextV2 {
  readonly accountId: string;
  readonly apiId: string;
  /** Only behind a domain with mutual TLS. */
  readonly authentication?: { readonly clientCert: ProxyClientCertificate };
  readonly authorizer?: Readonly<Record<string, unknown>>;
  readonly domainName: string;
  readonly domainPrefix: string;
  readonly http: {
    readonly method: string;
    readonly path: string;
    readonly protocol: string;
    readonly sourceIp: string;
    readonly userAgent: string;
  };
  readonly requestId: string;
  readonly routeKey: string;
  readonly stage: string;
  /** `21/Nov/2026:11:22:33 +0000`. */
  readonly time: string;
  readonly timeEpoch: number;
}
