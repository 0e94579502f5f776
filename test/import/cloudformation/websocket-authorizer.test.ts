import { describe, expect, test } from 'vitest';
import { validate } from '../../../lib/validate/validate.js';
import { readChat, resource, type Properties } from './websocket-template.js';

const URI = 'arn:guard';

function readGuard(guard: Properties) {
  return readChat({
    Guard: resource('Authorizer', { Name: 'guard', ...guard }),
    Connect: resource('Route', {
      RouteKey: '$connect',
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { 'Fn::GetAtt': ['Guard', 'AuthorizerId'] },
    }),
  });
}

describe('the authorizer of a WebSocket API', () => {
  test('is a Lambda function with identity sources', () => {
    const { api, findings } = readGuard({
      AuthorizerType: 'REQUEST',
      AuthorizerUri: URI,
      AuthorizerCredentialsArn: 'arn:role',
      IdentitySource: ['route.request.querystring.token', 'stageVariables.a'],
    });
    expect(api.authorizers).toEqual([
      {
        type: 'REQUEST',
        name: 'guard',
        uri: URI,
        credentials: 'arn:role',
        identitySource: [
          { kind: 'querystring', name: 'token' },
          { kind: 'stage-variable', name: 'a' },
        ],
      },
    ]);
    expect(api.routes[0]?.authorization).toEqual({ type: 'CUSTOM', authorizer: 'guard' });
    expect(findings).toEqual([]);
  });

  test.each<[what: string, guard: Properties, ...findings: string[]]>([
    [
      'of type JWT',
      { AuthorizerType: 'JWT', AuthorizerUri: URI, JwtConfiguration: { Issuer: 'https://a', Audience: ['b'] } },
      'error invalid-value Guard AuthorizerType',
      'warning not-read Guard JwtConfiguration',
    ],
    ['without a type', { AuthorizerUri: URI }, 'error invalid-value Guard AuthorizerType'],
    ['without a function', { AuthorizerType: 'REQUEST' }, 'error invalid-value Guard AuthorizerUri'],
    [
      'whose type only deployment knows',
      { AuthorizerType: { 'Fn::ImportValue': 'type' }, AuthorizerUri: URI },
      'warning unresolved-value Guard AuthorizerType',
    ],
  ])('%s is left out, and its route names one that the API does not have', (_what, guard, ...findings) => {
    const read = readGuard(guard);
    expect(read.api.authorizers).toEqual([]);
    expect(read.findings).toEqual(findings);
    expect(read.api.routes[0]?.authorization).toEqual({ type: 'CUSTOM', authorizer: 'guard' });
    expect(validate(read.api).map(({ code }) => code)).toContain('unresolved-reference');
  });

  test('has neither a lifetime of its result nor the settings of HTTP APIs', () => {
    const { findings } = readGuard({
      ...{ AuthorizerType: 'REQUEST', AuthorizerUri: URI, AuthorizerResultTtlInSeconds: 0 },
      ...{ EnableSimpleResponses: true, AuthorizerPayloadFormatVersion: '2.0', IdentityValidationExpression: 'a' },
    });
    expect(findings).toEqual([
      'warning not-read Guard AuthorizerPayloadFormatVersion',
      'warning not-read Guard EnableSimpleResponses',
      'warning not-read Guard IdentityValidationExpression',
      'error invalid-value Guard AuthorizerResultTtlInSeconds',
    ]);
  });
});
