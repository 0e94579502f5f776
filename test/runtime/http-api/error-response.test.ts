import { describe, expect, test } from 'vitest';
import { GatewayFault, type FaultCause } from '../../../lib/runtime/fault.js';
import { buildErrorResponse } from '../../../lib/runtime/http-api/error-response.js';
import type { ReachedInvocation } from '../../../lib/runtime/http-api/invocation.js';
import { wholeBody } from '../../support/whole-body.js';

const INVOCATION = { arrival: { requestId: 'AAAAAAAAAAAAAA=' } } as ReachedInvocation;

function bodyOf(cause: FaultCause): readonly [status: number, body: string] {
  const { status, body } = buildErrorResponse(INVOCATION, new GatewayFault(cause));
  return [status, String(wholeBody({ body }))];
}

describe('buildErrorResponse()', () => {
  test.each<[cause: FaultCause, status: number, message: string]>([
    [{ kind: 'unknown-route' }, 404, 'Not Found'],
    [{ kind: 'throttled' }, 429, 'Too Many Requests'],
    [{ kind: 'request-too-large' }, 413, 'Request Entity Too Large'],
    [{ kind: 'lambda-refused', errorType: 'RequestTooLargeException', message: '' }, 413, 'Request Entity Too Large'],
    [{ kind: 'lambda-refused', errorType: 'ResourceNotFoundException', message: '' }, 500, 'Internal Server Error'],
    [{ kind: 'integration-timeout' }, 503, 'Service Unavailable'],
    [{ kind: 'integration-unreachable', problem: 'ECONNREFUSED' }, 503, 'Service Unavailable'],
    [{ kind: 'malformed-proxy-response', problem: 'no status' }, 500, 'Internal Server Error'],
  ])('of %j is %i %s', (cause, status, message) => {
    expect(bodyOf(cause)).toEqual([status, JSON.stringify({ message })]);
  });

  test('has a content type and the request id, and nothing else', () => {
    expect(buildErrorResponse(INVOCATION, new GatewayFault({ kind: 'unknown-route' })).headers).toEqual([
      ['Content-Type', 'application/json'],
      ['Apigw-Requestid', 'AAAAAAAAAAAAAA='],
    ]);
  });

  test('names what is not simulated and what would do', () => {
    const finding = { feature: 'authorizer', detail: 'the authorizer "guard"', optional: true } as const;
    const [status, body] = bodyOf({ kind: 'not-simulated', finding });
    expect(status).toBe(501);
    expect(JSON.parse(body)).toEqual({
      code: 'not-simulated',
      feature: 'authorizer',
      remedy: 'serve the route to anyone: --lenient=authorizer',
      message: 'Not simulated: the authorizer "guard"',
    });
  });
});
