import { afterEach, describe, expect, test } from 'vitest';
import type { Authorizer, RequestAuthorizer, RestApi, TokenAuthorizer } from '../../../../lib/model/index.js';
import { parseIdentitySource } from '../../../../lib/model/identity-source.js';
import { FIXED_IDS } from '../../../support/behaviour.js';
import { mock, restApi, ServedApi, type TestAnswer, type TestRequest } from '../../../support/rest-request.js';

/**
 * An authorizer that does what its token says: `allow`, `deny`, `silent` and `exact` are its policies, `throw:<message>`
 * fails; a REQUEST authorizer reads the header `who`. It counts its calls in its context.
 */
const GUARD = `
let calls = 0;
exports.handler = async (event) => {
  const word = event.authorizationToken ?? event.headers.who ?? 'allow';
  if (word.startsWith('throw:')) throw word.slice(6);
  if (word === 'nothing') return null;
  const statement = (Effect, Resource) => ({ Effect, Action: 'execute-api:Invoke', Resource });
  const statements = {
    allow: [statement('Allow', '*')],
    deny: [statement('Allow', '*'), statement('Deny', event.methodArn)],
    silent: [statement('Allow', 'arn:aws:execute-api:*:*:other/*')],
    exact: [statement('Allow', event.methodArn)],
  };
  return {
    principalId: word,
    policyDocument: { Version: '2012-10-17', Statement: statements[word] ?? statements.allow },
    context: { calls: ++calls, event: JSON.stringify(event) },
  };
};`;

const URI =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations';

const TOKEN: TokenAuthorizer = {
  type: 'TOKEN',
  name: 'guard',
  uri: URI,
  identitySource: parseIdentitySource('method.request.header.Authorization', 'REST'),
};

function requestAuthorizer(sources: readonly string[], rest: Partial<RequestAuthorizer> = {}): RequestAuthorizer {
  const identitySource = sources.map((source) => parseIdentitySource(source, 'REST'));
  return { type: 'REQUEST', name: 'guard', uri: URI, identitySource, ...rest };
}

const opened: ServedApi[] = [];
afterEach(async () => {
  for (const api of opened.splice(0)) await api.runtime.close();
});

function serve(authorizer: Authorizer, api: Partial<RestApi> = {}) {
  let nowMs = 0;
  let random = 0.9;
  const method = {
    integration: mock({
      'application/json': '$context.authorizer.principalId $context.authorizer.calls $context.authorizer.event',
    }),
    authorization: { type: 'CUSTOM', authorizer: 'guard' },
  } as const;
  const served = new ServedApi(
    restApi(
      { 'GET /pets': method, 'GET /cats': method, 'GET /cats/{id}': method },
      { authorizers: [authorizer], stages: [{ name: 'dev', variables: { color: 'blue' } }], ...api },
    ),
    { clock: { now: () => nowMs }, ids: { ...FIXED_IDS, random: () => random } },
    [
      {
        name: 'guard',
        runtime: 'nodejs20.x',
        handler: 'index.handler',
        code: { kind: 'inline', source: GUARD },
        environment: {},
        timeoutMs: 3_000,
        memoryMegabytes: 128,
      },
    ],
  );
  opened.push(served);
  const send = (token: string | undefined, request: TestRequest = {}): Promise<TestAnswer> =>
    served.send({ path: '/pets', ...(token !== undefined && { headers: [['Authorization', token]] }), ...request });
  return { served, send, wait: (ms: number) => (nowMs += ms), onCanary: () => (random = 0) };
}

const text = ({ body }: TestAnswer): string => body.toString('utf8');

describe('a TOKEN authorizer', () => {
  test.each([
    ['allow', 200, /^allow 1 /],
    ['deny', 403, /^\{"Message":"User is not authorized to access this resource with an explicit deny"\}$/],
    ['silent', 403, /^\{"Message":"User is not authorized to access this resource"\}$/],
    ['throw:Unauthorized', 401, /^\{"message":"Unauthorized"\}$/],
    ['throw:Unauthorized.', 500, /^\{"message":null\}$/],
    ['nothing', 500, /^\{"message":null\}$/],
    [undefined, 401, /^\{"message":"Unauthorized"\}$/],
    ['', 401, /^\{"message":"Unauthorized"\}$/],
  ])('with the token %j: %i', async (token, status, body) => {
    const { send } = serve(TOKEN);
    const answer = await send(token);
    expect([answer.status, text(answer)]).toEqual([status, expect.stringMatching(body)]);
  });

  test('is told three things', async () => {
    const { send } = serve(TOKEN);
    const answer = await send('allow', { path: '/cats/7', headers: [['authorization', 'allow']] });
    const methodArn = /^arn:aws:execute-api:us-east-1:000000000000:[a-z0-9]{10}\/dev\/GET\/cats\/7$/;
    expect(JSON.parse(text(answer).slice('allow 1 '.length))).toEqual({
      type: 'TOKEN',
      methodArn: expect.stringMatching(methodArn) as unknown,
      authorizationToken: 'allow',
    });
  });

  test('is not asked for a token that its expression does not match as a whole', async () => {
    const { send } = serve({ ...TOKEN, identityValidationExpression: 'al+ow' });
    expect((await send('allow')).status).toBe(200);
    expect((await send('xallow')).status).toBe(401);
    expect((await send('throw:asked')).status).toBe(401);
  });

  test('is asked once for a token while its answer is kept, and that policy decides about other paths', async () => {
    const { send, wait } = serve({ ...TOKEN, resultTtlSeconds: 60 });
    expect(text(await send('exact'))).toMatch(/^exact 1 /);
    expect(text(await send('exact'))).toMatch(/^exact 1 /);
    expect((await send('exact', { path: '/cats' })).status).toBe(403);
    expect(text(await send('allow'))).toMatch(/^allow 2 /);
    wait(59_999);
    expect(text(await send('exact'))).toMatch(/^exact 1 /);
    wait(1);
    expect(text(await send('exact'))).toMatch(/^exact 3 /);
  });

  test('is asked each time with a TTL of 0', async () => {
    const { send } = serve({ ...TOKEN, resultTtlSeconds: 0 });
    expect(text(await send('allow'))).toMatch(/^allow 1 /);
    expect(text(await send('allow'))).toMatch(/^allow 2 /);
  });

  test('a failure is not kept', async () => {
    const { send } = serve(TOKEN);
    expect((await send('throw:down')).status).toBe(500);
    expect(text(await send('allow'))).toMatch(/^allow 1 /);
  });

  test('refuses the route by name when its expression cannot be read or its function cannot run', async () => {
    const unreadable = serve({ ...TOKEN, identityValidationExpression: '(' });
    expect((await unreadable.send('allow')).status).toBe(501);
    expect(unreadable.served.runtime.diagnostics[0]?.message).toContain('the validation expression of "guard"');
    const elsewhere = serve({ ...TOKEN, uri: URI.replace('function:guard', 'function:other') });
    expect((await elsewhere.send('allow')).status).toBe(501);
  });
});

describe('a REQUEST authorizer', () => {
  test('is told the request without its body', async () => {
    const { send } = serve(requestAuthorizer(['method.request.header.who']));
    const answer = await send(undefined, { path: '/cats/7?a=1&a=2', headers: [['who', 'allow']], body: '{}' });
    const event = JSON.parse(text(answer).slice('allow 1 '.length)) as Record<string, unknown>;
    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: expect.stringMatching(/\/dev\/GET\/cats\/7$/) as unknown,
      resource: '/cats/{id}',
      path: '/cats/7',
      httpMethod: 'GET',
      headers: { who: 'allow' },
      queryStringParameters: { a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      pathParameters: { id: '7' },
      stageVariables: { color: 'blue' },
      requestContext: { stage: 'dev', resourcePath: '/cats/{id}', identity: { sourceIp: '127.0.0.1' } },
    });
    expect(event).not.toHaveProperty('body');
  });

  test.each([0, 300])('with TTL %i every source must be there', async (resultTtlSeconds) => {
    const sources = [
      'method.request.header.who',
      'method.request.querystring.q',
      'stageVariables.color',
      'context.identity.sourceIp',
    ];
    const { send } = serve(requestAuthorizer(sources, { resultTtlSeconds }));
    const status = async (path: string, ...headers: readonly [string, string][]): Promise<number> =>
      (await send(undefined, { path, headers })).status;
    expect(await status('/pets?q=1', ['who', 'allow'])).toBe(200);
    expect(await status('/pets?q=1', ['WHO', 'allow'])).toBe(200);
    expect(await status('/pets?q=', ['who', 'allow'])).toBe(401);
    expect(await status('/pets', ['who', 'allow'])).toBe(401);
    expect(await status('/pets?q=1')).toBe(401);
  });

  test('all sources together tell callers apart', async () => {
    const { send } = serve(requestAuthorizer(['method.request.header.who', 'method.request.querystring.q']));
    const calls = async (path: string, who: string): Promise<string | undefined> =>
      text(await send(undefined, { path, headers: [['who', who]] })).split(' ')[1];
    expect(await calls('/pets?q=1', 'a')).toBe('1');
    expect(await calls('/pets?q=1&other=2', 'a')).toBe('1');
    expect(await calls('/pets?q=2', 'a')).toBe('2');
    expect(await calls('/pets?q=1', 'b')).toBe('3');
    // What two values make together is no other pair of values.
    expect(await calls('/pets?q=b', 'a,')).toBe('4');
    expect(await calls('/pets?q=,b', 'a')).toBe('5');
  });

  test('a header that API Gateway adds to tells callers apart as the function sees it', async () => {
    const { served, send } = serve(requestAuthorizer(['method.request.header.X-Forwarded-For']));
    const headers = [['X-Forwarded-For', '10.0.0.1']] as const;
    expect(text(await send(undefined, { headers }))).toMatch(/^allow 1 /);
    expect(text(await send(undefined, { headers, sourceIp: '192.0.2.7' }))).toMatch(/^allow 2 /);
    expect((await served.send({ path: '/pets' })).status).toBe(200);
  });

  test("a canary's function is asked although the stage's has answered", async () => {
    const uri = URI.replace('function:guard', 'function:${stageVariables.guard}');
    const canary = { percentTraffic: 50, stageVariableOverrides: { guard: 'guard:other' } };
    const { send, onCanary } = serve(
      { ...TOKEN, uri },
      { stages: [{ name: 'dev', variables: { guard: 'guard' }, canary }] },
    );
    expect(text(await send('allow'))).toMatch(/^allow 1 /);
    onCanary();
    expect(text(await send('allow'))).toMatch(/^allow 2 /);
    expect(text(await send('allow'))).toMatch(/^allow 2 /);
  });

  test('without sources is asked for every request', async () => {
    const { send } = serve(requestAuthorizer([], { resultTtlSeconds: 0 }));
    expect(text(await send(undefined))).toMatch(/^allow 1 /);
    expect(text(await send(undefined))).toMatch(/^allow 2 /);
  });
});

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html Table A. */
describe('with a resource policy', () => {
  const statement = (Effect: string, Resource: string) => [
    { Effect, Principal: '*', Action: 'execute-api:Invoke', Resource },
  ];
  const policies = {
    Allow: statement('Allow', 'execute-api:/*'),
    silent: statement('Allow', 'execute-api:/other/*'),
    Deny: statement('Deny', 'execute-api:/*'),
  };

  test.each([
    ['allow', 'Allow', 200],
    ['allow', 'silent', 200],
    ['allow', 'Deny', 403],
    ['silent', 'Allow', 200],
    ['silent', 'silent', 403],
    ['silent', 'Deny', 403],
    ['deny', 'Allow', 403],
    ['deny', 'silent', 403],
    ['deny', 'Deny', 403],
  ] as const)('an authorizer that is %s and a policy that is %s: %i', async (token, kind, status) => {
    const { send } = serve(TOKEN, { policy: { Version: '2012-10-17', Statement: policies[kind] } });
    expect((await send(token)).status).toBe(status);
  });

  test('a denial comes before the function is asked, and names nobody', async () => {
    const { send } = serve(TOKEN, { policy: { Version: '2012-10-17', Statement: policies.Deny } });
    const answer = await send('throw:asked');
    expect([answer.status, text(answer)]).toEqual([
      403,
      expect.stringMatching(/^\{"Message":"User: anonymous is not authorized .* with an explicit deny"\}$/),
    ]);
  });
});
