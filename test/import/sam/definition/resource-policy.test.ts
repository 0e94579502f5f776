import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, expand, restApi } from '../expand.js';
import type { JsonMap } from '../read-template.js';

function policy(ResourcePolicy: JsonMap): unknown {
  const paths = { '/pets/{petId}': { get: {}, 'x-amazon-apigateway-any-method': {} } };
  const Api = restApi({ Auth: { ResourcePolicy }, DefinitionBody: { swagger: '2.0', paths } });
  return at(expand({ Api }).get('Api').Properties.Body, 'x-amazon-apigateway-policy');
}

const Resource = ['GET', '*'].map((method) => ({
  'Fn::Sub': [`execute-api:/\${__Stage__}/${method}/pets/*`, { __Stage__: 'prod' }],
}));
const allow = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource, Principal: '*' };
const deny = (Condition: Json): Json => ({ ...allow, Effect: 'Deny', Condition });

describe('Auth.ResourcePolicy', () => {
  test.each<[property: JsonMap, statements: Json]>([
    [{ AwsAccountWhitelist: ['1'] }, { ...allow, Principal: { AWS: ['1'] } }],
    [{ AwsAccountBlacklist: ['1'] }, { ...allow, Effect: 'Deny', Principal: { AWS: ['1'] } }],
    [{ IpRangeWhitelist: ['10.0.0.0/8'] }, [allow, deny({ NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } })]],
    [{ IpRangeBlacklist: '10.0.0.1' }, [allow, deny({ IpAddress: { 'aws:SourceIp': ['10.0.0.1'] } })]],
    [
      { SourceVpcWhitelist: ['vpc-1', 'vpce-2'], IntrinsicVpceWhitelist: [{ Ref: 'E' }] },
      [allow, deny({ StringNotEquals: { 'aws:SourceVpc': ['vpc-1'], 'aws:SourceVpce': ['vpce-2', { Ref: 'E' }] } })],
    ],
    [
      { IpRangeBlacklist: ['10.0.0.1'], SourceVpcBlacklist: ['vpc-1'] },
      [
        allow,
        deny({ IpAddress: { 'aws:SourceIp': ['10.0.0.1'] } }),
        deny({ StringEquals: { 'aws:SourceVpc': ['vpc-1'] } }),
      ],
    ],
    [{ CustomStatements: [{ Effect: 'Deny' }] }, [{ Effect: 'Deny' }]],
  ])('%j', (property, Statement) => {
    expect(policy(property)).toEqual({ Version: '2012-10-17', Statement });
  });

  test('that says nothing is empty', () => {
    expect(policy({ SourceVpcWhitelist: [] })).toEqual({});
  });

  test('takes functions only where they are meant', () => {
    const Auth = { ResourcePolicy: { SourceVpcWhitelist: [{ Ref: 'V' }] } };
    const Api = restApi({ Auth, DefinitionBody: { swagger: '2.0', paths: { '/': { get: {} } } } });
    expect(expand({ Api }).diagnostics).toMatchObject([
      { code: 'invalid-value', place: { property: 'ResourcePolicy' } },
    ]);
  });

  test('asks for the value of a parameter that has none', () => {
    const Auth = { ResourcePolicy: { SourceVpcWhitelist: [{ Ref: 'V' }] } };
    const Api = restApi({ Auth, DefinitionBody: { swagger: '2.0', paths: { '/': { get: {} } } } });
    const sections = { Parameters: { V: { Type: 'String' } } };
    expect(expand({ Api }, sections).diagnostics).toMatchObject([
      { code: 'unresolved-value', message: expect.stringContaining('--template-parameter V=') as string },
    ]);
    const { diagnostics, only } = expand({ Api }, sections, { parameters: { V: 'vpc-1' } });
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(only('AWS::ApiGateway::RestApi'))).toContain('"aws:SourceVpc":["vpc-1"]');
  });
});
