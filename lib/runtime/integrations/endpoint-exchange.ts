import { assertNever } from '../../support/assert-never.js';
import type { HeaderLine } from '../http-message.js';
import type { EndpointExchange } from '../observe/execution-log.js';
import { functionErrorMessage } from './function-error-message.js';
import type { HttpIntegrationRequest, IntegrationRequest, IntegrationResult } from './invoke-integration.js';

/** The request for which a backend is called. */
export interface ExchangeOrigin {
  readonly requestId: string;
  readonly traceId: string;
  readonly startMs: number;
  readonly apiId: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * The exchange with a backend as API Gateway's log shows it. A call of Lambda is shown as the signed HTTP request that
 * API Gateway makes of it; what of that is secret is stars there, and no more than stars here.
 *
 * Observed: the headers of a Lambda call, and those of its answer, in their order.
 *
 * @param latencyMs how long the backend took
 * @returns undefined for MOCK, which calls nothing
 */
export function describeExchange(
  origin: ExchangeOrigin,
  request: IntegrationRequest,
  result: IntegrationResult | undefined,
  latencyMs: number,
): EndpointExchange | undefined {
  switch (request.kind) {
    case 'mock':
      return undefined;
    case 'http':
      return {
        uri: request.url,
        headers: [...signatureHeaders(request, origin), ...request.headers],
        body: () => request.body.toString('utf8'),
        ...((result?.kind === 'answer' || result?.kind === 'http-stream') && {
          response: {
            status: result.status,
            latencyMs,
            headers: result.headers,
            body: () => (result.kind === 'answer' ? result.body.toString('utf8') : ''),
          },
        }),
      };
    case 'lambda': {
      const { region, accountId } = origin;
      const qualifier = request.qualifier === undefined ? '' : `:${request.qualifier}`;
      const arn = `arn:aws:lambda:${region}:${accountId}:function:${request.functionName}${qualifier}`;
      return {
        uri: `https://lambda.${region}.amazonaws.com/2015-03-31/functions/${arn}/invocations`,
        headers: lambdaHeaders(origin),
        body: () => request.payload.text(),
        ...(result !== undefined && 'requestId' in result && { response: lambdaResponse(origin, result, latencyMs) }),
      };
    }
    default:
      return assertNever(request);
  }
}

type LambdaResult = Extract<IntegrationResult, { readonly requestId: string }>;

const SIGNATURE_LENGTH = 240;
const TOKEN_LENGTH = 1_000;

function lambdaHeaders({ requestId, startMs, apiId }: ExchangeOrigin): readonly HeaderLine[] {
  return [
    ['x-amzn-lambda-integration-tag', requestId],
    ['Authorization', '*'.repeat(SIGNATURE_LENGTH)],
    ['X-Amz-Date', amzDate(startMs)],
    ['x-amzn-apigateway-api-id', apiId],
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${apiId}`],
    ['X-Amz-Security-Token', '*'.repeat(TOKEN_LENGTH)],
  ];
}

/** Assumed: a call of another service has the signature's headers first. */
function signatureHeaders({ sign }: HttpIntegrationRequest, { startMs }: ExchangeOrigin): readonly HeaderLine[] {
  if (sign === undefined) return [];
  return [
    ['Authorization', '*'.repeat(SIGNATURE_LENGTH)],
    ['X-Amz-Date', amzDate(startMs)],
  ];
}

function lambdaResponse(
  { traceId, startMs }: ExchangeOrigin,
  result: LambdaResult,
  latencyMs: number,
): NonNullable<EndpointExchange['response']> {
  const { requestId } = result;
  const body = result.kind === 'lambda' ? result.payload.text() : '';
  const failed = result.kind === 'lambda' && result.functionError;
  return {
    status: result.kind === 'accepted' ? 202 : 200,
    latencyMs,
    headers: [
      ['Date', new Date(startMs + latencyMs).toUTCString()],
      ['Content-Type', result.kind === 'lambda-stream' ? result.contentType : 'application/json'],
      ['Content-Length', String(Buffer.byteLength(body))],
      ['Connection', 'keep-alive'],
      ['x-amzn-RequestId', requestId],
      ['x-amzn-Remapped-Content-Length', '0'],
      ...(failed ? [['X-Amz-Function-Error', 'Unhandled'] as const] : []),
      ['X-Amz-Executed-Version', '$LATEST'],
      ['X-Amzn-Trace-Id', traceId],
    ],
    body: () => body,
    ...(failed && { functionError: { message: functionErrorMessage(result.payload), requestId } }),
  };
}

/** `20261120T100000Z`. */
function amzDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}
