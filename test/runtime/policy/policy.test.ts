import { describe, expect, test } from 'vitest';
import { compilePolicy, type AccessRequest, type Decision, type Policy } from '../../../lib/runtime/policy/policy.js';
import {
  AUTHORIZER_POLICY,
  IDENTITY_POLICY,
  RESOURCE_POLICY,
  type PolicyKind,
} from '../../../lib/runtime/policy/policy-kind.js';

const ARN = 'arn:aws:execute-api:eu-west-1:111122223333:abc123/dev/GET/pets/7';
const ANA = { arn: 'arn:aws:iam::111122223333:user/staff/ana', accountId: '111122223333' };
const READER = { arn: 'arn:aws:sts::444455556666:assumed-role/Reader/session', accountId: '444455556666' };
const ROOT = { arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' };

describe('statements', () => {
  const allow = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
  const deny = { ...allow, Effect: 'Deny' };

  test.each<[string, readonly unknown[], Decision]>([
    ['nothing', [], 'silent'],
    ['an Allow', [allow], 'allow'],
    ['a Deny after an Allow', [allow, deny], 'deny'],
    ['a Deny before an Allow', [deny, allow], 'deny'],
    ['another action', [{ ...allow, Action: 'execute-api:ManageConnections' }], 'silent'],
    ['an action in any case', [{ ...allow, Action: 'EXECUTE-api:invoke' }], 'allow'],
    ['an action with wildcards', [{ ...allow, Action: ['s3:*', 'execute-api:In?oke*'] }], 'allow'],
    ['NotAction', [{ Effect: 'Allow', NotAction: 'execute-api:Manage*', Resource: '*' }], 'allow'],
    ['NotAction that names it', [{ Effect: 'Allow', NotAction: '*', Resource: '*' }], 'silent'],
    ['NotResource', [{ Effect: 'Deny', Action: '*', NotResource: 'arn:aws:execute-api:*:*:*/prod/*' }], 'deny'],
  ])('%s', (_, statements, decision) => {
    expect(identity(statements).decide(request())).toBe(decision);
  });
});

describe('resources', () => {
  test.each<[string, Decision]>([
    ['*', 'allow'],
    [ARN, 'allow'],
    ['arn:aws:execute-api:*:*:*', 'allow'],
    ['arn:aws:execute-api:*', 'allow'],
    ['arn:aws:execute-api', 'silent'],
    ['arn:aws:execute-api:eu-west-?:*:abc123/*/GET/*', 'allow'],
    ['arn:aws:execute-api:eu-west-1:*:abc123/dev/*/7', 'allow'],
    ['arn:aws:execute-api:eu-west-1:111122223333:abc123/dev/GET/pets', 'silent'],
    ['arn:aws:execute-api:eu-west-1:111122223333:abc123/dev/get/pets/7', 'silent'],
    ['arn:aws:execute-api:eu-west-1:111122223333:*/*/*/*/*/*', 'silent'],
  ])('%s', (resource, decision) => {
    expect(identity([{ Effect: 'Allow', Action: '*', Resource: resource }]).decide(request())).toBe(decision);
  });

  test('a path with colons does not pass for another region', () => {
    const policy = identity([{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:execute-api:eu-*-1:*:xyz/dev/GET/*' }]);
    const resource = 'arn:aws:execute-api:eu-west-2:111122223333:abc/dev/GET/-1:1:xyz/dev/GET/pets';
    expect(policy.decide({ ...request(), resource })).toBe('silent');
  });
});

describe('principals', () => {
  const anonymous = undefined;
  test.each<[string, 'Allow' | 'Deny', unknown, AccessRequest['principal'], Decision]>([
    ['anyone', 'Allow', '*', anonymous, 'allow'],
    ['anyone, as a list', 'Allow', { AWS: ['*'] }, anonymous, 'allow'],
    ['a user', 'Allow', { AWS: ANA.arn }, ANA, 'allow'],
    ['a user, for others', 'Allow', { AWS: ANA.arn }, READER, 'silent'],
    ['a user, for nobody known', 'Allow', { AWS: ANA.arn }, anonymous, 'silent'],
    ['a role with a path', 'Allow', { AWS: 'arn:aws:iam::444455556666:role/x/Reader' }, READER, 'allow'],
    ['a session', 'Allow', { AWS: READER.arn }, READER, 'allow'],
    ['a role of another account', 'Allow', { AWS: 'arn:aws:iam::777788889999:role/Reader' }, READER, 'silent'],
    ['another account', 'Allow', { AWS: '444455556666' }, READER, 'allow'],
    ['another account by its root', 'Allow', { AWS: 'arn:aws:iam::444455556666:root' }, READER, 'allow'],
    ['the own account, which lets its policies decide', 'Allow', { AWS: '111122223333' }, ANA, 'silent'],
    ['the own account, for its root user', 'Allow', { AWS: '111122223333' }, ROOT, 'allow'],
    ['the own account', 'Deny', { AWS: '111122223333' }, ANA, 'deny'],
    ['a service', 'Allow', { Service: 'events.amazonaws.com' }, ANA, 'silent'],
    ['a provider', 'Allow', { Federated: 'idp' }, { ...READER, federatedBy: 'idp' }, 'allow'],
  ])('%s: %s %j', (_, effect, principal, caller, decision) => {
    const policy = resource([{ Effect: effect, Principal: principal, Action: '*', Resource: '*' }]);
    expect(policy.decide({ ...request(), principal: caller })).toBe(decision);
  });

  test.each<[string, 'Allow' | 'Deny', unknown, AccessRequest['principal'], Decision]>([
    ['the caller without its account', 'Deny', { AWS: ANA.arn }, ANA, 'deny'],
    ['the caller and its account', 'Deny', { AWS: [ANA.arn, '111122223333'] }, ANA, 'silent'],
    ['the role without the session', 'Deny', { AWS: ['arn:aws:iam::444455556666:role/Reader'] }, READER, 'deny'],
    ['others', 'Deny', { AWS: ANA.arn }, undefined, 'deny'],
    ['everyone', 'Deny', '*', READER, 'silent'],
    ['the account', 'Allow', { AWS: '444455556666' }, READER, 'silent'],
    ['others', 'Allow', { AWS: ANA.arn }, READER, 'allow'],
  ])('NotPrincipal of %s: %s %j', (_, effect, principal, caller, decision) => {
    const policy = resource([{ Effect: effect, NotPrincipal: principal, Action: '*', Resource: '*' }]);
    expect(policy.decide({ ...request(), principal: caller })).toBe(decision);
  });
});

describe('what cannot be read', () => {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  test.each<[string, PolicyKind, unknown, string]>([
    ['no object', IDENTITY_POLICY, 'Allow', 'Found string; expected a policy document'],
    [
      'another version',
      IDENTITY_POLICY,
      { Version: '2012-10-18', Statement: [] },
      'Version: Found "2012-10-18"; expected "2012-10-17" or "2008-10-17"',
    ],
    ['an unknown member', IDENTITY_POLICY, { Statements: [], Statement: [] }, 'Statements: No element of a policy'],
    ['no statement', IDENTITY_POLICY, {}, 'Statement: Found undefined; expected a statement'],
    [
      'an unknown element',
      IDENTITY_POLICY,
      { Statement: { ...statement, Conditions: {} } },
      'Statement: "Conditions" is no element of a statement',
    ],
    [
      'an effect in lower case',
      IDENTITY_POLICY,
      { Statement: [{ ...statement, Effect: 'allow' }] },
      'Statement[0].Effect: Found "allow"; expected "Allow" or "Deny"',
    ],
    [
      'no action',
      IDENTITY_POLICY,
      { Statement: [{ Effect: 'Deny', Resource: '*' }] },
      'Statement[0]: Found neither Action and NotAction; expected one',
    ],
    [
      'an action without service',
      IDENTITY_POLICY,
      { Statement: { ...statement, Action: 'Invoke' } },
      'Statement.Action: "Invoke" is no action; expected "*" or one such as "execute-api:Invoke"',
    ],
    [
      'a resource that is no ARN',
      IDENTITY_POLICY,
      { Statement: { ...statement, Resource: 'abc/*' } },
      'Statement.Resource: "abc/*" is no ARN; expected "*" or one such as "arn:aws:execute-api:*:*:*"',
    ],
    [
      'a list with a number',
      IDENTITY_POLICY,
      { Statement: { ...statement, Resource: ['*', 1] } },
      'Statement.Resource[1]: Found 1; expected a string',
    ],
    [
      'a principal of an identity',
      IDENTITY_POLICY,
      { Statement: { ...statement, Principal: '*' } },
      'Statement: A policy of this kind names no principal: it is about whoever it belongs to',
    ],
    [
      'no principal',
      RESOURCE_POLICY,
      { Statement: statement },
      'Statement: Found neither Principal and NotPrincipal; expected one',
    ],
    [
      'a principal with wildcards',
      RESOURCE_POLICY,
      { Statement: { ...statement, Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } } },
      'Statement.Principal.AWS: "arn:aws:iam::111122223333:user/*" is no principal; expected "*", an account ID, or the ARN of a user, role or session',
    ],
    [
      'nobody',
      RESOURCE_POLICY,
      { Statement: { ...statement, NotPrincipal: {} } },
      'Statement.NotPrincipal: An empty object; it says neither who nor everyone',
    ],
    [
      'a canonical user',
      RESOURCE_POLICY,
      { Statement: { ...statement, Principal: { CanonicalUser: 'abc' } } },
      'Statement.Principal.CanonicalUser: A canonical user ID does not tell its account; name the account under "AWS"',
    ],
    [
      'an unknown operator',
      IDENTITY_POLICY,
      { Statement: { ...statement, Condition: { StringIs: { a: 'b' } } } },
      'Statement.Condition.StringIs: "StringIs" is no condition operator',
    ],
    [
      'a broken range',
      IDENTITY_POLICY,
      { Statement: { ...statement, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0/8' } } } },
      'Statement.Condition.IpAddress.aws:SourceIp: "10.0.0/8" is no IP address or range; expected one such as 203.0.113.0/24 or 2001:db8::/32',
    ],
    [
      'a broken variable',
      IDENTITY_POLICY,
      { Version: '2012-10-17', Statement: { ...statement, Resource: 'arn:${a b}' } },
      "Statement.Resource: ${a b} is no policy variable; expected ${key} or ${key, 'default'}",
    ],
    [
      'a long resource',
      AUTHORIZER_POLICY,
      { Statement: { ...statement, Resource: `arn:${'x'.repeat(509)}` } },
      'Statement.Resource: A resource of 513 characters; API Gateway reads at most 512',
    ],
    [
      'a long document',
      RESOURCE_POLICY,
      { Id: 'x'.repeat(8192), Statement: [] },
      'A policy of 8216 characters; at most 8192 are allowed',
    ],
  ])('%s', (_, kind, document, problem) => {
    expect(compilePolicy(document, kind)).toEqual({ problems: [problem] });
  });

  test('a document that is nested too deeply', () => {
    const document: unknown = JSON.parse(`{"Statement":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(compilePolicy(document, RESOURCE_POLICY).problems).toHaveLength(1);
  });
});

function identity(statements: readonly unknown[]): Policy {
  return compiled({ Version: '2012-10-17', Statement: statements }, IDENTITY_POLICY);
}

function resource(statements: readonly unknown[]): Policy {
  return compiled({ Version: '2012-10-17', Statement: statements }, RESOURCE_POLICY);
}

function compiled(document: unknown, kind: PolicyKind): Policy {
  const { policy, problems } = compilePolicy(document, kind);
  if (policy === undefined) throw new Error(problems.join('\n'));
  return policy;
}

function request(): AccessRequest {
  return { action: 'execute-api:Invoke', resource: ARN, principal: ANA, conditions: new Map() };
}
