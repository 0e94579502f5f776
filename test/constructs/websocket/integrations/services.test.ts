import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  WebSocketApi,
  WebSocketAwsService,
  WebSocketDynamoDb,
  WebSocketEventBridge,
  WebSocketKinesis,
  WebSocketSns,
  WebSocketSqs,
  WebSocketStepFunctions,
  type IWebSocketIntegration,
  type MessageMapping,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { Backend } from '../../../runtime/http-api/backend.js';
import { refusedHandshake, TestClient } from '../../../runtime/websocket/client.js';
import { resourceOf, synthesize } from '../../synthesize.js';

let backend: Backend;
let gateway: LocalGateway | undefined;
beforeAll(async () => {
  backend = await Backend.start();
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  backend.received.length = 0;
});
afterAll(() => backend.close());

/** Every service responds the same. */
function respond(status: number, body: unknown): void {
  backend.respond = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

async function serve(build: (stack: Stack) => void): Promise<string> {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  const url = `http://${backend.address}`;
  const services = ['sqs', 'sns', 'events', 'kinesis', 'states', 'dynamodb', 'comprehend'];
  const awsEndpoints = Object.fromEntries(services.map((service) => [service, url]));
  gateway = await LocalGateway.fromStack(stack, { awsEndpoints });
  expect(gateway.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (await gateway.listen()).url;
}

/** The response to a message of a route with the integration. */
async function ask(make: (stack: Stack) => IWebSocketIntegration, message: object): Promise<unknown> {
  const url = await serve((stack) => {
    new WebSocketApi(stack, 'Chat', { routes: { ask: { integration: make(stack), respond: true } } });
  });
  const client = await TestClient.connect(url);
  client.send({ action: 'ask', ...message });
  const received = await client.receive();
  await client.close();
  return received === '' ? '' : (JSON.parse(received) as unknown);
}

const table = (stack: Stack): Table =>
  new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
const machine = (stack: Stack): StateMachine =>
  new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')) });

type Case = [
  name: string,
  make: (stack: Stack) => IWebSocketIntegration,
  sent: RegExp,
  returned: unknown,
  received: unknown,
];
const key = { id: 'route.request.body.id' } as const;

describe('services of WebSocket APIs', () => {
  test.each<Case>([
    [
      'WebSocketSqs.sendMessage',
      (stack) => WebSocketSqs.sendMessage(new Queue(stack, 'Queue'), { messageAttributes: { by: "'me'" } }),
      /Action=SendMessage.*"name":"Rex \\"&\\" Co".*StringValue=me/,
      { SendMessageResponse: { SendMessageResult: { MessageId: 'm1' } } },
      { messageId: 'm1' },
    ],
    [
      'WebSocketSns.publish',
      (stack) => WebSocketSns.publish(new Topic(stack, 'Topic'), { message: 'route.request.body.name' }),
      /Action=Publish.*Message=Rex "&" Co/,
      { PublishResponse: { PublishResult: { MessageId: 'm2' } } },
      { messageId: 'm2' },
    ],
    [
      'WebSocketEventBridge.putEvents',
      (stack) => WebSocketEventBridge.putEvents(new EventBus(stack, 'Bus'), { source: 'chat', detailType: 'Said' }),
      /"DetailType":"Said".*Rex/s,
      { Entries: [{ EventId: 'e1' }] },
      { eventId: 'e1' },
    ],
    [
      'WebSocketKinesis.putRecord',
      (stack) => WebSocketKinesis.putRecord(new Stream(stack, 'Stream'), { partitionKey: 'route.request.body.id' }),
      /"PartitionKey":"1"/,
      { SequenceNumber: 's1' },
      { sequenceNumber: 's1' },
    ],
    [
      'WebSocketStepFunctions.startExecution',
      (stack) =>
        WebSocketStepFunctions.startExecution(machine(stack), {
          input: { said: 'route.request.body', connection: 'context.connectionId' },
        }),
      /"input":"\{\\"said\\":\{.*\\"connection\\":\\"[^"]+=\\"\}"/,
      { executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:Machine:x1' },
      { executionName: 'x1' },
    ],
    [
      'WebSocketStepFunctions.startSyncExecution',
      (stack) => WebSocketStepFunctions.startSyncExecution(machine(stack)),
      /"input":".*Rex/,
      { status: 'FAILED', error: 'Anything' },
      { message: 'Internal server error' },
    ],
    [
      'WebSocketStepFunctions.describeExecution',
      (stack) => WebSocketStepFunctions.describeExecution(machine(stack), { executionName: 'route.request.body.id' }),
      /:1"/,
      { status: 'RUNNING' },
      { status: 'RUNNING' },
    ],
    [
      'WebSocketStepFunctions.stopExecution',
      (stack) => WebSocketStepFunctions.stopExecution(machine(stack), { executionName: 'route.request.body.id' }),
      /:1"/,
      {},
      '',
    ],
    [
      'WebSocketDynamoDb.putItem',
      (stack) =>
        WebSocketDynamoDb.putItem(table(stack), {
          key: { id: 'context.requestId' },
          item: { name: 'route.request.body.name', age: { N: 'route.request.body.age' } },
        }),
      /"name":\{"S":"Rex \\"&\\" Co"\},?.*"age":\{"N":"3"\}/,
      {},
      { id: expect.stringMatching(/=$/) as string },
    ],
    [
      'WebSocketDynamoDb.getItem',
      (stack) => WebSocketDynamoDb.getItem(table(stack), { key }),
      /"Key":\{"id":\{"S":"1"\}\}/,
      { Item: { id: { S: '1' }, age: { N: '3' } } },
      { id: '1', age: 3 },
    ],
    [
      'WebSocketDynamoDb.getItem without an item',
      (stack) => WebSocketDynamoDb.getItem(table(stack), { key }),
      /"Key"/,
      {},
      { message: 'Not Found' },
    ],
    [
      'WebSocketDynamoDb.updateItem',
      (stack) => WebSocketDynamoDb.updateItem(table(stack), { key, set: { name: 'route.request.body.name' } }),
      /"UpdateExpression":" SET .*":\{"S":"Rex/,
      { Attributes: { id: { S: '1' } } },
      { id: '1' },
    ],
    [
      'WebSocketDynamoDb.deleteItem',
      (stack) => WebSocketDynamoDb.deleteItem(table(stack), { key }),
      /"Key":\{"id":\{"S":"1"\}\}/,
      {},
      '',
    ],
    [
      'WebSocketDynamoDb.query',
      (stack) => WebSocketDynamoDb.query(table(stack), { key }),
      /"ExclusiveStartKey":\{"id":\{"S":"0"\}\}/,
      { Items: [{ id: { S: '1' } }] },
      { items: [{ id: '1' }] },
    ],
    [
      'WebSocketAwsService',
      () =>
        new WebSocketAwsService({
          service: 'comprehend',
          path: 'sentiment',
          permissions: [{ actions: ['comprehend:DetectSentiment'], resources: ['*'] }],
          requestTemplates: { $default: `{"Text":$input.json('$.name')}` },
        }),
      /\/sentiment \{"Text":"Rex/,
      { Sentiment: 'POSITIVE' },
      { Sentiment: 'POSITIVE' },
    ],
  ])('%s calls the service, and responds', async (_name, make, sent, returned, received) => {
    respond(200, returned);
    const nextToken = Buffer.from('{"id":{"S":"0"}}').toString('base64');
    expect(await ask(make, { id: '1', name: 'Rex "&" Co', age: 3, nextToken })).toEqual(received);
    const { target, body, headers } = backend.last;
    expect(
      `${target} ${headers['content-type']?.includes('form') === true ? decodeURIComponent(body.replaceAll('+', ' ')) : body}`,
    ).toMatch(sent);
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
  });

  test.each<[status: number, error: object, received: unknown]>([
    [400, { __type: 'x#ConditionalCheckFailedException', message: 'secret' }, { message: 'Conflict' }],
    [400, { __type: 'x#AccessDeniedException', message: 'secret' }, { message: 'Internal server error' }],
    [503, { message: 'secret' }, { message: 'Service Unavailable' }],
  ])('a service error with status %i is a message without what the service says', async (status, error, received) => {
    respond(status, error);
    expect(await ask((stack) => WebSocketDynamoDb.putItem(table(stack), { key }), { id: '1' })).toEqual(received);
  });

  test('keep connections in a table, and refuse those that the table does', async () => {
    respond(200, {});
    const connection = { id: 'context.connectionId' } as const;
    const url = await serve((stack) => {
      const connections = table(stack);
      new WebSocketApi(stack, 'Chat', {
        connect: WebSocketDynamoDb.putItem(connections, {
          key: connection,
          item: { room: 'route.request.querystring.room' },
        }),
        disconnect: WebSocketDynamoDb.deleteItem(connections, { key: connection }),
      });
    });
    const client = await TestClient.connect(`${url}?room=kitchen`);
    const { body } = backend.last;
    expect(body).toMatch(/"room":\{"S":"kitchen"\}/);
    const id = /"id":\{"S":"([^"]+)"\}/.exec(body)?.[1];
    const deleted = new Promise((resolve) => {
      backend.respond = (request, response) => {
        response.end('{}');
        resolve(request.body);
      };
    });
    await client.close();
    expect(await deleted).toMatch(new RegExp(`"Key":\\{"id":\\{"S":"${id}"`));
    respond(400, { __type: 'x#ConditionalCheckFailedException' });
    expect((await refusedHandshake(url)).status).toBe(400);
  });

  test('are called in a role that may do this one thing', () => {
    const template = synthesize((stack) => {
      const integration = WebSocketDynamoDb.putItem(table(stack), { key });
      new WebSocketApi(stack, 'Chat', { routes: { put: integration } });
    });
    expect(resourceOf(template, 'AWS::IAM::Policy').Properties.PolicyDocument).toMatchObject({
      Statement: [
        { Action: 'dynamodb:PutItem', Effect: 'Allow', Resource: { 'Fn::GetAtt': [expect.anything(), 'Arn'] } },
      ],
    });
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Integration').Properties).toMatchObject({
      PassthroughBehavior: 'NEVER',
      TemplateSelectionExpression: '\\$default',
    });
  });

  test.each<[code: string, make: (stack: Stack) => IWebSocketIntegration]>([
    [
      'path-parameter-unknown',
      (stack) => WebSocketDynamoDb.getItem(table(stack), { key: { id: 'method.request.path.id' as MessageMapping } }),
    ],
    ['service-request-invalid', (stack) => WebSocketSqs.sendMessage(new Queue(stack, 'Queue', { fifo: true }))],
    ['service-request-invalid', (stack) => WebSocketSns.publish(new Topic(stack, 'Topic', { fifo: true }))],
  ])('throw %s early', (code, make) => {
    expect(() => make(new Stack(new App(), 'Stack'))).toThrow(expect.objectContaining({ code }) as Error);
  });
});
