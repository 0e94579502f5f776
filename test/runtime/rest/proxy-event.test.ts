import { describe, expect, test } from 'vitest';
import type { ProxyEvent } from '../../../lib/formats/lambda-event.js';
import { PROXY_EVENTS } from '../../../lib/runtime/rest/proxy-event.js';
import { validatedInvocation, type TestRequest } from '../../support/rest-request.js';

async function eventOf(
  request: TestRequest,
  binaryMediaTypes: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
) {
  return PROXY_EVENTS.NONE.eventOf(
    await validatedInvocation(request, variables, binaryMediaTypes),
  ).build() as ProxyEvent;
}

describe('PROXY_EVENTS', () => {
  test('has every member, null where there is nothing', async () => {
    const event = await eventOf({ path: '/' });
    expect(event).toMatchObject({
      resource: '/',
      path: '/',
      httpMethod: 'GET',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
    expect(Object.keys(event).sort()).toEqual([
      ...[
        'body',
        'headers',
        'httpMethod',
        'isBase64Encoded',
        'multiValueHeaders',
        'multiValueQueryStringParameters',
        'path',
      ],
      ...['pathParameters', 'queryStringParameters', 'requestContext', 'resource', 'stageVariables'],
    ]);
    expect(event.requestContext).toMatchObject({
      resourcePath: '/',
      httpMethod: 'GET',
      path: '/dev/',
      stage: 'dev',
      accountId: '000000000000',
      protocol: 'HTTP/1.1',
      domainName: 'localhost',
      requestTime: '21/Nov/2026:11:22:33 +0000',
      requestTimeEpoch: 1795260153000,
      requestId: '11111111-2222-4333-8444-555555555555',
      identity: { sourceIp: '127.0.0.1', userAgent: null, user: null },
    });
  });

  test.each<[what: string, request: TestRequest, binaryMediaTypes: readonly string[], members: object]>([
    [
      'keeps the path as it was sent',
      { path: '/pets/a%2Fb%20c' },
      [],
      { resource: '/{a}/{b}', path: '/pets/a%2Fb%20c', pathParameters: { a: 'pets', b: 'a%2Fb%20c' } },
    ],
    [
      'decodes the query, the last value alone',
      { path: '/?a=1&a=%20&b' },
      [],
      { queryStringParameters: { a: ' ', b: '' }, multiValueQueryStringParameters: { a: ['1', ' '], b: [''] } },
    ],
    ['gives text as text', { method: 'POST', body: 'Grüße' }, [], { body: 'Grüße', isBase64Encoded: false }],
    [
      'gives bytes as base64',
      { method: 'POST', headers: [['Content-Type', 'image/png']], body: Buffer.from([255, 0]) },
      ['image/png'],
      { body: '/wA=', isBase64Encoded: true },
    ],
    ['gives no body as none, of binary types too', { method: 'POST' }, ['*/*'], { body: null, isBase64Encoded: false }],
  ])('%s', async (_what, request, binaryMediaTypes, members) => {
    expect(await eventOf(request, binaryMediaTypes)).toMatchObject(members);
  });

  test('keeps what it is told of headers and keeps to itself what is between hops', async () => {
    const { headers, multiValueHeaders } = await eventOf({
      headers: [
        ['x-one', '1'],
        ['X-Many', 'a'],
        ['X-Many', 'b'],
        ['authorization', 'Basic x'],
        ['user-agent', 'test'],
        ['Connection', 'close'],
        ['TE', 'trailers'],
        ['X-Forwarded-For', '10.0.0.1'],
      ],
    });
    expect(headers).toEqual({
      Host: 'localhost',
      'x-one': '1',
      'X-Many': 'b',
      Authorization: 'Basic x',
      'User-Agent': 'test',
      'X-Amzn-Trace-Id': 'Root=1-6920a0b9-000000000000000000000000',
      'X-Forwarded-For': '10.0.0.1, 127.0.0.1',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    });
    expect(multiValueHeaders?.['X-Many']).toEqual(['a', 'b']);
  });

  test('takes names of JavaScript for data', async () => {
    const event = await eventOf({ path: '/?__proto__=x&constructor=y' });
    expect(JSON.stringify(event.queryStringParameters)).toBe('{"__proto__":"x","constructor":"y"}');
  });

  test('is given the variables of the stage', async () => {
    expect((await eventOf({}, [], { host: 'x' })).stageVariables).toEqual({ host: 'x' });
  });
});
