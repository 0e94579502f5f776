import { describe, expect, test } from 'vitest';
import type { TestRoute } from './chat-template.js';
import { shakeHands } from './client.js';
import { GUARDED, guardResources, policy, type GuardEvent } from './authorizers/guard.js';
import { serve } from './serve.js';

const functions = {
  guard: ({ methodArn }: GuardEvent) => policy('Allow', methodArn),
  handler: () => ({ statusCode: 200 }),
};

const guard = guardResources([]);

/** The function of the authorizer, which the template has whether or not the authorizer is understood. */
const GuardFunction = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    ...{ FunctionName: 'guard', Runtime: 'nodejs20.x', Handler: 'index.handler' },
    Code: { ZipFile: 'exports.handler = async () => undefined' },
  },
};

/** The status of a handshake with an API whose `$connect` is defined so. */
async function statusOf(connect: TestRoute, resources: object): Promise<number> {
  const { url } = await serve(
    { $connect: connect, $default: {} },
    { functions, more: { resources: { GuardFunction, ...resources } } },
  );
  return (await shakeHands(url)).status;
}

describe('$connect of a template', () => {
  test('opens with an authorizer that is understood', async () => {
    expect(await statusOf(GUARDED, guard)).toBe(101);
  });

  test.each<[what: string, connect: TestRoute, resources?: object]>([
    ['with an authorizer of type JWT', GUARDED, guardResources([], { AuthorizerType: 'JWT' })],
    ['with an authorizer without a type', GUARDED, guardResources([], { AuthorizerType: undefined })],
    ['with an authorizer without a function', GUARDED, guardResources([], { AuthorizerUri: undefined })],
    ['with an authorizer that the template does not have', GUARDED, {}],
    ['with an authorizer that is elsewhere', { route: { AuthorizationType: 'CUSTOM', AuthorizerId: 'abc123' } }],
    ['with an authorizer and no type of authorization', { route: { AuthorizerId: { Ref: 'Guard' } } }],
    ['with the authorization JWT', { route: { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Guard' } } }],
    ['with an authorization that does not exist', { route: { AuthorizationType: 'OPEN' } }],
    ['with a misspelled property', { route: { authorizationType: 'AWS_IAM' } }],
    ['with scopes', { route: { AuthorizationScopes: ['chat'] } }],
    ['with a key that may be required', { route: { ApiKeyRequired: 'yes' } }],
    ['with an integration that is elsewhere', { route: { Target: 'integrations/abc123' } }],
    ['with an integration of an unknown type', { integration: { IntegrationType: 'LAMBDA' } }],
    ['with an integration without a function', { integration: { IntegrationType: 'AWS_PROXY' } }],
  ])('%s refuses everybody', async (_what, connect, resources = guard) => {
    expect(await statusOf(connect, resources)).not.toBe(101);
  });
});
