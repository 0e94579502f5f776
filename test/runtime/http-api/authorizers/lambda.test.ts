import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseIdentitySource, type HttpApiLambdaAuthorizer } from '../../../../lib/model/index.js';
import type { HttpResponse, RuntimeOptions } from '../../../../lib/runtime/index.js';
import { echoRoute, functionArn, ServedHttpApi, type SentRequest } from '../../../support/http-api.js';
import { wholeBody } from '../../../support/whole-body.js';

const opened: ServedHttpApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

const NOW = Date.UTC(2026, 10, 30);

const AUTHORIZER: HttpApiLambdaAuthorizer = {
  type: 'REQUEST',
  name: 'guard',
  uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn('guard')}/invocations`,
  payloadFormatVersion: '2.0',
  enableSimpleResponses: true,
  identitySource: [{ kind: 'header', name: 'Authorization' }],
};

type AuthorizerEvent = Readonly<Record<string, unknown>>;

const POLICY = (event: AuthorizerEvent, effect: string, resource = event.routeArn ?? event.methodArn) => ({
  principalId: 'ann',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Action: 'execute-api:Invoke', Resource: resource }],
  },
});

/** Every route asks the authorizer. */
function serve(
  guard: (event: AuthorizerEvent) => unknown,
  authorizer: Partial<HttpApiLambdaAuthorizer> = {},
  options: RuntimeOptions & { readonly format?: '1.0' | '2.0' } = {},
) {
  const authorization = { type: 'CUSTOM', authorizer: 'guard' } as const;
  const integration = {
    type: 'AWS_PROXY',
    uri: functionArn('echo'),
    payloadFormatVersion: options.format ?? '2.0',
  } as const;
  const asked = vi.fn((event: unknown) => Promise.resolve(guard(event as AuthorizerEvent)));
  let nowMs = NOW;
  const served = new ServedHttpApi(
    {
      authorizers: [{ ...AUTHORIZER, ...authorizer }],
      routes: ['GET /pets/{id}', 'GET /cats', '$default'].map((key) => echoRoute(key, { authorization, integration })),
      stages: [{ name: '$default', variables: { release: 'blue' } }],
    },
    { clock: { now: () => nowMs }, ...options },
    { guard: asked },
  );
  opened.push(served);
  const send = (path: string, word = 'yes', more: Partial<SentRequest> = {}) =>
    served.send({ path, headers: [['Authorization', word]], ...more });
  return { served, send, asked, wait: (ms: number) => (nowMs += ms) };
}

const summary = ({ status, body }: HttpResponse): unknown => [status, String(wholeBody({ body }))];
const FORBIDDEN = [403, '{"message":"Forbidden"}'];
const UNAUTHORIZED = [401, '{"message":"Unauthorized"}'];
const SERVER_ERROR = [500, '{"message":"Internal Server Error"}'];

function authorizerOf({ status, body }: HttpResponse): unknown {
  expect(status).toBe(200);
  return (JSON.parse(String(wholeBody({ body }))) as { requestContext: { authorizer: unknown } }).requestContext
    .authorizer;
}

describe('a Lambda authorizer with simple responses', () => {
  test('lets a caller in with its context, whose values keep their types', async () => {
    const context = { text: 'a', number: 1, flag: true, list: ['a', 'b'], map: { a: 'b' } };
    const { send } = serve(() => ({ isAuthorized: true, context }));
    expect(authorizerOf(await send('/cats'))).toEqual({ lambda: context });
  });

  test('shows the context to a function of payload format 1.0 without a level between', async () => {
    const { send } = serve(() => ({ isAuthorized: true, context: { tenant: '42' } }), {}, { format: '1.0' });
    expect(authorizerOf(await send('/cats'))).toEqual({ tenant: '42' });
  });

  test.each<[what: string, answer: unknown, expected: unknown]>([
    ['no', { isAuthorized: false }, FORBIDDEN],
    ['yes in words', { isAuthorized: 'true' }, SERVER_ERROR],
    ['nothing about it', { allowed: true }, SERVER_ERROR],
    ['nothing', undefined, SERVER_ERROR],
    ['a context that is text', { isAuthorized: true, context: 'ann' }, SERVER_ERROR],
    ['a policy', POLICY({ routeArn: '*' }, 'Allow'), SERVER_ERROR],
  ])('that says %s', async (_what, answer, expected) => {
    const { served, send } = serve(() => answer);
    expect(summary(await send('/cats'))).toEqual(expected);
    expect(served.invocations).toBe(0);
  });
});

describe('a Lambda authorizer with a policy', () => {
  const withPolicy: Partial<HttpApiLambdaAuthorizer> = { enableSimpleResponses: false };

  test.each<['1.0' | '2.0']>([['1.0'], ['2.0']])('in payload format %s lets in whom it allows', async (version) => {
    const { send } = serve(
      (event) => ({ ...POLICY(event, 'Allow'), context: { tenant: '42' } }),
      { ...withPolicy, payloadFormatVersion: version },
      { format: '1.0' },
    );
    expect(authorizerOf(await send('/cats'))).toEqual({ tenant: '42', principalId: 'ann' });
  });

  test.each<[what: string, answer: (event: AuthorizerEvent) => unknown, expected: unknown]>([
    ['a denial', (event) => POLICY(event, 'Deny'), FORBIDDEN],
    ['silence about the route', (event) => POLICY(event, 'Allow', 'arn:aws:execute-api:*:*:*/*/GET/dogs'), FORBIDDEN],
    ['no principal', (event) => ({ ...POLICY(event, 'Allow'), principalId: undefined }), SERVER_ERROR],
    ['no policy', () => ({ principalId: 'ann' }), SERVER_ERROR],
    ['a simple response', () => ({ isAuthorized: true }), SERVER_ERROR],
    ['a resource that is no ARN', (event) => POLICY(event, 'Permit'), SERVER_ERROR],
  ])('that returns %s', async (_what, answer, expected) => {
    const { served, send } = serve(answer, withPolicy);
    expect(summary(await send('/cats'))).toEqual(expected);
    expect(served.invocations).toBe(0);
  });

  test('refuses a list in the context of payload format 1.0 alone', async () => {
    const answer = (event: AuthorizerEvent) => ({ ...POLICY(event, 'Allow'), context: { list: ['a'] } });
    expect((await serve(answer, withPolicy).send('/cats')).status).toBe(200);
    expect((await serve(answer, { ...withPolicy, payloadFormatVersion: '1.0' }).send('/cats')).status).toBe(500);
  });

  test.each(['/admin', '/admin/', '/%61dmin', '/admin%2F'])('denies every spelling of a path: %s', async (path) => {
    const statement = (Effect: string, path: string) => ({
      Effect,
      Action: 'execute-api:Invoke',
      Resource: `arn:aws:execute-api:*:*:*/*/GET/${path}`,
    });
    const { send } = serve(
      () => ({
        principalId: 'ann',
        policyDocument: { Statement: [statement('Allow', '*'), statement('Deny', 'admin')] },
      }),
      withPolicy,
    );
    expect((await send('/other')).status).toBe(200);
    expect((await send(path)).status).toBe(403);
  });

  test('is asked about a condition with the values of the request', async () => {
    const condition = (address: string) => () => ({
      principalId: 'ann',
      policyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'execute-api:Invoke',
            Resource: '*',
            Condition: { IpAddress: { 'aws:SourceIp': address } },
          },
        ],
      },
    });
    expect((await serve(condition('127.0.0.0/8'), withPolicy).send('/cats')).status).toBe(200);
    expect((await serve(condition('203.0.113.0/24'), withPolicy).send('/cats')).status).toBe(403);
  });
});

describe('a Lambda authorizer that fails', () => {
  test.each<[what: string, message: string, expected: unknown]>([
    ['with Unauthorized', 'Unauthorized', UNAUTHORIZED],
    ['with anything else', 'the database is down', SERVER_ERROR],
  ])('%s', async (_what, message, expected) => {
    const { served, send } = serve(() => {
      throw new Error(message);
    });
    expect(summary(await send('/cats'))).toEqual(expected);
    expect(served.invocations).toBe(0);
  });
});

describe('a Lambda authorizer that does not respond', () => {
  test('is given ten seconds', async () => {
    const { served, send } = serve(() => ({ isAuthorized: true }));
    const invoke = vi.spyOn(served.runtime.lambdas, 'invoke').mockResolvedValue({ kind: 'timeout' });
    expect(summary(await send('/cats'))).toEqual(SERVER_ERROR);
    expect(invoke.mock.calls.map(([{ functionName, timeoutMs }]) => [functionName, timeoutMs])).toEqual([
      ['guard', 10_000],
    ]);
  });
});

describe('the identity sources of a Lambda authorizer', () => {
  const sources = (...texts: string[]): Partial<HttpApiLambdaAuthorizer> => ({
    identitySource: texts.map((text) => parseIdentitySource(text, 'HTTP')),
  });

  test('are the values of headers, query, context and stage variables', async () => {
    const { send, asked } = serve(
      () => ({ isAuthorized: true }),
      sources(
        '$request.header.authorization',
        '$request.querystring.q',
        '$context.routeKey',
        '$stageVariables.release',
      ),
    );
    expect((await send('/pets/1?q=1&q=2')).status).toBe(200);
    expect(asked.mock.lastCall?.[0]).toMatchObject({ identitySource: ['yes', '1,2', 'GET /pets/{id}', 'blue'] });
  });

  test.each([undefined, ''])('are required: without one (%j) the function is not asked', async (word) => {
    const { send, asked } = serve(() => ({ isAuthorized: true }));
    const response = await send('/cats', word, word === undefined ? { headers: [] } : {});
    expect(summary(response)).toEqual(UNAUTHORIZED);
    expect(response.headers.map(([name]) => name.toLowerCase())).not.toContain('www-authenticate');
    expect(asked).not.toHaveBeenCalled();
  });

  test('may be absent: then every request is asked about', async () => {
    const { send, asked } = serve(() => ({ isAuthorized: false }), { identitySource: [], resultTtlSeconds: 300 });
    for (const word of ['a', 'a']) expect(summary(await send('/cats', word))).toEqual(FORBIDDEN);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe('the event of a Lambda authorizer', () => {
  const request = '/pets/a%20b?q=1&q=2';

  test('in payload format 2.0 is that of an integration without its body', async () => {
    const { send, asked } = serve(() => ({ isAuthorized: true }));
    await send(request);
    const event = asked.mock.lastCall?.[0] as AuthorizerEvent;
    expect(event).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: expect.stringMatching(
        /^arn:aws:execute-api:us-east-1:\d{12}:\w{10}\/\$default\/GET\/pets\/a b$/,
      ) as unknown,
      identitySource: ['yes'],
      routeKey: 'GET /pets/{id}',
      rawPath: '/pets/a b',
      rawQueryString: 'q=1&q=2',
      headers: { authorization: 'yes' },
      queryStringParameters: { q: '1,2' },
      requestContext: { http: { method: 'GET', path: '/pets/a b' }, stage: '$default' },
      pathParameters: { id: 'a b' },
      stageVariables: { release: 'blue' },
    });
    for (const member of ['body', 'isBase64Encoded']) expect(event).not.toHaveProperty(member);
  });

  test('in payload format 1.0 names the identity twice', async () => {
    const { send, asked } = serve((event) => POLICY(event, 'Allow'), {
      payloadFormatVersion: '1.0',
      enableSimpleResponses: false,
      identitySource: [
        { kind: 'header', name: 'Authorization' },
        { kind: 'querystring', name: 'q' },
      ],
    });
    expect((await send(request)).status).toBe(200);
    const event = asked.mock.lastCall?.[0] as AuthorizerEvent;
    expect(event).toMatchObject({
      version: '1.0',
      type: 'REQUEST',
      methodArn: expect.stringMatching(/\/\$default\/GET\/pets\/a b$/) as unknown,
      identitySource: 'yes,1,2',
      authorizationToken: 'yes,1,2',
      resource: '/pets/{id}',
      httpMethod: 'GET',
      headers: { Authorization: 'yes' },
      queryStringParameters: { q: '2' },
      pathParameters: { id: 'a b' },
      stageVariables: { release: 'blue' },
      requestContext: {
        resourcePath: '/pets/{id}',
        httpMethod: 'GET',
        stage: '$default',
        identity: { sourceIp: '127.0.0.1' },
      },
    });
    for (const member of ['body', 'multiValueHeaders', 'requestContext.authorizer'])
      expect(event).not.toHaveProperty(member);
  });
});

describe('the result of a Lambda authorizer', () => {
  test('is kept by identity for its time and serves all routes', async () => {
    const { send, asked, wait } = serve(() => ({ isAuthorized: true }), { resultTtlSeconds: 60 });
    for (const path of ['/cats', '/cats', '/pets/1', '/anything']) expect((await send(path)).status).toBe(200);
    expect(asked).toHaveBeenCalledTimes(1);
    await send('/cats', 'another');
    expect(asked).toHaveBeenCalledTimes(2);
    wait(60_000);
    await send('/cats');
    expect(asked).toHaveBeenCalledTimes(3);
  });

  test('is not kept unless a lifetime is given', async () => {
    const { send, asked } = serve(() => ({ isAuthorized: true }));
    for (const path of ['/cats', '/cats']) expect((await send(path)).status).toBe(200);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  test('is kept for each route where the route is an identity source', async () => {
    const { send, asked } = serve(() => ({ isAuthorized: true }), {
      resultTtlSeconds: 60,
      identitySource: [...(AUTHORIZER.identitySource ?? []), { kind: 'context', path: 'routeKey' }],
    });
    for (const path of ['/cats', '/cats', '/pets/1']) await send(path);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  test('is a policy that decides about each route', async () => {
    const { send, asked } = serve((event) => POLICY(event, 'Allow'), {
      enableSimpleResponses: false,
      resultTtlSeconds: 60,
    });
    expect([(await send('/cats')).status, (await send('/pets/1')).status]).toEqual([200, 403]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('is kept when it is a refusal, and not when the function fails', async () => {
    const { send, asked } = serve(() => ({ isAuthorized: false }), { resultTtlSeconds: 60 });
    for (const path of ['/cats', '/cats']) expect((await send(path)).status).toBe(403);
    expect(asked).toHaveBeenCalledTimes(1);
    const failing = serve(() => ({}), { resultTtlSeconds: 60 });
    for (const path of ['/cats', '/cats']) expect((await failing.send(path)).status).toBe(500);
    expect(failing.asked).toHaveBeenCalledTimes(2);
  });
});

describe('a route with a Lambda authorizer', () => {
  test.each<[what: string, authorizer: Partial<HttpApiLambdaAuthorizer>]>([
    ['without code', { uri: functionArn('elsewhere') }],
    ['with simple responses in payload format 1.0', { payloadFormatVersion: '1.0' }],
    ['with an identity source of no kind', { identitySource: [{ kind: 'invalid', text: '$request.body' }] }],
  ])('%s is closed', async (_what, authorizer) => {
    const { send } = serve(() => ({ isAuthorized: true }), authorizer);
    const { status, body } = await send('/cats');
    expect([status, JSON.parse(String(wholeBody({ body })))]).toMatchObject([501, { feature: 'authorizer' }]);
  });
});
