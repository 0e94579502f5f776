import { describe, expect, test } from 'vitest';
import { lambdaProxy, type TestRoute } from '../chat-template.js';
import { refusedHandshake, TestClient } from '../client.js';
import { exchange, serve } from '../serve.js';

const FAILS = /^\{"message": "Internal server error", /;
const TWO_WAY: TestRoute = { respond: true };

function returns(response: unknown): { readonly functions: { handler: () => unknown } } {
  return { functions: { handler: () => response } };
}

describe('compileAwsProxy()', () => {
  test.each<[response: unknown, frame: string]>([
    [{ statusCode: 200, body: 'hi' }, 'hi'],
    [{ body: 'hi' }, 'hi'],
    [{ statusCode: 500, body: 'still sent' }, 'still sent'],
    [{ statusCode: 'none', body: 'hi' }, 'hi'],
    [{ statusCode: 200 }, ''],
    [{ statusCode: 200, body: null }, ''],
    [{ statusCode: 200, body: 7 }, '7'],
    [{ statusCode: 200, body: 'aGk=', isBase64Encoded: true }, 'hi'],
    [{ statusCode: 200, body: 'aGk=', isBase64Encoded: false }, 'aGk='],
    [{ statusCode: 200, body: 'aP9p', isBase64Encoded: true }, 'h\u{FFFD}i'],
    [{ statusCode: 200, body: 'hi', headers: { 'X-A': 'a' }, multiValueHeaders: { 'X-B': ['b'] } }, 'hi'],
    [{}, ''],
  ])('sends the body of %j on a two-way route', async (response, frame) => {
    expect(await exchange({ say: TWO_WAY }, { action: 'say' }, returns(response))).toBe(frame);
  });

  test.each<[response: unknown]>([
    ['hi'],
    [null],
    [undefined],
    [['hi']],
    [{ statusCode: 200, Data: 'hi' }],
    [{ statusCode: 200, body: { a: 1 } }],
    [{ statusCode: 200, body: '%', isBase64Encoded: true }],
  ])('answers %j with an error frame, with and without a route response', async (response) => {
    for (const respond of [true, false])
      expect(await exchange({ say: { respond } }, { action: 'say' }, returns(response))).toMatch(FAILS);
  });

  test('sends nothing without a route response', async () => {
    const functions = {
      handler: ({ requestContext: { routeKey } }: { requestContext: { routeKey: string } }) => ({ body: routeKey }),
    };
    const { url } = await serve({ quiet: {}, say: TWO_WAY }, { functions });
    const client = await TestClient.connect(url);
    client.send({ action: 'quiet' });
    client.send({ action: 'say' });
    expect(await client.receive()).toBe('say');
  });

  test.each<[what: string, route: TestRoute]>([
    ['a method other than POST', { integration: { ...lambdaProxy('handler'), IntegrationMethod: 'GET' } }],
    [
      'a header that Lambda does not take',
      {
        integration: {
          ...lambdaProxy('handler'),
          RequestParameters: { 'integration.request.header.Authorization': "'x'" },
        },
      },
    ],
  ])('fails with %s', async (_what, route) => {
    expect(await exchange({ say: route }, { action: 'say' }, returns({ body: 'hi' }))).toMatch(FAILS);
  });

  test.each<[response: unknown, outcome: 'opens' | number]>([
    [{ statusCode: 200 }, 'opens'],
    [{ statusCode: '200' }, 'opens'],
    [{ statusCode: 208 }, 'opens'],
    [{ statusCode: 226 }, 'opens'],
    [{ statusCode: 209 }, 209],
    [{ statusCode: 401, body: 'no' }, 401],
    [{ statusCode: 'none' }, 502],
    [{ statusCode: null }, 502],
    [{ statusCode: 200.5 }, 502],
    [{ statusCode: 404.5 }, 502],
    [{}, 502],
    [null, 502],
    ['hi', 502],
    [{ statusCode: 200, more: 1 }, 502],
  ])('decides a handshake with %j: %s', async (response, outcome) => {
    const { url } = await serve({ $connect: {} }, returns(response));
    if (outcome === 'opens') await TestClient.connect(url);
    else expect((await refusedHandshake(url)).status).toBe(outcome);
  });

  test.each<[what: string, response: object]>([
    ['headers', { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'b' } }],
    ['multiValueHeaders', { statusCode: 200, multiValueHeaders: { 'sec-websocket-protocol': ['b'] } }],
  ])('chooses the subprotocol by %s', async (_what, response) => {
    const { url } = await serve({ $connect: {} }, returns(response));
    const client = await TestClient.connect(url, { subprotocols: ['a', 'b'] });
    expect(client.socket.protocol).toBe('b');
  });

  test('invokes the function whose ARN stands alone', async () => {
    const IntegrationUri = 'arn:aws:lambda:us-east-1:000000000000:function:handler';
    const route = { respond: true, integration: { IntegrationType: 'AWS_PROXY', IntegrationUri } };
    expect(await exchange({ say: route }, { action: 'say' }, returns({ body: 'hi' }))).toBe('hi');
  });

  test('invokes the function that a stage variable names', async () => {
    const uri =
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${stageVariables.fn}/invocations';
    const route = { respond: true, integration: { IntegrationType: 'AWS_PROXY', IntegrationUri: uri } };
    const more = { stage: { StageVariables: { fn: 'handler' } } };
    expect(await exchange({ say: route }, { action: 'say' }, { ...returns({ body: 'hi' }), more })).toBe('hi');
  });
});
