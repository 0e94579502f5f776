import { describe, expect, test } from 'vitest';
import { parseIdentitySource, type Method, type RestApi, type Authorizer } from '../../../lib/model/index.js';
import { authorizerPolicyNarrow } from '../../../lib/validate/source-rules/authorizer-policy-narrow.js';
import { API, mock } from '../findings.js';
import { foundBy, invoking, lambda } from './definition.js';

const EXACT = `exports.handler = async (event) => policy({ Effect: 'Allow', Resource: event.methodArn })`;
const FOUND =
  'warning authorizer-policy-narrow authorizer Tokens: The policy of the function check seems to allow the method that was called and no other, and it is cached for 300 s: meanwhile the caller gets 403 for other methods';

function api(verbs: readonly Method['httpMethod'][], more: Partial<Authorizer> = {}, path = '/pets'): RestApi {
  const identitySource = parseIdentitySource('method.request.header.Authorization', 'REST');
  const authorizer = { type: 'TOKEN', name: 'Tokens', uri: invoking('check'), identitySource, ...more } as Authorizer;
  const authorization = { type: 'CUSTOM', authorizer: 'Tokens' } as const;
  const methods = verbs.map((httpMethod) => ({ httpMethod, integration: mock, authorization }));
  return { ...API, authorizers: [authorizer], resources: [{ path, methods }] };
}

describe('authorizerPolicyNarrow', () => {
  test.each<[what: string, api: RestApi, source: string, found: readonly string[]]>([
    ['an exact ARN for two methods', api(['GET', 'PUT']), EXACT, [FOUND]],
    ['an exact ARN in Python', api(['GET', 'PUT']), `{ "Resource": event["methodArn"] }`, [FOUND]],
    ['an exact ARN for paths with a variable', api(['GET'], {}, '/pets/{petId}'), EXACT, [FOUND]],
    ['nothing of one method', api(['GET']), EXACT, []],
    ['nothing of a cache that is off', api(['GET', 'PUT'], { resultTtlSeconds: 0 }), EXACT, []],
    ['nothing of a wildcard', api(['GET', 'PUT']), `${EXACT}; const all = arn + '/*'`, []],
    ['nothing of an ARN that is changed', api(['GET', 'PUT']), 'Resource: event.methodArn.replace(path, any)', []],
    [
      'nothing of a key with the method',
      api(['GET', 'PUT'], { type: 'REQUEST', identitySource: [parseIdentitySource('context.httpMethod', 'REST')] }),
      EXACT,
      [],
    ],
  ])('finds %s', (_what, definition, source, found) => {
    const functions = [lambda('check', { code: { kind: 'inline', source } })];
    expect(foundBy(authorizerPolicyNarrow, [definition], { functions })).toEqual(found);
  });

  test('finds nothing where the code is not in the template', () => {
    const functions = [lambda('check', { code: { kind: 'zip', path: 'check.zip' } })];
    expect(foundBy(authorizerPolicyNarrow, [api(['GET', 'PUT'])], { functions })).toEqual([]);
  });
});
