import { sign } from 'aws4';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GUARDED, guardResources, policy, type GuardEvent } from './authorizers/guard.js';
import type { TestRoute } from './chat-template.js';
import { shakeHands } from './client.js';
import { serve } from './serve.js';

const SECRET = 'secret';
const ANA = {
  accessKeyId: 'AKIAANA',
  secretAccessKey: SECRET,
  arn: 'arn:aws:iam::000000000000:user/ana',
  policies: [{ Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] }],
};
const BOB = { ...ANA, accessKeyId: 'AKIABOB', arn: 'arn:aws:iam::000000000000:user/bob', policies: [] };

const KEYS = {
  Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Value: 'the-key-of-the-app', Enabled: true } },
  Plan: {
    Type: 'AWS::ApiGateway::UsagePlan',
    Properties: { ApiStages: [{ ApiId: { Ref: 'Chat' }, Stage: 'dev' }] },
  },
  PlanKey: {
    Type: 'AWS::ApiGateway::UsagePlanKey',
    Properties: { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } },
  },
};

/** What `$connect` asks for: properties of its route, and the resources beside it. */
const DEMANDS: Readonly<Record<string, { readonly route: object; readonly resources?: Record<string, object> }>> = {
  'an authorizer that denies': { ...GUARDED, resources: guardResources([]) },
  'an authorizer with an identity source': { ...GUARDED, resources: guardResources(['route.request.header.x-word']) },
  'an authorizer that does not exist': GUARDED,
  'an authorizer of another type': {
    ...GUARDED,
    resources: guardResources([], { AuthorizerType: 'JWT', AuthorizerUri: '' }),
  },
  'an authorizer whose function is not known': {
    ...GUARDED,
    resources: guardResources([], { AuthorizerUri: { 'Fn::ImportValue': 'guard' } }),
  },
  'no authorizer, though CUSTOM': { route: { AuthorizationType: 'CUSTOM' } },
  AWS_IAM: { route: { AuthorizationType: 'AWS_IAM' } },
  'AWS_IAM in other letters': { route: { AuthorizationType: 'aws_iam' } },
  'a token': { route: { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Guard' } }, resources: guardResources([]) },
  'authorization that only deployment knows': { route: { AuthorizationType: { 'Fn::ImportValue': 'type' } } },
  'an API key': { route: { ApiKeyRequired: true }, resources: KEYS },
  'an API key that nobody has': { route: { ApiKeyRequired: true } },
  'an API key that only deployment knows of': { route: { ApiKeyRequired: { 'Fn::ImportValue': 'required' } } },
};

type Handshake = (url: string) => [url: string, headers?: Record<string, string>];

function signed(accessKeyId: string, secretAccessKey: string, signQuery: boolean): Handshake {
  return (url) => {
    const { host, origin, pathname } = new URL(url);
    const { headers = {}, path = '' } = sign(
      { service: 'execute-api', region: 'us-east-1', host, path: pathname, signQuery },
      { accessKeyId, secretAccessKey },
    );
    return signQuery ? [origin + path] : [url, headers as Record<string, string>];
  };
}

/** Handshakes that satisfy none of them. */
const HANDSHAKES: Readonly<Record<string, Handshake>> = {
  nothing: (url) => [url],
  'a path behind the stage': (url) => [`${url}/dev/$connect`],
  'the name of another route': (url) => [`${url}?action=$default`, { action: '$default' }],
  'a password': (url) => [url, { Authorization: 'Basic YW5hOmFuYQ==' }],
  'a token': (url) => [url, { Authorization: 'Bearer a.b.c' }],
  'empty values': (url) => [`${url}?x-word=`, { 'x-word': '', 'x-api-key': '', Authorization: '' }],
  'another key': (url) => [`${url}?x-api-key=the-key-of-the-app`, { 'x-api-key': 'another' }],
  'a wrong signature': signed('AKIAANA', 'another', false),
  'a wrong presigned URL': signed('AKIAANA', 'another', true),
  'a signature of nobody': signed('AKIAEVE', SECRET, false),
  'a signature of someone without policies': signed('AKIABOB', SECRET, true),
  'a signature that is cut off': (url) => {
    const [target] = signed('AKIAANA', SECRET, true)(url);
    return [target.slice(0, -1)];
  },
};

describe('$connect opens no connection that asks', () => {
  test.each(Object.entries(DEMANDS))('for %s', async (_what, { route, resources = {} }) => {
    const guard = ({ methodArn }: GuardEvent) => policy('Deny', methodArn);
    const handler = () => ({ statusCode: 200 });
    const isAsked = JSON.stringify(resources).includes(':function:guard/');
    const { url } = await serve(
      { $connect: { route }, $default: {} },
      {
        functions: { handler, ...(isAsked && { guard }) },
        identities: [ANA, BOB],
        more: { resources },
      },
    );
    const statuses: Record<string, number> = {};
    for (const [what, handshake] of Object.entries(HANDSHAKES))
      statuses[what] = (await shakeHands(...handshake(url))).status;
    expect(Object.entries(statuses).filter(([, status]) => status < 400)).toEqual([]);
  });

  test.each<[what: string, keys: readonly unknown[], conditions: readonly string[]]>([
    ['that is defined more than once, guarded first', ['$connect', '$connect'], ['guarded', 'open']],
    ['that is defined more than once, guarded last', ['$connect', '$connect'], ['open', 'guarded']],
    ['whose key only deployment knows', [{ 'Fn::ImportValue': 'key' }, '$default'], ['guarded', 'open']],
  ])('for a route %s', async (_what, keys, access) => {
    const guard = ({ methodArn }: GuardEvent) => policy('Deny', methodArn);
    const routes = keys.map((RouteKey, index) => [
      `Route${index}`,
      { route: { RouteKey, ...(access[index] === 'guarded' && GUARDED.route) } },
    ]);
    const { url, gateway } = await serve(Object.fromEntries(routes) as Record<string, TestRoute>, {
      functions: { handler: () => ({ statusCode: 200 }), guard },
      more: { resources: guardResources([]) },
    });
    expect((await shakeHands(url)).status).toBe(501);
    expect(gateway.diagnostics.map(({ message }) => message).join('\n')).toContain('The route is refused: ');
  });

  test('whatever its authorizer returns, but for a policy that allows it', async () => {
    let answer: unknown;
    const { url } = await serve(
      { $connect: GUARDED },
      {
        functions: { handler: () => ({ statusCode: 200 }), guard: () => answer },
        more: { resources: guardResources([]) },
      },
    );
    const ask = async (returned: unknown): Promise<number> => {
      answer = returned;
      return (await shakeHands(url)).status;
    };
    const element = fc.oneof(
      fc.constantFrom('Allow', 'Deny', '*', 'execute-api:Invoke', 'arn:aws:execute-api:*:*:*/dev/$default'),
      fc.jsonValue({ maxDepth: 2 }),
    );
    // One member of an allowing policy is replaced by something that does not allow.
    const broken = fc
      .tuple(fc.constantFrom('Effect', 'Action', 'Resource'), element)
      .filter(([member, value]) => !ALLOWING[member]?.includes(JSON.stringify(value)))
      .map(([member, value]) => ({
        principalId: 'ann',
        policyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', [member]: value }] },
      }));
    expect(await ask({ principalId: 'ann', policyDocument: { Statement: [ALLOW] } })).toBe(101);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), broken), async (returned) => {
        expect(await ask(returned)).toBeGreaterThanOrEqual(400);
      }),
      { numRuns: 200 },
    );
  });
});

const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };

/** Values of each member of a statement with which it still allows. */
const ALLOWING: Readonly<Record<string, readonly string[]>> = {
  Effect: ['"Allow"'],
  Action: ['"*"', '"execute-api:Invoke"'],
  Resource: ['"*"'],
};
