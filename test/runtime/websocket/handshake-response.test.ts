import { describe, expect, test } from 'vitest';
import { GUARDED, guardResources, policy, type GuardEvent } from './authorizers/guard.js';
import type { TestRoute } from './chat-template.js';
import { shakeHands } from './client.js';
import { serve } from './serve.js';

const FRAME = /^\{"message": "([^"]+)", "connectionId":"[\w+/-]+=", "requestId":"([\w+/-]+=)"\}$/;

/** What `$connect` answers in each case, and what its authorizer does. */
const CASES: readonly [
  what: string,
  connect: TestRoute,
  answer: unknown,
  status: number,
  errorType: string,
  message: string,
][] = [
  ['missing identity', GUARDED, {}, 401, 'UnauthorizedException', 'Unauthorized'],
  ['denial', { route: { AuthorizationType: 'AWS_IAM' } }, {}, 403, 'ForbiddenException', 'Forbidden'],
  ['missing key', { route: { ApiKeyRequired: true } }, {}, 403, 'ForbiddenException', 'Forbidden'],
  ['failed function', {}, 'throws', 502, 'InternalServerErrorException', 'Internal server error'],
  ['missing status', {}, { body: 'a' }, 502, 'InternalServerErrorException', 'Internal server error'],
];

describe('a refused handshake', () => {
  test.each(CASES)('for a %s', async (_what, connect, answer, status, errorType, message) => {
    const handler = () => {
      if (answer === 'throws') throw new Error('down');
      return answer;
    };
    const guard = ({ methodArn }: GuardEvent) => policy('Allow', methodArn);
    const resources = guardResources(['route.request.header.x-word']);
    const functions = { handler, ...(connect === GUARDED && { guard }) };
    const more = connect === GUARDED ? { resources } : {};
    const { url } = await serve({ $connect: connect }, { functions, more });
    const response = await shakeHands(url);
    const [, told, requestId] = FRAME.exec(response.body) ?? [];
    expect([response.status, told]).toEqual([status, message]);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-errortype': errorType,
      'x-amz-apigw-id': requestId,
      'x-amzn-requestid': expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-/) as unknown,
      connection: 'close',
    });
  });

  test('by the status of $connect has its body, and no error type', async () => {
    const { url } = await serve({ $connect: {} }, { functions: { handler: () => ({ statusCode: 418, body: 'no' }) } });
    const { status, body, headers } = await shakeHands(url);
    expect([status, body]).toEqual([418, 'no']);
    expect(headers).not.toHaveProperty('x-amzn-errortype');
  });

  test('by the status 304 of $connect has no body', async () => {
    const { url } = await serve({ $connect: {} }, { functions: { handler: () => ({ statusCode: 304, body: 'no' }) } });
    expect(await shakeHands(url)).toMatchObject({ status: 304, headers: { 'content-length': '0' }, body: '' });
  });

  test('of a stage that does not exist is forbidden', async () => {
    const { url } = await serve({ $connect: {} }, { functions: { handler: () => ({ statusCode: 200 }) } });
    const { origin } = new URL(url);
    for (const path of ['', '/prod', '/prod/dev', '/DEV'])
      expect(await shakeHands(origin + path)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    for (const path of ['/dev', '/dev/', '/dev/rooms/1', '/dev?a=1'])
      expect(await shakeHands(origin + path)).toMatchObject({ status: 101 });
  });
});
