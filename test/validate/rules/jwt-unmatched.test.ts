import { describe, expect, test } from 'vitest';
import {
  joinValues,
  reference,
  type HttpApi,
  type HttpApiJwtAuthorizer,
  type Value,
} from '../../../lib/model/index.js';
import { findings, finds, httpRoute } from '../findings.js';

function authorizer(more: Partial<HttpApiJwtAuthorizer>): HttpApi {
  const own = { type: 'JWT', name: 'users', issuer: 'https://login.test', audience: ['web'], ...more } as const;
  return { ...httpRoute({}), authorizers: [own] };
}

const COGNITO = ['https://cognito-idp.eu-west-1.amazonaws.com/', reference('Users').parts[0] ?? ''];

describe('jwt-unmatched', () => {
  finds([
    ['nothing in an authorizer of an unknown provider', authorizer({}), []],
    [
      'an authorizer without audience',
      authorizer({ audience: [] }),
      [
        'warning jwt-unmatched authorizer users audience: The authorizer has no audience, so that no token matches; name the client ids that tokens are for',
      ],
    ],
    [
      'an issuer without https',
      authorizer({ issuer: 'http://login.test' }),
      [
        'error invalid-value authorizer users issuer: The issuer is http://login.test; API Gateway requires an https URL',
      ],
    ],
    [
      'a slash that tokens do not have',
      authorizer({ issuer: joinValues([...COGNITO, '/']) }),
      [
        'warning jwt-unmatched authorizer users issuer: The issuer is https://cognito-idp.eu-west-1.amazonaws.com/${Users}/; the one in tokens of Amazon Cognito ends in no slash, so that no token matches',
      ],
    ],
    [
      'a slash that is missing',
      authorizer({ issuer: 'https://pets.eu.auth0.com' }),
      [
        'warning jwt-unmatched authorizer users issuer: The issuer is https://pets.eu.auth0.com; the one in tokens of Auth0 ends in a slash, so that no token matches',
      ],
    ],
  ]);

  test.each<[issuer: Value<string>, isFound: boolean]>([
    [joinValues(COGNITO), false],
    ['https://pets.auth0.com/', false],
    ['https://accounts.google.com', false],
    ['https://accounts.google.com/', true],
    ['https://pets.okta.com/oauth2/default', false],
    ['https://pets.okta.com/oauth2/default/', true],
    ['https://login.microsoftonline.com/tenant/v2.0', false],
    ['https://login.microsoftonline.com/tenant/v2.0/', true],
    [reference('Issuer'), false],
  ])('of the issuer %j: %s', (issuer, isFound) => {
    expect(findings(authorizer({ issuer }))).toHaveLength(isFound ? 1 : 0);
  });
});
