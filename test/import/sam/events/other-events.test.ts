import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { expand, lambdaFunction, type Expanded } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const BUCKET = { Type: 'AWS::S3::Bucket' };
const POOL = { Type: 'AWS::Cognito::UserPool', Properties: {} };
const ARN = { 'Fn::GetAtt': ['Fn', 'Arn'] };

function withEvent(Type: string, Properties: JsonMap, attributes: JsonMap = {}): Expanded {
  return expand(
    { Fn: lambdaFunction({ E: { Type, Properties } }, { Role: 'arn:role' }, attributes), Bucket: BUCKET, Pool: POOL },
    { Conditions: { C: true } },
  );
}

describe('an event of another service', () => {
  test.each<[type: string, properties: JsonMap, id: string, permission: JsonMap]>([
    [
      'Schedule',
      { Schedule: 'rate(1 day)' },
      'FnEPermission',
      { Principal: 'events.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['FnE', 'Arn'] } },
    ],
    ['CloudWatchEvent', { Pattern: {} }, 'FnEPermission', { Principal: 'events.amazonaws.com' }],
    ['EventBridgeRule', { Pattern: {} }, 'FnEPermission', { Principal: 'events.amazonaws.com' }],
    [
      'S3',
      { Bucket: { Ref: 'Bucket' }, Events: 's3:ObjectCreated:*' },
      'FnEPermission',
      { Principal: 's3.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } },
    ],
    [
      'SNS',
      { Topic: { Ref: 'Topic' } },
      'FnEPermission',
      { Principal: 'sns.amazonaws.com', SourceArn: { Ref: 'Topic' } },
    ],
    [
      'Cognito',
      { UserPool: { Ref: 'Pool' }, Trigger: 'PreSignUp' },
      'FnCognitoPermission',
      { Principal: 'cognito-idp.amazonaws.com', SourceArn: { 'Fn::GetAtt': ['Pool', 'Arn'] } },
    ],
    ['IoTRule', { Sql: 'SELECT *' }, 'FnEPermission', { Principal: 'iot.amazonaws.com' }],
    ['CloudWatchLogs', { LogGroupName: 'g', FilterPattern: '' }, 'FnEPermission', { Principal: 'logs.amazonaws.com' }],
    ['AlexaSkill', { SkillId: 's' }, 'FnEPermission', { Principal: 'alexa-appkit.amazon.com', EventSourceToken: 's' }],
  ])('%s %j gets the permission %s', (type, properties, id, permission) => {
    const { get, diagnostics } = withEvent(type, properties);
    expect(get(id).Properties).toMatchObject({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Fn' },
      ...permission,
    });
    expect(diagnostics).toEqual([]);
  });

  test.each<[properties: JsonMap, expected: JsonMap]>([
    [
      { Schedule: 'rate(1 day)', Name: 'n', Enabled: false },
      { ScheduleExpression: 'rate(1 day)', Name: 'n', State: 'DISABLED' },
    ],
    [
      { Pattern: { source: ['a'] }, RuleName: 'r', EventBusName: 'b' },
      { EventPattern: { source: ['a'] }, Name: 'r', EventBusName: 'b' },
    ],
  ])('%j is the rule %j', (properties, expected) => {
    expect(withEvent('Schedule', properties).get('FnE').Properties).toEqual({
      ...expected,
      Targets: [{ Arn: ARN, Id: 'FnELambdaTarget' }],
    });
  });

  test('of a bucket notifies the function, which the bucket waits for', () => {
    const Events = ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'];
    expect(withEvent('S3', { Bucket: { Ref: 'Bucket' }, Events }).get('Bucket')).toEqual({
      Type: 'AWS::S3::Bucket',
      Properties: {
        NotificationConfiguration: { LambdaConfigurations: Events.map((Event) => ({ Function: ARN, Event })) },
      },
      DependsOn: ['FnEPermission'],
    });
  });

  test('of a bucket under a condition waits by a tag', () => {
    const bucket = withEvent('S3', { Bucket: { Ref: 'Bucket' }, Events: 'e' }, { Condition: 'C' }).get('Bucket');
    expect(bucket.DependsOn).toBeUndefined();
    expect(bucket.Properties.Tags).toEqual([
      {
        Key: 'sam:ConditionalDependsOn:FnEPermission',
        Value: { 'Fn::If': ['C', { Ref: 'FnEPermission' }, 'no dependency'] },
      },
    ]);
  });

  test('of a user pool is its trigger', () => {
    const { get } = withEvent('Cognito', { UserPool: { Ref: 'Pool' }, Trigger: ['PreSignUp', 'CustomMessage'] });
    expect(get('Pool').Properties).toEqual({ LambdaConfig: { PreSignUp: ARN, CustomMessage: ARN } });
  });

  test.each<[type: string, properties: JsonMap]>([
    ['S3', { Bucket: 'name', Events: 'e' }],
    ['S3', { Bucket: { Ref: 'Other' }, Events: 'e' }],
    ['Cognito', { UserPool: 'id', Trigger: 't' }],
  ])('%s %j that refers to nothing is reported', (type, properties) => {
    expect(withEvent(type, properties).diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element: 'Fn', property: 'Events.E' } },
    ]);
  });

  test.each<Json>([null, 'x', ['x'], { Type: 'Unheard' }])('that is %j is reported', (event) => {
    const { diagnostics } = expand({ Fn: lambdaFunction({ E: event }) });
    expect(diagnostics).toMatchObject([{ place: { element: 'Fn', property: 'Events.E' } }]);
  });
});
