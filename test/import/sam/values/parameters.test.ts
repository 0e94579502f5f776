import { describe, expect, test } from 'vitest';

import { resolveParameters } from '../../../../lib/import/sam/values/parameters.js';
import { fromJson, mapOf, toJson } from '../../../../lib/import/sam/values/sam-value.js';
import type { Json } from '../../../../lib/model/json.js';
import { at, expand, restApi } from '../expand.js';

describe('resolveParameters()', () => {
  const known = mapOf({
    Env: 'dev',
    Count: 3,
    'AWS::Region': 'eu-west-1',
    Later: '{{IntrinsicFunction:api-xx/Stack.Outputs.Api/Fn::GetAtt}}',
  });

  test.each<[value: Json, resolved: Json]>([
    [{ Ref: 'Env' }, 'dev'],
    [{ Ref: 'Count' }, 3],
    [{ Ref: 'Orders' }, { Ref: 'Orders' }],
    [{ Ref: 'Later' }, { Ref: 'Later' }],
    [{ a: [{ Ref: 'Env' }] }, { a: ['dev'] }],
    [
      { 'Fn::Sub': 'x-${Env}-${AWS::Region}-${Orders.Arn}-${Count}' },
      { 'Fn::Sub': 'x-dev-eu-west-1-${Orders.Arn}-${Count}' },
    ],
    [{ 'Fn::Sub': ['${Env}-${v}', { v: { Ref: 'Env' } }] }, { 'Fn::Sub': ['dev-${v}', { v: 'dev' }] }],
    [{ 'Fn::Join': ['-', [{ Ref: 'Env' }]] }, { 'Fn::Join': ['-', ['dev']] }],
    [{ 'Fn::GetAtt': ['Env', 'Arn'] }, { 'Fn::GetAtt': ['Env', 'Arn'] }],
    [{ 'Fn::Sub': '${!Env}' }, { 'Fn::Sub': '${!Env}' }],
  ])('%j is %j', (value, resolved) => {
    expect(toJson(resolveParameters(fromJson(value), known))).toEqual(resolved);
  });
});

describe('expandSam() takes parameters', () => {
  const Parameters = { Type: { Type: 'String', Default: 'image~1gif' } };
  const Api = restApi({ DefinitionBody: { swagger: '2.0', paths: {} }, BinaryMediaTypes: [{ Ref: 'Type' }] });

  test('and knows no value of an SSM parameter, whose default is its name', () => {
    const Type = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/media/type' };
    const DefinitionBody = { swagger: '2.0', paths: {}, info: {} };
    const { get } = expand(
      { Api: restApi({ DefinitionBody, Cors: { AllowOrigin: { Ref: 'Type' } } }) },
      { Parameters: { Type } },
    );
    expect(JSON.stringify(get('Api').Properties)).not.toContain('/media/type');
  });

  test.each([
    [{}, 'image/gif'],
    [{ Type: 'image~1png' }, 'image/png'],
  ])('%j over their defaults', (parameters, expected) => {
    const { get } = expand({ Api }, { Parameters }, { parameters });
    expect(at(get('Api').Properties.Body, 'x-amazon-apigateway-binary-media-types')).toEqual([expected]);
  });
});
