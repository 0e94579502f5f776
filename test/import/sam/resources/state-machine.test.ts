import { describe, expect, test } from 'vitest';

import { apiEvent, at, expand, restApi } from '../expand.js';
import type { JsonMap } from '../read-template.js';

function machine(properties: JsonMap = {}): JsonMap {
  return { Type: 'AWS::Serverless::StateMachine', Properties: { Definition: { StartAt: 'A' }, ...properties } };
}

describe('AWS::Serverless::StateMachine', () => {
  test('becomes a state machine and its role', () => {
    const { resources, get } = expand({ Flow: machine({ Name: 'n', Type: 'EXPRESS' }) });
    expect(Object.keys(resources)).toEqual(['Flow', 'FlowRole']);
    expect(get('Flow').Properties).toEqual({
      Definition: { StartAt: 'A' },
      StateMachineName: 'n',
      StateMachineType: 'EXPRESS',
      RoleArn: { 'Fn::GetAtt': ['FlowRole', 'Arn'] },
      Tags: [{ Key: 'stateMachine:createdBy', Value: 'SAM' }],
    });
  });

  test.each([
    ['s3://b/k', { Bucket: 'b', Key: 'k' }],
    ['flow.asl.json', 'flow.asl.json'],
  ])('with its definition at %s has it at %j', (DefinitionUri, expected) => {
    const Flow = machine({ Definition: null, DefinitionUri, Role: 'arn:role' });
    expect(expand({ Flow }).get('Flow').Properties.DefinitionS3Location).toEqual(expected);
  });

  test('is started by a method for each Api event, with a role for it', () => {
    const { get } = expand({ Flow: machine({ Events: { Run: apiEvent('/run', 'post') } }) });
    expect(at(get('ServerlessRestApi').Properties.Body, 'paths', '/run', 'post')).toEqual({
      'x-amazon-apigateway-integration': {
        type: 'aws',
        httpMethod: 'POST',
        uri: { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution' },
        credentials: { 'Fn::GetAtt': ['FlowRunRole', 'Arn'] },
        requestTemplates: {
          'application/json': {
            'Fn::Sub': '{"input": "$util.escapeJavaScript($input.json(\'$\'))", "stateMachineArn": "${Flow}"}',
          },
        },
        responses: { '200': { statusCode: '200' }, '400': { statusCode: '400' } },
      },
      responses: { '200': { description: 'OK' }, '400': { description: 'Bad Request' } },
    });
    expect(get('FlowRunRole').Properties.Policies).toEqual([
      {
        PolicyName: 'FlowRunRoleStartExecutionPolicy',
        PolicyDocument: {
          Statement: [{ Action: 'states:StartExecution', Effect: 'Allow', Resource: { Ref: 'Flow' } }],
        },
      },
    ]);
  });

  test('UnescapeMappingTemplate takes back the escaped quotation marks', () => {
    const Events = { Run: apiEvent('/run', 'post', { UnescapeMappingTemplate: true }) };
    const { get } = expand({ Flow: machine({ Events }) });
    const method = at(get('ServerlessRestApi').Properties.Body, 'paths', '/run', 'post');
    const templates = at(method, 'x-amazon-apigateway-integration', 'requestTemplates');
    expect(at(templates, 'application/json', 'Fn::Sub')).toBe(
      `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")", "stateMachineArn": "\${Flow}"}`,
    );
  });

  test('with an alias as target of its events is started by it', () => {
    const Flow = machine({
      AutoPublishAlias: 'live',
      UseAliasAsEventTarget: true,
      Events: { Run: apiEvent('/run', 'post') },
    });
    const { get } = expand({ Flow });
    expect(get('FlowAliaslive').Properties).toEqual({
      Name: 'live',
      DeploymentPreference: { Type: 'ALL_AT_ONCE', StateMachineVersionArn: { Ref: 'FlowVersion' } },
    });
    expect(JSON.stringify(get('ServerlessRestApi').Properties.Body)).toContain('${FlowAliaslive}');
  });

  test('requires the authorizer of its event', () => {
    const Auth = { Authorizers: { A: { UserPoolArn: 'arn:pool' } } };
    const event = apiEvent('/run', 'post', { RestApiId: { Ref: 'Api' }, Auth: { Authorizer: 'A' } });
    const { get } = expand({ Flow: machine({ Events: { Run: event } }), Api: restApi({ Auth }) });
    expect(at(get('Api').Properties.Body, 'paths', '/run', 'post', 'security')).toEqual([{ A: [] }]);
  });

  test('names the events that do not come through API Gateway', () => {
    const Events = { Daily: { Type: 'Schedule', Properties: { Schedule: 'rate(1 day)' } } };
    expect(expand({ Flow: machine({ Events }) }).diagnostics).toMatchObject([
      { code: 'not-read', severity: 'info', place: { element: 'Flow', property: 'Events.Daily' } },
    ]);
  });
});
