import { expect, test } from 'vitest';
import { asksForAccess } from '../../lib/model/access-member.js';

test.each([
  'Security',
  'secuirty',
  'x-amazon-apigateway-authorizer',
  'x-amazon-apigateway-Auth',
  'APIKeyRequired',
  'api_key_required',
  'AuthorisationType',
  'authorizer-id',
  'authorizerArn',
  'AuthorizerRef',
  'Authentication',
  'Scopes',
  'ApiKey',
])('%s looks like access control', (name) => {
  expect(asksForAccess(name)).toBe(true);
});

test.each([
  'x-security',
  'summary',
  'servers',
  'path',
  'aut',
  'author',
  'Integration',
  'OperationName',
  'x-amazon-apigateway-cors',
])('%s does not', (name) => {
  expect(asksForAccess(name)).toBe(false);
});
