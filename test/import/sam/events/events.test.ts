import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { apiEvent, expand, httpEvent, lambdaFunction } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const bucket = { Type: 'AWS::S3::Bucket' };
const function_ = (event: Json): JsonMap => lambdaFunction({ E: event }, { Role: 'arn:role' });
const stateMachine = (event: Json): JsonMap => ({
  Type: 'AWS::Serverless::StateMachine',
  Properties: { Definition: {}, Role: 'arn:role', Events: { E: event } },
});

describe.each([
  ['a function', function_],
  ['a state machine', stateMachine],
])('an event of %s', (_, resource) => {
  test.each<[type: string, properties: JsonMap, made?: string]>([
    ['S3', { Bucket: { Ref: 'Bucket' }, Events: 's3:ObjectCreated:*' }],
    ['SNS', { Topic: { Ref: 'Topic' } }, 'AWS::SNS::Subscription'],
    ['SQS', { Queue: 'arn:aws:sqs:us-east-1:123456789012:q' }, 'AWS::Lambda::EventSourceMapping'],
    ['Kinesis', { Stream: 'arn:aws:kinesis:us-east-1:123456789012:stream/s' }, 'AWS::Lambda::EventSourceMapping'],
    [
      'DynamoDB',
      { Stream: 'arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/1' },
      'AWS::Lambda::EventSourceMapping',
    ],
    ['Schedule', { Schedule: 'rate(1 day)' }, 'AWS::Events::Rule'],
    ['ScheduleV2', { ScheduleExpression: 'rate(1 day)' }, 'AWS::Scheduler::Schedule'],
    ['EventBridgeRule', { Pattern: {} }, 'AWS::Events::Rule'],
    ['CloudWatchLogs', { LogGroupName: 'g', FilterPattern: '' }, 'AWS::Logs::SubscriptionFilter'],
    ['Cognito', { UserPool: { Ref: 'Pool' }, Trigger: 'PreSignUp' }],
    ['Unheard', {}],
  ])('of type %s is reported, and its resource is bare', (Type, Properties, made) => {
    const { resources, diagnostics } = expand({ R: resource({ Type, Properties }), Bucket: bucket });
    expect(Object.keys(resources).sort()).toEqual(['Bucket', 'R', ...(made === undefined ? [] : ['RE'])]);
    expect(resources.RE).toEqual(made && { Type: made, Properties: {} });
    expect(resources.Bucket).toEqual(bucket);
    expect(diagnostics).toEqual([
      {
        code: 'not-read',
        severity: 'info',
        place: { element: 'R', property: 'Events.E' },
        message: `The event E of type ${Type} is not expanded: it has no effect on an API`,
      },
    ]);
  });

  test.each<Json>([null, 'x', ['x']])('that is %j is refused', (event) => {
    expect(expand({ R: resource(event) }).diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element: 'R', property: 'Events.E' } },
    ]);
  });
});

test.each<[type: string, resource: JsonMap, member: string]>([
  ['Api', function_(apiEvent('/a', 'get', { Cors: true })), 'Cors'],
  ['HttpApi', function_(httpEvent('/a', 'get', { RequestModel: {} })), 'RequestModel'],
  ['Api of a state machine', stateMachine(apiEvent('/a', 'get', { TimeoutInMillis: 50 })), 'TimeoutInMillis'],
])('an event of type %s that has a member of another type is refused', (_type, resource, member) => {
  const { ids, diagnostics } = expand({ R: resource });
  expect(ids('AWS::ApiGateway::RestApi')).toEqual([]);
  expect(diagnostics).toMatchObject([
    { code: 'invalid-value', message: expect.stringContaining(`The event has no member ${member};`) as string },
  ]);
});
