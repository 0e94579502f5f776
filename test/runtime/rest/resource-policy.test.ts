import { describe, expect, test } from 'vitest';
import type { Document, EndpointConfiguration } from '../../../lib/model/index.js';
import { reference } from '../../../lib/model/index.js';
import type { RuntimeOptions } from '../../../lib/runtime/index.js';
import type { Decision } from '../../../lib/runtime/policy/policy.js';
import { decideAcrossAccounts, decideInAccount } from '../../../lib/runtime/rest/resource-policy.js';
import { mock, restApi, ServedApi, type TestRequest } from '../../support/rest-request.js';

const ALLOW = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
const DENY = { ...ALLOW, Effect: 'Deny' };
const PRIVATE: EndpointConfiguration = { type: 'PRIVATE' };

function serve(
  policy: Document,
  endpoint: EndpointConfiguration = { type: 'REGIONAL' },
  options: RuntimeOptions = {},
): ServedApi {
  const methods = { 'GET /': { integration: mock() }, 'ANY /pets/{id}': { integration: mock() } };
  return new ServedApi(restApi(methods, { policy, endpoint }), options);
}

function statements(...list: readonly Document[]): Document {
  return { Version: '2012-10-17', Statement: list };
}

async function statusOf(api: ServedApi, request: TestRequest = {}): Promise<number> {
  return (await api.send(request)).status;
}

describe('a method without authorizer', () => {
  test.each<[what: string, policy: Document, status: number]>([
    ['no content', {}, 200],
    ['an empty text', '', 200],
    ['no statements', statements(), 403],
    ['an Allow for everyone', statements(ALLOW), 200],
    ['the same as text', JSON.stringify(statements(ALLOW)), 200],
    ['a Deny beside it', statements(ALLOW, DENY), 403],
    ['an Allow for a user', statements({ ...ALLOW, Principal: { AWS: '000000000000' } }), 403],
    ['an Allow for another path', statements({ ...ALLOW, Resource: 'execute-api:/dev/GET/pets' }), 403],
    ['an Allow for the root', statements({ ...ALLOW, Resource: 'execute-api:/dev/GET/' }), 200],
    ['an Allow for another stage', statements({ ...ALLOW, Resource: 'execute-api:/prod/*' }), 403],
    ['an Allow by ARN', statements({ ...ALLOW, Resource: 'arn:aws:execute-api:us-east-1:000000000000:*/dev/*' }), 200],
    ['an Allow for another account', statements({ ...ALLOW, Resource: 'arn:aws:execute-api:*:111122223333:*' }), 403],
  ])('and a policy of %s', async (_what, policy, status) => {
    expect(await statusOf(serve(policy))).toBe(status);
  });

  test('is denied by the ARN of its partition', async () => {
    const denying = (partition: string): Document =>
      statements(ALLOW, { ...DENY, Resource: `arn:${partition}:execute-api:us-gov-west-1:*:*` });
    const options = { region: 'us-gov-west-1' };
    expect(await statusOf(serve(denying('aws-us-gov'), undefined, options))).toBe(403);
    expect(await statusOf(serve(denying('aws'), undefined, options))).toBe(200);
  });

  test('is told what the policy says', async () => {
    const silent = await serve(statements()).send();
    expect(silent.headers).toContainEqual(['x-amzn-ErrorType', 'AccessDeniedException']);
    expect(silent.body.toString()).toMatch(
      /^\{"[Mm]essage":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:\*{8}0000:[a-z0-9]{10}\/dev\/GET\/"\}$/,
    );
    const denied = await serve(statements(DENY)).send();
    expect(denied.body.toString()).toContain('/dev/GET/ with an explicit deny"}');
  });

  test.each(['/pets/7', '/pets/7/', '//pets/7', '/%70ets/7'])('cannot get past a Deny as %s', async (path) => {
    const api = serve(statements(ALLOW, { ...DENY, Resource: 'execute-api:/dev/GET/pets/7' }));
    expect(await statusOf(api, { path })).toBe(403);
    expect(await statusOf(api, { path: '/pets/8' })).toBe(200);
    expect(await statusOf(api, { path, method: 'POST' })).toBe(200);
  });
});

test.each([
  ['GET', '/adm%69n/x', 403],
  ['GET', '/%2561dmin', 200],
  ['PROPFIND', '/pets', 403],
  ['PUT', '/pets', 200],
])('a Deny of GET below a greedy path: %s %s: %i', async (method, path, status) => {
  const policy = statements(ALLOW, { ...DENY, Resource: 'execute-api:/dev/GET/admin*' });
  const api = new ServedApi(restApi({ 'ANY /{proxy+}': { integration: mock() } }, { policy }));
  expect(await statusOf(api, { method, path })).toBe(status);
});

describe('condition keys', () => {
  test.each<[what: string, condition: Document, holds: boolean]>([
    ['the source address', { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, true],
    ['another source address', { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '198.51.100.0/24'] } }, false],
    ['the user agent', { StringLike: { 'aws:UserAgent': 'curl/*' } }, true],
    ['the referer', { StringLike: { 'aws:Referer': 'https://example.com/*' } }, true],
    ['TLS', { Bool: { 'aws:SecureTransport': 'false' } }, false],
    ['the time', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, true],
    ['the time in seconds', { NumericLessThan: { 'aws:EpochTime': '1577836800' } }, false],
    ['a signer', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, false],
    ['no VPC endpoint', { Null: { 'aws:SourceVpce': 'true' } }, true],
  ])('%s', async (_what, condition, holds) => {
    const headers = [['User-Agent', 'curl/8'] as const, ['Referer', 'https://example.com/a'] as const];
    expect(await statusOf(serve(statements({ ...ALLOW, Condition: condition })), { headers })).toBe(holds ? 200 : 403);
  });
});

describe('a private API', () => {
  const onlyThrough = (condition: Document): Document => statements(ALLOW, { ...DENY, Condition: condition });
  const byEndpoint = onlyThrough({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } });

  test.each<[what: string, policy: Document, endpoints: RuntimeOptions['vpcEndpoints'], status: number]>([
    ['its endpoint', byEndpoint, { 'vpce-1': {} }, 200],
    ['another endpoint', byEndpoint, { 'vpce-2': {} }, 403],
    ['its VPC', onlyThrough({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), { 'vpce-1': { vpcId: 'vpc-1' } }, 200],
    [
      'an address of the VPC',
      onlyThrough({ NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }),
      { 'vpce-1': { sourceIp: '10.1.2.3' } },
      200,
    ],
    ["the client's address", onlyThrough({ NotIpAddress: { 'aws:VpcSourceIp': '127.0.0.1' } }), { 'vpce-1': {} }, 200],
    ['a public address', onlyThrough({ NotIpAddress: { 'aws:SourceIp': '127.0.0.1' } }), { 'vpce-1': {} }, 403],
    ['nothing that the operator named', byEndpoint, {}, 501],
    [
      'an endpoint whose VPC the operator did not name',
      onlyThrough({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }),
      { 'vpce-1': {} },
      501,
    ],
  ])('that asks for %s', async (_what, policy, vpcEndpoints = {}, status) => {
    for (const endpoint of [PRIVATE, {}]) {
      // A document does not say that its API is private; the keys of its policy do.
      if (endpoint !== PRIVATE && JSON.stringify(policy).includes('aws:SourceIp')) continue;
      expect(await statusOf(serve(policy, endpoint, { vpcEndpoints }))).toBe(status);
    }
  });

  test('is called through the endpoint that its host names', async () => {
    const api = serve(byEndpoint, PRIVATE, { vpcEndpoints: { 'vpce-2': {}, 'vpce-1': {} } });
    const host = (id: string): TestRequest => ({
      headers: [['Host', `abc-${id}.execute-api.us-east-1.amazonaws.com`]],
    });
    expect(await statusOf(api, host('vpce-1'))).toBe(200);
    expect(await statusOf(api, host('vpce-2'))).toBe(403);
    expect(await statusOf(api)).toBe(403);
  });

  test.each<[what: string, policy: unknown, headers: TestRequest['headers'], answer: number | string]>([
    ['allows the call', statements({ ...ALLOW, Resource: '*' }), [], 200],
    ['is silent about it', statements({ ...ALLOW, Resource: 'arn:aws:execute-api:*:*:other/*' }), [], 403],
    ['denies it', statements({ ...DENY, Resource: '*' }), [], 'with an explicit deny'],
    [
      'is there, and a header that is no signature',
      statements({ ...ALLOW, Resource: '*' }),
      [['Authorization', 'Bearer abc']],
      "'abc' not a valid key=value pair",
    ],
    ['cannot be read', statements(ALLOW), [], 501],
    [
      'asks for a VPC that nobody named',
      statements({ ...ALLOW, Resource: '*', Condition: { Null: { 'aws:SourceVpc': false } } }),
      [],
      501,
    ],
  ])('whose endpoint has a policy that %s', async (_what, policy, headers = [], answer) => {
    const api = serve(statements(ALLOW), PRIVATE, { vpcEndpoints: { 'vpce-1': { policy } } });
    const { status, body } = await api.send({ headers });
    if (typeof answer === 'number') expect(status).toBe(answer);
    else expect([status, body.toString()]).toEqual([403, expect.stringContaining(answer)]);
  });
});

describe('a policy that cannot be imitated', () => {
  test.each<[what: string, policy: Document, detail: string]>([
    [
      'that cannot be read',
      statements({ ...ALLOW, Resource: 'pets' }),
      'the resource policy (Statement[0].Resource: "pets" is no ARN; expected "*" or one such as "arn:aws:execute-api:*:*:*")',
    ],
    ['that is no policy', 'everyone', 'the resource policy (Found string; expected a policy document)'],
    [
      'with values of the deployment',
      statements({ ...ALLOW, Principal: { AWS: reference('Role', 'Arn') } }),
      'a resource policy with values that only deployment knows',
    ],
    [
      'as text with statements that are lost',
      `{"Version":"2012-10-17","Statement":[${JSON.stringify(DENY)}],"Statement":[${JSON.stringify(ALLOW)}]}`,
      'the resource policy (an element stands twice in one object)',
    ],
    [
      'with a key that requests do not have',
      statements({ ...ALLOW, Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }),
      'the condition key "aws:requestedregion" of the resource policy',
    ],
  ])('%s', async (_what, policy, detail) => {
    const response = await serve(policy).send();
    expect(response.status).toBe(501);
    expect(JSON.parse(response.body.toString())).toMatchObject({
      message: `Not simulated yet: ${detail}`,
      feature: 'resource-policy',
    });
    expect(await statusOf(serve(policy, undefined, { lenience: new Set(['resource-policy']) }))).toBe(200);
  });
});

describe('an authorizer that is not simulated, served by wish', () => {
  test.each<[Document, number]>([
    [statements(), 200],
    [statements(DENY), 403],
  ])('lets everyone in unless the policy denies: %j', async (policy, status) => {
    const methods = {
      'GET /': { authorization: { type: 'CUSTOM', authorizer: 'none' }, integration: mock() },
    } as const;
    const api = new ServedApi(restApi(methods, { policy }), { lenience: 'all' });
    expect(await statusOf(api)).toBe(status);
  });
});

describe('the decision tables', () => {
  const decisions = ['allow', 'silent', 'deny'] as const;
  const table = (decide: (caller: Decision, policy: Decision) => Decision): readonly string[] =>
    decisions.map((caller) => decisions.map((policy) => decide(caller, policy)).join(' '));

  test('within an account', () => {
    expect(table(decideInAccount)).toEqual(['allow allow deny', 'allow silent deny', 'deny deny deny']);
    expect(decisions.map((caller) => decideInAccount(caller, undefined))).toEqual(decisions);
  });

  test('across accounts', () => {
    expect(table(decideAcrossAccounts)).toEqual(['allow silent deny', 'silent silent deny', 'deny deny deny']);
    expect(decideAcrossAccounts('allow', undefined)).toBe('silent');
  });
});
