/**
 * The event that a route of a WebSocket API hands to its function.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export interface WebSocketEvent {
  /** On `$connect` and `$disconnect` only. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  /** Only where the URL of the handshake has a query string. */
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
  /** Only on a stage that has variables. */
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly requestContext: WebSocketRequestContext;
  /** Of a message. */
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** `requestContext` of the event. */
export interface WebSocketRequestContext {
  readonly routeKey: string;
  /** Of `$disconnect`. */
  readonly disconnectStatusCode?: number;
  readonly disconnectReason?: string;
  /** Of a message. */
  readonly messageId?: string;
  readonly authorizer?: Readonly<Record<string, unknown>>;
  readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
  /** The same as `requestId`. */
  readonly extendedRequestId: string;
  /** `21/Nov/2026:11:22:33 +0000`. */
  readonly requestTime: string;
  readonly messageDirection: 'IN';
  readonly stage: string;
  /** Milliseconds since 1970. */
  readonly connectedAt: number;
  readonly requestTimeEpoch: number;
  readonly identity: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly domainName: string;
  readonly connectionId: string;
  readonly apiId: string;
}

/**
 * The event of a Lambda authorizer of a WebSocket API.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export interface WebSocketAuthorizerEvent extends Required<
  Pick<
    WebSocketEvent,
    | 'headers'
    | 'multiValueHeaders'
    | 'queryStringParameters'
    | 'multiValueQueryStringParameters'
    | 'stageVariables'
    | 'requestContext'
  >
> {
  readonly type: 'REQUEST';
  /** `arn:aws:execute-api:us-east-1:123456789012:abcdefghij/dev/$connect` */
  readonly methodArn: string;
}
