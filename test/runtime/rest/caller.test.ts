import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../lib/runtime/caller.js';
import { contextOf } from '../../../lib/runtime/rest/context.js';
import { AuthorizedInvocation } from '../../../lib/runtime/rest/invocation.js';
import { PROXY_EVENTS } from '../../../lib/runtime/rest/proxy-event.js';
import { validatedInvocation } from '../../support/rest-request.js';

const SIGNED: Caller = {
  kind: 'iam',
  accessKeyId: 'AKIAEXAMPLE',
  accountId: '123456789012',
  isTemporary: false,
  arn: 'arn:aws:iam::123456789012:user/ann',
  userId: 'AIDAEXAMPLE',
};
const GUARDED: Caller = { kind: 'lambda', principalId: 'ann', context: { tenant: '7' } };
const POOLED: Caller = { kind: 'cognito', claims: { sub: 'ann', email: 'ann@example.com' } };

async function calledBy(caller: Caller): Promise<AuthorizedInvocation> {
  return new AuthorizedInvocation(await validatedInvocation({ path: '/pets' }), caller);
}

describe('what events and templates see of a caller', () => {
  test('a signed call: key, account and user in identity', async () => {
    const invocation = await calledBy(SIGNED);
    const identity = {
      accessKey: 'AKIAEXAMPLE',
      accountId: '123456789012',
      caller: 'AIDAEXAMPLE',
      user: 'AIDAEXAMPLE',
      userArn: 'arn:aws:iam::123456789012:user/ann',
      cognitoIdentityId: null,
    };
    expect(contextOf(invocation)).toMatchObject({ identity });
    expect(PROXY_EVENTS.AWS_IAM.eventOf(invocation).build()).toMatchObject({ requestContext: { identity } });
  });

  test.each([
    [GUARDED, 'CUSTOM', { principalId: 'ann', tenant: '7' }],
    [POOLED, 'COGNITO_USER_POOLS', { claims: { sub: 'ann', email: 'ann@example.com' } }],
  ] as const)('%o: authorizer in both', async (caller, type, authorizer) => {
    const invocation = await calledBy(caller);
    expect(contextOf(invocation)).toMatchObject({ authorizer });
    expect(PROXY_EVENTS[type].eventOf(invocation).build()).toMatchObject({ requestContext: { authorizer } });
  });

  test('an open method: no authorizer', async () => {
    const invocation = await calledBy({ kind: 'anonymous' });
    expect(contextOf(invocation)).not.toHaveProperty('authorizer');
    expect(PROXY_EVENTS.NONE.eventOf(invocation).build()).not.toHaveProperty('requestContext.authorizer');
  });
});
