import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, expand, lambdaFunction } from '../expand.js';
import type { JsonMap } from '../read-template.js';

describe('AWS::Serverless::Function', () => {
  test('becomes a function and its role', () => {
    const { resources, diagnostics } = expand({ Fn: lambdaFunction() });
    expect(resources).toEqual({
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { ZipFile: 'exports.h = () => 1' },
          Handler: 'index.h',
          Runtime: 'nodejs22.x',
          Role: { 'Fn::GetAtt': ['FnRole', 'Arn'] },
          Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
        },
      },
      FnRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] } },
            ],
          },
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
          Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
        },
      },
    });
    expect(diagnostics).toEqual([]);
  });

  test.each<[code: JsonMap, expected: Json]>([
    [{ CodeUri: 's3://b/k?versionId=1' }, { S3Bucket: 'b', S3Key: 'k', S3ObjectVersion: '1' }],
    [{ CodeUri: { Bucket: 'b', Key: { Ref: 'K' } } }, { S3Bucket: 'b', S3Key: { Ref: 'K' } }],
    [{ CodeUri: './src' }, './src'],
    [{ PackageType: 'Image', ImageUri: 'i:1' }, { ImageUri: 'i:1' }],
    [{ InlineCode: 'x', CodeUri: './src' }, { ZipFile: 'x' }],
  ])('with %j has the code %j', (code, expected) => {
    const Fn = { Type: 'AWS::Serverless::Function', Properties: { Handler: 'h', ...code } };
    expect(expand({ Fn }).get('Fn').Properties.Code).toEqual(expected);
  });

  test.each<[properties: JsonMap, property: string]>([
    [{ Handler: 'h' }, 'CodeUri'],
    [{ Handler: 'h', AutoPublishAlias: 'live' }, 'CodeUri'],
    [{ PackageType: 'Image' }, 'ImageUri'],
  ])('with %j has no code, and says so', (properties, property) => {
    const { diagnostics, get } = expand({ Fn: { Type: 'AWS::Serverless::Function', Properties: properties } });
    expect(get('Fn').Properties).not.toHaveProperty('Code');
    expect(diagnostics).toMatchObject([{ code: 'function-unavailable', place: { element: 'Fn', property } }]);
  });

  test.each<[properties: JsonMap, expected: JsonMap]>([
    [{ Tracing: 'Active' }, { TracingConfig: { Mode: 'Active' } }],
    [{ Tracing: 'Disabled' }, {}],
    [{ DeadLetterQueue: { Type: 'SQS', TargetArn: 'arn:q' } }, { DeadLetterConfig: { TargetArn: 'arn:q' } }],
    [
      { MemorySize: 256, Timeout: 9 },
      { MemorySize: 256, Timeout: 9 },
    ],
    [
      { Tags: { a: 'b', c: null } },
      {
        Tags: [
          { Key: 'lambda:createdBy', Value: 'SAM' },
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: '' },
        ],
      },
    ],
  ])('%j is %j', (properties, expected) => {
    const plain = expand({ Fn: lambdaFunction() }).get('Fn').Properties;
    expect(expand({ Fn: lambdaFunction({}, properties) }).get('Fn').Properties).toEqual({ ...plain, ...expected });
  });

  test.each<[role: Json, expected: Json, condition: string | undefined]>([
    ['arn:role', 'arn:role', undefined],
    [
      { 'Fn::If': ['C', { Ref: 'AWS::NoValue' }, 'arn:role'] },
      { 'Fn::If': ['C', { 'Fn::GetAtt': ['FnRole', 'Arn'] }, 'arn:role'] },
      'C',
    ],
    [
      { 'Fn::If': ['C', 'arn:role', { Ref: 'AWS::NoValue' }] },
      { 'Fn::If': ['C', 'arn:role', { 'Fn::GetAtt': ['FnRole', 'Arn'] }] },
      'NOTC',
    ],
  ])('with the role %j has the role %j', (Role, expected, condition) => {
    const { get, resources, template } = expand({ Fn: lambdaFunction({}, { Role }) }, { Conditions: { C: true } });
    expect(get('Fn').Properties.Role).toEqual(expected);
    expect(resources.FnRole?.Condition).toBe(condition);
    if (condition === 'NOTC') expect(template.Conditions).toHaveProperty('NOTC', { 'Fn::Not': [{ Condition: 'C' }] });
  });

  test('has the policies that it declares, and names policy templates', () => {
    const document = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const Policies: Json = [
      'AmazonS3ReadOnlyAccess',
      document,
      { DynamoDBCrudPolicy: { TableName: 't' } },
      { Ref: 'P' },
    ];
    const { get, diagnostics } = expand({
      Fn: lambdaFunction({}, { Policies, Tracing: 'Active', VpcConfig: { a: 1 } }),
    });
    expect(get('FnRole').Properties).toMatchObject({
      ManagedPolicyArns: [
        'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
        'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess',
        'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',
        'AmazonS3ReadOnlyAccess',
        { Ref: 'P' },
      ],
      Policies: [{ PolicyName: 'FnRolePolicy1', PolicyDocument: document }],
    });
    expect(diagnostics).toMatchObject([{ code: 'not-read', severity: 'info', place: { element: 'Fn' } }]);
    expect(diagnostics[0]?.message).toContain('DynamoDBCrudPolicy');
  });

  test('with AutoPublishAlias has a version of its code and an alias', () => {
    const published = (CodeUri: string): ReturnType<typeof expand> =>
      expand({ Fn: lambdaFunction({}, { CodeUri, InlineCode: null, AutoPublishAlias: 'my-live_1' }) });
    const { get, ids } = published('s3://b/1');
    const [version = ''] = ids('AWS::Lambda::Version');
    expect(version).toMatch(/^FnVersion[0-9a-f]{10}$/);
    expect(get(version)).toMatchObject({ DeletionPolicy: 'Retain', Properties: { FunctionName: { Ref: 'Fn' } } });
    expect(get('FnAliasmyDliveU1').Properties).toEqual({
      Name: 'my-live_1',
      FunctionName: { Ref: 'Fn' },
      FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
    });
    expect(published('s3://b/2').ids('AWS::Lambda::Version')).not.toEqual([version]);
  });

  test.each<Json>(['1', 'a b', { 'Fn::ImportValue': 'x' }])('refuses the alias %j', (AutoPublishAlias) => {
    expect(expand({ Fn: lambdaFunction({}, { AutoPublishAlias }) }).diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element: 'Fn', property: 'AutoPublishAlias' } },
    ]);
  });

  test.each<[config: JsonMap, types: readonly string[]]>([
    [{ AuthType: 'AWS_IAM' }, ['AWS::Lambda::Url']],
    [{ AuthType: 'NONE' }, ['AWS::Lambda::Url', 'AWS::Lambda::Permission', 'AWS::Lambda::Permission']],
  ])('with the URL %j has %j', (FunctionUrlConfig, types) => {
    const { resources } = expand({ Fn: lambdaFunction({}, { FunctionUrlConfig, Role: 'arn:role' }) });
    expect(
      Object.values(resources)
        .slice(1)
        .map(({ Type }) => Type),
    ).toEqual(types);
  });

  test('names what it leaves out', () => {
    const { diagnostics } = expand({
      Fn: lambdaFunction(
        { Stream: { Type: 'Kinesis', Properties: {} } },
        { EventInvokeConfig: { MaximumRetryAttempts: 1 } },
      ),
    });
    expect(diagnostics).toMatchObject([
      { code: 'not-read', severity: 'info', place: { element: 'Fn', property: 'EventInvokeConfig' } },
      { code: 'not-read', severity: 'info', place: { element: 'Fn', property: 'Events.Stream' } },
    ]);
  });

  test('keeps its attributes, of which its role has Condition and deletion policies', () => {
    const passedOn = { Condition: 'C', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    const kept = { ...passedOn, UpdatePolicy: { a: 1 }, Metadata: { b: 2 } };
    const { get } = expand({ Fn: lambdaFunction({}, {}, kept) }, { Conditions: { C: true } });
    const attributes = (id: string): unknown => {
      const { Type: _, Properties: __, ...others } = get(id);
      return others;
    };
    expect([attributes('Fn'), attributes('FnRole')]).toEqual([kept, passedOn]);
  });

  test('PropagateTags reaches the role', () => {
    const { get } = expand({ Fn: lambdaFunction({}, { Tags: { a: 'b' }, PropagateTags: true }) });
    expect(at(get('FnRole').Properties, 'Tags')).toEqual([{ Key: 'a', Value: 'b' }]);
  });
});
