import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, securedApi } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const POOL = { UserPoolArn: { 'Fn::GetAtt': ['Users', 'Arn'] } };
const TOKEN = { FunctionArn: { 'Fn::GetAtt': ['Auth', 'Arn'] } };
const REQUEST = { ...TOKEN, FunctionPayloadType: 'REQUEST', Identity: { Headers: ['A'], QueryStrings: ['b'] } };

describe('an authorizer', () => {
  const uri = (functionArn: Json): Json => ({
    'Fn::Sub': [
      'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations',
      { __FunctionArn__: functionArn },
    ],
  });

  test.each<[what: string, authorizer: JsonMap, expected: JsonMap]>([
    [
      'of a user pool',
      { ...POOL, Identity: { Header: 'X-Token', ValidationExpression: '.+' } },
      {
        type: 'apiKey',
        name: 'X-Token',
        in: 'header',
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': {
          type: 'cognito_user_pools',
          providerARNs: [POOL.UserPoolArn],
          identityValidationExpression: '.+',
        },
      },
    ],
    [
      'of a function by token',
      { ...TOKEN, Identity: { ReauthorizeEvery: 0 }, FunctionInvokeRole: 'arn:role' },
      {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'token',
          authorizerUri: uri(TOKEN.FunctionArn),
          authorizerResultTtlInSeconds: 0,
          authorizerCredentials: 'arn:role',
        },
      },
    ],
    [
      'of a function by request',
      { ...REQUEST, FunctionInvokeRole: 'NONE' },
      {
        type: 'apiKey',
        name: 'Unused',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          authorizerUri: uri(TOKEN.FunctionArn),
          identitySource: 'method.request.header.A, method.request.querystring.b',
        },
      },
    ],
  ])('%s', (_, authorizer, expected) => {
    expect(
      at(securedApi({ Authorizers: { A: authorizer } }).get('Api').Properties.Body, 'securityDefinitions', 'A'),
    ).toEqual(expected);
  });

  test.each<[authorizer: JsonMap, permissions: string[]]>([
    [TOKEN, ['ApiAAuthorizerPermission']],
    [REQUEST, ['ApiAAuthorizerPermission']],
    [{ ...TOKEN, DisableFunctionDefaultPermissions: true }, []],
    [POOL, []],
  ])('%j gets the permissions %j', (authorizer, permissions) => {
    const made = securedApi({ Authorizers: { A: authorizer } }).ids('AWS::Lambda::Permission');
    expect(made.filter((id) => id.includes('Authorizer'))).toEqual(permissions);
  });

  test('by request without an identity source is refused, unless its results are not cached', () => {
    const without = (Identity: JsonMap): number =>
      securedApi({ Authorizers: { A: { ...TOKEN, FunctionPayloadType: 'REQUEST', Identity } } }).diagnostics.length;
    expect(without({})).toBe(1);
    expect(without({ ReauthorizeEvery: 60 })).toBe(1);
    expect(without({ ReauthorizeEvery: 0 })).toBe(0);
  });
});
