import { describe, expect, test, vi } from 'vitest';
import type { LocalGatewayOptions } from '../../../../lib/testing/index.js';
import { refusedHandshake, shakeHands, TestClient } from '../client.js';
import { serve } from '../serve.js';
import { GUARDED, guardResources, policy, type GuardEvent } from './guard.js';

interface Served {
  readonly url: string;
  readonly guard: ReturnType<typeof vi.fn>;
  readonly events: Readonly<Record<string, unknown>>[];
}

/** An API whose `$connect` asks the function `guard`, and whose messages are echoed as events. */
async function guarded(
  answer: (event: GuardEvent) => unknown,
  sources: readonly unknown[] = ['route.request.header.x-word'],
  { stage = {}, ...options }: Omit<LocalGatewayOptions, 'stage'> & { readonly stage?: object } = {},
): Promise<Served> {
  const guard = vi.fn((event: GuardEvent) => Promise.resolve(event).then(answer));
  const events: Served['events'] = [];
  const handler = (event: Readonly<Record<string, unknown>>) => {
    events.push(event);
    return { statusCode: 200, body: JSON.stringify(event) };
  };
  const { url } = await serve(
    { $connect: GUARDED, $default: { respond: true } },
    { functions: { guard, handler }, more: { resources: guardResources(sources), stage }, ...options },
  );
  return { url, guard, events };
}

const allow = ({ methodArn }: GuardEvent): object => policy('Allow', methodArn);
const WORD = { 'x-word': 'hello' };

describe('a Lambda authorizer of $connect', () => {
  test('opens the connection that its policy allows', async () => {
    const { url } = await guarded(allow);
    expect((await shakeHands(url, WORD)).status).toBe(101);
  });

  const error = (message: string) => () => {
    throw new Error(message);
  };
  test.each<[what: string, answer: (event: GuardEvent) => unknown, status: number, message: string]>([
    ['denies', ({ methodArn }) => policy('Deny', methodArn), 403, 'Forbidden'],
    ['is silent about $connect', () => policy('Allow', 'arn:aws:execute-api:*:*:*/dev/*/*'), 403, 'Forbidden'],
    ['allows another stage', () => policy('Allow', 'arn:aws:execute-api:*:*:*/prod/*'), 403, 'Forbidden'],
    ['fails with Unauthorized', error('Unauthorized'), 401, 'Unauthorized'],
    ['fails', error('database down'), 500, 'Internal server error'],
    ['returns no policy', () => ({ statusCode: 401 }), 500, 'Internal server error'],
    ['returns nothing', () => undefined, 500, 'Internal server error'],
    ['returns true', () => true, 500, 'Internal server error'],
    [
      'returns a structure in its context',
      ({ methodArn }) => policy('Allow', methodArn, { a: {} }),
      500,
      'Internal server error',
    ],
    [
      'returns more than 8 KB',
      ({ methodArn }) => policy('Allow', methodArn, { a: 'x'.repeat(8_192) }),
      500,
      'Internal server error',
    ],
  ])('refuses the handshake when it %s', async (_what, answer, status, message) => {
    const { url, events } = await guarded(answer);
    const refused = await refusedHandshake(url, WORD);
    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.body)).toMatchObject({ message });
    expect(events).toEqual([]);
  });

  test('allows by a wildcard for the whole stage', async () => {
    const { url } = await guarded(() => policy('Allow', 'arn:aws:execute-api:*:*:*/dev/*'));
    expect((await shakeHands(url, WORD)).status).toBe(101);
  });

  test('is asked about conditions with the values of the handshake', async () => {
    const conditional = (address: string) => () => ({
      principalId: 'ann',
      policyDocument: {
        Statement: [
          {
            ...{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' },
            Condition: { IpAddress: { 'aws:SourceIp': address } },
          },
        ],
      },
    });
    expect((await shakeHands((await guarded(conditional('127.0.0.0/8'))).url, WORD)).status).toBe(101);
    expect((await shakeHands((await guarded(conditional('203.0.113.0/24'))).url, WORD)).status).toBe(403);
  });

  test('is asked about every handshake, for no result is kept', async () => {
    const { url, guard } = await guarded(allow);
    await shakeHands(url, WORD);
    await shakeHands(url, WORD);
    expect(guard).toHaveBeenCalledTimes(2);
  });
});

describe('identity sources', () => {
  const stage = { StageVariables: { release: 'blue', empty: '' } };
  test.each<[source: string, query: string, headers: Record<string, string>, status: 101 | 401]>([
    ['route.request.header.X-Word', '', { 'x-word': 'a' }, 101],
    ['route.request.header.X-Word', '', { 'x-word': '' }, 401],
    ['route.request.header.X-Word', '?x-word=a', {}, 401],
    ['route.request.querystring.token', '?token=a', {}, 101],
    ['route.request.querystring.token', '?token=', {}, 401],
    ['route.request.querystring.token', '?Token=a', {}, 401],
    ['stageVariables.release', '', {}, 101],
    ['stageVariables.empty', '', {}, 401],
    ['stageVariables.other', '', {}, 401],
    ['context.identity.sourceIp', '', {}, 101],
    ['context.authorizer.principalId', '', {}, 401],
  ])('%s with %j and %j: %i', async (source, query, headers, status) => {
    const { url, guard } = await guarded(allow, [source], { stage });
    expect((await shakeHands(url + query, headers)).status).toBe(status);
    expect(guard).toHaveBeenCalledTimes(status === 101 ? 1 : 0);
  });

  test('are required all of them', async () => {
    const { url } = await guarded(allow, ['route.request.header.x-word', 'route.request.querystring.token']);
    expect((await shakeHands(url, WORD)).status).toBe(401);
    expect((await shakeHands(`${url}?token=a`, WORD)).status).toBe(101);
  });

  test('may be none: the function decides alone', async () => {
    const { url } = await guarded(allow, []);
    expect((await shakeHands(url)).status).toBe(101);
  });
});

describe('the event of a Lambda authorizer', () => {
  test('is that of a CONNECT event with the headers of the handshake', async () => {
    const { url, guard } = await guarded(allow);
    await shakeHands(`${url}?a=1&a=2`, WORD);
    const [[event]] = guard.mock.calls as unknown as [[GuardEvent]];
    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: expect.stringMatching(
        /^arn:aws:execute-api:us-east-1:000000000000:\w{10}\/dev\/\$connect$/,
      ) as unknown,
      headers: { Connection: 'upgrade', Upgrade: 'websocket', 'content-length': '0', 'x-word': 'hello' },
      multiValueHeaders: { Upgrade: ['websocket'], 'x-word': ['hello'] },
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      stageVariables: {},
      requestContext: {
        ...{ routeKey: '$connect', eventType: 'CONNECT', messageDirection: 'IN', stage: 'dev' },
        identity: { sourceIp: '127.0.0.1' },
        connectionId: expect.stringMatching(/=$/) as unknown,
      },
    });
    for (const member of ['resource', 'path', 'httpMethod', 'pathParameters', 'body', 'isBase64Encoded'])
      expect(event).not.toHaveProperty(member);
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  test('has variables of the stage, and empty members without a query', async () => {
    const { url, guard } = await guarded(allow, [], { stage: { StageVariables: { release: 'blue' } } });
    await shakeHands(url);
    const [[event]] = guard.mock.calls as unknown as [[GuardEvent]];
    expect(event).toMatchObject({
      stageVariables: { release: 'blue' },
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
    });
  });
});

describe('what an authorizer says of the caller', () => {
  test('is in every event of the connection, each value as a string', async () => {
    const { url, events } = await guarded(({ methodArn }) =>
      policy('Allow', methodArn, { text: 'a', number: 1, flag: true, none: null }),
    );
    const client = await TestClient.connect(url, { headers: WORD });
    client.send('anything');
    await client.receive();
    expect(events.map(({ requestContext }) => requestContext)).toMatchObject(
      ['CONNECT', 'MESSAGE'].map((eventType) => ({
        eventType,
        authorizer: { principalId: 'ann', text: 'a', number: '1', flag: 'true' },
      })),
    );
  });
});

describe('$connect with an authorizer that cannot be imitated', () => {
  test.each<[what: string, sources: readonly unknown[], more: object]>([
    ['no code', [], { AuthorizerUri: 'arn:aws:lambda:us-east-1:000000000000:function:elsewhere' }],
    ['an identity source of no kind', ['$request.header.x'], {}],
    ['an unknown type', [], { AuthorizerType: 'JWT', AuthorizerUri: '' }],
  ])('is refused: %s', async (_what, sources, more) => {
    const functions = { handler: () => ({ statusCode: 200 }), ...(!('AuthorizerUri' in more) && { guard: allow }) };
    const resources = guardResources(sources, more);
    const strict = await serve({ $connect: GUARDED }, { functions, more: { resources } });
    const { status, body } = await refusedHandshake(strict.url);
    expect([status, JSON.parse(body)]).toMatchObject([501, { feature: 'authorizer' }]);
    expect(strict.gateway.diagnostics.map(({ message }) => message).join('\n')).toContain('The route is refused: ');
    const lenient = await serve(
      { $connect: GUARDED },
      { functions, more: { resources }, lenience: new Set(['authorizer']) },
    );
    expect((await shakeHands(lenient.url)).status).toBe(101);
  });
});

describe('authorization of another route than $connect', () => {
  test.each([
    ['AWS_IAM', 'iam-authorization'],
    ['CUSTOM', 'authorizer'],
  ])('refuses the route: %s', async (AuthorizationType, feature) => {
    const functions = { handler: () => ({ statusCode: 200, body: 'secret' }), guard: allow };
    const routes = {
      $connect: {},
      secret: { respond: true, route: { AuthorizationType, AuthorizerId: { Ref: 'Guard' } } },
      open: { respond: true },
    };
    const { url, gateway } = await serve(routes, { functions, more: { resources: guardResources([]) } });
    const client = await TestClient.connect(url);
    client.send({ action: 'secret' });
    expect(JSON.parse(await client.receive())).toMatchObject({ code: 'not-simulated', feature });
    client.send({ action: 'open' });
    expect(await client.receive()).toBe('secret');
    expect(gateway.diagnostics.map(({ message }) => message).join('\n')).toContain('not $connect');
  });
});
