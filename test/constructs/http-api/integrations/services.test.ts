import { App, Duration, Stack } from 'aws-cdk-lib';
import { Application, Environment, HostedConfiguration, ConfigurationContent } from 'aws-cdk-lib/aws-appconfig';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, test } from 'vitest';
import {
  HttpApi,
  HttpAppConfigIntegration,
  HttpEventBridgeIntegration,
  HttpKinesisIntegration,
  HttpSqsIntegration,
  HttpStepFunctionsIntegration,
  type IHttpIntegration,
} from '../../../../lib/index.js';
import { printServiceParameters } from '../../../../lib/model/index.js';
import { resourcesOf, templateOf } from '../../synthesize.js';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The integration that a route has, and what its role may do. */
function made(integrationIn: (stack: Stack) => IHttpIntegration): {
  readonly subtype: string;
  readonly parameters: unknown;
  readonly statements: readonly Statement[];
} {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = new HttpApi(stack, 'Api');
  api.post('/', integrationIn(stack));
  const [route] = api.toModel().routes;
  if (route?.integration?.type !== 'AWS_SERVICE') throw new Error('no service integration');
  const { subtype, parameters = {} } = route.integration;
  const policies = resourcesOf(templateOf(app, stack), 'AWS::IAM::Policy').filter(({ id }) => id.startsWith('Api'));
  return {
    subtype,
    parameters: stack.resolve(printServiceParameters(parameters)),
    statements: policies.flatMap(
      ({ Properties }) => (Properties.PolicyDocument as { readonly Statement: readonly Statement[] }).Statement,
    ),
  };
}

const machine = (stack: Stack): StateMachine =>
  new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')) });

const flags = (stack: Stack): IHttpIntegration => {
  const application = new Application(stack, 'Application');
  const environment = new Environment(stack, 'Environment', { application });
  const content = ConfigurationContent.fromInlineText('on');
  const configuration = new HostedConfiguration(stack, 'Flags', { application, content });
  return HttpAppConfigIntegration.getConfiguration({ application, environment, configuration });
};

describe('integrations of HTTP APIs with AWS services', () => {
  test.each<
    [subtype: string, integration: (stack: Stack) => IHttpIntegration, parameters: string[], actions: unknown[]]
  >([
    [
      'SQS-SendMessage',
      (stack) => HttpSqsIntegration.sendMessage(new Queue(stack, 'Queue'), { delay: Duration.seconds(5) }),
      ['QueueUrl', 'MessageBody', 'DelaySeconds'],
      ['sqs:SendMessage'],
    ],
    [
      'SQS-ReceiveMessage',
      (stack) => HttpSqsIntegration.receiveMessage(new Queue(stack, 'Queue'), { waitTime: Duration.seconds(5) }),
      ['QueueUrl', 'WaitTimeSeconds'],
      ['sqs:ReceiveMessage'],
    ],
    [
      'SQS-DeleteMessage',
      (stack) => HttpSqsIntegration.deleteMessage(new Queue(stack, 'Queue')),
      ['QueueUrl', 'ReceiptHandle'],
      ['sqs:DeleteMessage'],
    ],
    [
      'SQS-PurgeQueue',
      (stack) => HttpSqsIntegration.purgeQueue(new CfnQueue(stack, 'Queue')),
      ['QueueUrl'],
      ['sqs:PurgeQueue'],
    ],
    [
      'EventBridge-PutEvents',
      (stack) =>
        HttpEventBridgeIntegration.putEvents(new EventBus(stack, 'Bus'), { source: 'pets', detailType: 'Adopted' }),
      ['Detail', 'DetailType', 'Source', 'EventBusName'],
      ['events:PutEvents'],
    ],
    [
      'Kinesis-PutRecord',
      (stack) => HttpKinesisIntegration.putRecord(new Stream(stack, 'Stream')),
      ['StreamName', 'Data', 'PartitionKey'],
      ['kinesis:PutRecord'],
    ],
    [
      'StepFunctions-StartExecution',
      (stack) => HttpStepFunctionsIntegration.startExecution(machine(stack), { executionName: '$request.body.id' }),
      ['StateMachineArn', 'Name', 'Input'],
      ['states:StartExecution'],
    ],
    [
      'StepFunctions-StartSyncExecution',
      (stack) => HttpStepFunctionsIntegration.startSyncExecution(machine(stack)),
      ['StateMachineArn', 'Input'],
      ['states:StartSyncExecution'],
    ],
    [
      'StepFunctions-StopExecution',
      (stack) => HttpStepFunctionsIntegration.stopExecution(machine(stack), { cause: 'Enough' }),
      ['ExecutionArn', 'Cause'],
      ['states:StopExecution'],
    ],
    [
      'AppConfig-GetConfiguration',
      flags,
      ['Application', 'Environment', 'Configuration', 'ClientId'],
      ['appconfig:GetConfiguration'],
    ],
  ])('%s calls in a role that may do this one thing', (subtype, integration, parameters, actions) => {
    const found = made(integration);
    expect(found.subtype).toBe(subtype);
    expect(Object.keys(found.parameters as object).sort()).toEqual([...parameters].sort());
    expect(found.statements.map(({ Action }) => Action)).toEqual(actions);
    expect(JSON.stringify(found.statements)).not.toContain('"Resource":"*"');
  });

  test('an encrypted queue lets the role use its key', () => {
    const { statements } = made((stack) =>
      HttpSqsIntegration.sendMessage(
        new Queue(stack, 'Queue', { encryption: QueueEncryption.KMS, encryptionMasterKey: new Key(stack, 'Key') }),
      ),
    );
    expect(statements.map(({ Action }) => Action)).toEqual([
      'sqs:SendMessage',
      ['kms:Decrypt', 'kms:GenerateDataKey*'],
    ]);
  });

  test('a queue of another Region is named with it', () => {
    const { parameters } = made((stack) =>
      HttpSqsIntegration.sendMessage(Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:eu-west-1:111122223333:orders')),
    );
    expect(parameters).toMatchObject({ Region: 'eu-west-1' });
  });

  test('a role that is given is granted the permission, and the API makes none', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const credentials = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
    new HttpApi(stack, 'Api').post('/', HttpSqsIntegration.purgeQueue(new Queue(stack, 'Queue'), { credentials }));
    const template = templateOf(app, stack);
    expect(resourcesOf(template, 'AWS::IAM::Role').map(({ id }) => id)).toEqual([expect.stringMatching(/^Caller/)]);
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toHaveLength(1);
  });

  test.each<[code: string, add: (stack: Stack, api: HttpApi) => void]>([
    [
      'service-request-invalid',
      (stack, api) => api.post('/', HttpSqsIntegration.sendMessage(new Queue(stack, 'Queue', { fifo: true }))),
    ],
    [
      'mapping-of-service',
      (stack, api) =>
        api.post('/', HttpSqsIntegration.sendMessage(new Queue(stack, 'Queue')), { map: { 'overwrite:path': '/' } }),
    ],
  ])('throws %s early', (code, add) => {
    const stack = new Stack(new App(), 'Stack');
    expect(() => add(stack, new HttpApi(stack, 'Api'))).toThrow(expect.objectContaining({ code }) as Error);
  });
});
