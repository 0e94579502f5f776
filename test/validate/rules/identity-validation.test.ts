import { describe } from 'vitest';
import type { Authorizer, MethodAuthorization, RestApi } from '../../../lib/model/index.js';
import { API, finds, method } from '../findings.js';

const HEADER = { kind: 'header', name: 'Authorization' } as const;

function token(identityValidationExpression: string): RestApi {
  return {
    ...API,
    authorizers: [{ type: 'TOKEN', name: 'Check', uri: '', identitySource: HEADER, identityValidationExpression }],
  };
}

function cognito(expression: string | undefined, scopes: readonly string[]): RestApi {
  const authorizer: Authorizer = {
    type: 'COGNITO_USER_POOLS',
    name: 'Pool',
    identitySource: HEADER,
    providerArns: [],
    ...(expression !== undefined && { identityValidationExpression: expression }),
  };
  const authorization: MethodAuthorization = { type: 'COGNITO_USER_POOLS', authorizer: 'Pool', scopes };
  return { ...method({ authorization }, '/pets'), authorizers: [authorizer] };
}

describe('identity-validation', () => {
  finds([
    [
      'an expression that does not compile',
      token('(Bearer'),
      [
        'warning invalid-value authorizer Check identityValidationExpression: The validation expression does not compile, so no token matches it: Unclosed group near index 7: "(Bearer"',
      ],
    ],
    ['none of an expression of Java', token('Bearer [\\w&&[^\\d]]++'), []],
    ['none without an expression', token(''), []],
    [
      'scopes beside an expression for the audience',
      cognito('app', ['pets/read']),
      [
        'warning invalid-value GET /pets authorization: The method has scopes, which require an access token; access tokens have no audience, so the validation expression of the authorizer "Pool" refuses all of them',
      ],
    ],
    ['none of an expression without scopes', cognito('app', []), []],
    ['none of scopes without an expression', cognito(undefined, ['pets/read']), []],
  ]);
});
