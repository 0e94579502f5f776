import { App, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  HttpApi,
  HttpAppConfigIntegration,
  HttpEventBridgeIntegration,
  HttpKinesisIntegration,
  HttpSqsIntegration,
  HttpStepFunctionsIntegration,
  type IHttpIntegration,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { Backend } from '../../../runtime/http-api/backend.js';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());

const machine = (stack: Stack): StateMachine =>
  new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')) });

const BODY = { name: 'Rex', receiptHandle: 'r1', executionArn: 'arn:aws:states:us-east-1:000000000000:execution:M:1' };

describe.each(['body', 'resources'] as const)(
  'a service integration, served from a template with its %s',
  (definition) => {
    test.each<[name: string, integration: (stack: Stack) => IHttpIntegration, sent: RegExp]>([
      ['SQS-SendMessage', (stack) => HttpSqsIntegration.sendMessage(new Queue(stack, 'Queue')), /Rex/],
      ['SQS-ReceiveMessage', (stack) => HttpSqsIntegration.receiveMessage(new Queue(stack, 'Queue')), /Queue/],
      ['SQS-DeleteMessage', (stack) => HttpSqsIntegration.deleteMessage(new Queue(stack, 'Queue')), /r1/],
      ['SQS-PurgeQueue', (stack) => HttpSqsIntegration.purgeQueue(new Queue(stack, 'Queue')), /Queue/],
      [
        'EventBridge-PutEvents',
        (stack) =>
          HttpEventBridgeIntegration.putEvents(new EventBus(stack, 'Bus'), { source: 'pets', detailType: 'New' }),
        /"DetailType":"New"/,
      ],
      [
        'Kinesis-PutRecord',
        (stack) =>
          HttpKinesisIntegration.putRecord(new Stream(stack, 'Stream'), { partitionKey: '$request.body.name' }),
        /"PartitionKey":"Rex"/,
      ],
      [
        'StepFunctions-StartExecution',
        (stack) => HttpStepFunctionsIntegration.startExecution(machine(stack), { executionName: '$request.body.name' }),
        /"name":"Rex"/,
      ],
      [
        'StepFunctions-StartSyncExecution',
        (stack) => HttpStepFunctionsIntegration.startSyncExecution(machine(stack)),
        /"input":".*Rex/,
      ],
      [
        'StepFunctions-StopExecution',
        (stack) => HttpStepFunctionsIntegration.stopExecution(machine(stack), { cause: 'Enough' }),
        /"cause":"Enough"/,
      ],
      [
        'AppConfig-GetConfiguration',
        () =>
          HttpAppConfigIntegration.getConfiguration({
            application: { applicationId: 'app1' },
            environment: { environmentId: 'env1' },
            configuration: { configurationProfileId: 'flags' },
          }),
        /applications\/app1\/environments\/env1\/configurations\/flags/,
      ],
    ])('%s calls the service', async (_name, integration, sent) => {
      const stack = new Stack(new App(), 'Stack');
      new HttpApi(stack, 'Api', { definition }).post('/', integration(stack));
      const url = `http://${backend.address}`;
      const awsEndpoints = { sqs: url, events: url, kinesis: url, states: url, appconfig: url };
      const gateway = await LocalGateway.fromStack(stack, { awsEndpoints });
      backend.received.length = 0;
      const response = await gateway.fetch('/', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(BODY),
      });
      const text = await response.text();
      await gateway.close();
      expect([response.status, text]).toEqual([200, 'ok']);
      const [request] = backend.received;
      expect(`${request?.target ?? ''} ${decodeURIComponent(request?.body ?? '')}`).toMatch(sent);
      expect(request?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
    });
  },
);
