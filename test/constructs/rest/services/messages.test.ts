import { App, Duration, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  EventBridgeIntegration,
  RestApi,
  SnsIntegration,
  SqsIntegration,
  StepFunctionsIntegration,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { resourcesOf, templateOf } from '../../synthesize.js';
import { ServiceStandIn, type ServiceRequest } from './service-stand-in.js';

const service = new ServiceStandIn();
const app = new App();
const stack = new Stack(app, 'Stack');
let gateway: LocalGateway;

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:Machine';
const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:Machine';
const HOSTILE = `"}], &Action=DeleteQueue \\' $input.body #set($x = 1) ä\u{1f600}/+%`;

function declare(): void {
  const api = new RestApi(stack, 'Api');
  const queue = new Queue(stack, 'Queue', { queueName: 'orders' });
  const ordered = new Queue(stack, 'Ordered', { queueName: 'ordered.fifo', fifo: true });
  api.post('/queue', SqsIntegration.sendMessage(queue, { contentTypes: ['application/json', 'text/plain'] }));
  api.post('/queue/member', SqsIntegration.sendMessage(queue, { message: 'method.request.body.detail' }));
  api.post(
    '/queue/{id}',
    SqsIntegration.sendMessage(queue, {
      message: {
        id: 'method.request.path.id',
        body: 'method.request.body',
        kind: "'it''s $5'",
        n: 'method.request.body.n',
      },
      messageAttributes: {
        trace: 'method.request.header.X-Trace',
        none: 'method.request.header.X-None',
        kind: "'a b'",
      },
      delay: Duration.seconds(5),
    }),
  );
  api.post('/plain', SqsIntegration.sendMessage(new CfnQueue(stack, 'Plain', { queueName: 'plain' })));
  api.post('/ordered/{id}', SqsIntegration.sendMessage(ordered, { messageGroupId: 'method.request.path.id' }));

  const topic = new Topic(stack, 'Topic', { topicName: 'alerts' });
  api.post(
    '/topic',
    SnsIntegration.publish(topic, {
      subject: 'method.request.body.title',
      messageAttributes: { kind: "'a'", title: 'method.request.body.title' },
    }),
  );

  const bus = new EventBus(stack, 'Bus', { eventBusName: 'pets' });
  const event = { source: 'com.example.pets', detailType: 'Pet "adopted"' };
  api.post('/bus', EventBridgeIntegration.putEvents(bus, event));
  api.post(
    '/bus/{id}',
    EventBridgeIntegration.putEvents(bus, {
      ...event,
      detail: { id: 'method.request.path.id', pet: 'method.request.body.pet' },
      resources: ['arn:aws:s3:::pets'],
    }),
  );

  const machine = new StateMachine(stack, 'Machine', {
    stateMachineName: 'Machine',
    definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')),
  });
  const executionName = 'method.request.path.name';
  api.post('/executions', StepFunctionsIntegration.startExecution(machine));
  api.put(
    '/executions/{name}',
    StepFunctionsIntegration.startExecution(machine, { executionName, input: 'method.request.body.input' }),
  );
  api.get('/executions/{name}', StepFunctionsIntegration.describeExecution(machine, { executionName }));
  api.delete('/executions/{name}', StepFunctionsIntegration.stopExecution(machine, { executionName }));
  api.post('/sync', StepFunctionsIntegration.startSyncExecution(machine, { failureStatuses: { PetNotFound: 404 } }));
}

beforeAll(async () => {
  await service.start();
  declare();
  const { endpoint } = service;
  gateway = await LocalGateway.fromStack(stack, {
    awsEndpoints: { sqs: endpoint, sns: endpoint, events: endpoint, states: endpoint },
  });
});

afterEach(() => {
  service.response = { status: 200, body: '{}' };
});

afterAll(async () => {
  await gateway.close();
  await service.stop();
});

interface Sent {
  readonly status: number;
  readonly body: unknown;
  readonly request: ServiceRequest;
}

async function send(method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<Sent> {
  const response = await gateway.fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body !== '' && { body }),
  });
  const text = await response.text();
  const request = service.takeRequest();
  if (request === undefined) throw new Error(`the service got nothing: ${response.status} ${text}`);
  return { status: response.status, body: text === '' ? '' : (JSON.parse(text) as unknown), request };
}

function formOf({ request }: Sent): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(String(request.body)));
}

function jsonOf({ request }: Sent): unknown {
  return JSON.parse(String(request.body));
}

describe('SqsIntegration.sendMessage()', () => {
  const answer = { status: 200, body: '{"SendMessageResponse":{"SendMessageResult":{"MessageId":"m1"}}}' };

  test.each<[what: string, body: string, contentType: string]>([
    ['JSON', JSON.stringify({ text: HOSTILE }), 'application/json'],
    ['text', HOSTILE, 'text/plain'],
  ])('sends a body of %s as it is, signed', async (_what, body, contentType) => {
    service.response = answer;
    const sent = await send('POST', '/queue', body, { 'Content-Type': contentType });
    expect(sent).toMatchObject({
      status: 202,
      body: { messageId: 'm1' },
      request: {
        method: 'POST',
        url: '/000000000000/orders',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        signedFor: 'us-east-1/sqs',
      },
    });
    expect(formOf(sent)).toEqual({ Action: 'SendMessage', Version: '2012-11-05', MessageBody: body });
  });

  test.each<[detail: unknown, message: string]>([
    [{ a: [1] }, '{"a":[1]}'],
    [HOSTILE, HOSTILE],
    [7, '7'],
    [undefined, ''],
  ])('sends the member %j of a body as %j', async (detail, message) => {
    expect(formOf(await send('POST', '/queue/member', JSON.stringify({ detail })))).toMatchObject({
      MessageBody: message,
    });
  });

  test('makes an object of expressions, with attributes that the request has', async () => {
    const path = `/queue/${encodeURIComponent(HOSTILE)}`;
    const sent = await send('POST', path, '{"n":[1,"\\"x"]}', { 'X-Trace': 'a&b' });
    const { MessageBody = '', ...others } = formOf(sent);
    expect(JSON.parse(MessageBody)).toEqual({ id: HOSTILE, body: { n: [1, '"x'] }, kind: "it''s $5", n: [1, '"x'] });
    expect(others).toEqual({
      Action: 'SendMessage',
      Version: '2012-11-05',
      DelaySeconds: '5',
      'MessageAttribute.1.Name': 'trace',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'a&b',
      'MessageAttribute.2.Name': 'kind',
      'MessageAttribute.2.Value.DataType': 'String',
      'MessageAttribute.2.Value.StringValue': 'a b',
    });
  });

  test('takes a queue of the first level', async () => {
    expect((await send('POST', '/plain', '{}')).request.url).toBe('/000000000000/plain');
  });

  test('names the group of a FIFO queue, and asks for one at synthesis', async () => {
    expect(formOf(await send('POST', '/ordered/7', '{}'))).toMatchObject({ MessageGroupId: '7' });
    const fifo = new Queue(new Stack(), 'Fifo', { fifo: true });
    expect(() => SqsIntegration.sendMessage(fifo)).toThrow(
      'The message to the FIFO queue Default/Fifo has no group; expected messageGroupId',
    );
  });

  test('responds to errors without what the service says', async () => {
    const error = (code: string): string => JSON.stringify({ Error: { Code: code, Message: 'secret' } });
    service.response = { status: 400, body: error('InvalidMessageContents') };
    expect(await send('POST', '/queue', '{}')).toMatchObject({ status: 400, body: { message: 'Bad Request' } });
    service.response = { status: 403, body: error('AccessDenied') };
    expect(await send('POST', '/queue', '{}')).toMatchObject({
      status: 500,
      body: { message: 'Internal server error' },
    });
  });
});

test('SnsIntegration.publish() publishes the body, with what its members say', async () => {
  service.response = { status: 200, body: '{"PublishResponse":{"PublishResult":{"MessageId":"m2"}}}' };
  const body = JSON.stringify({ title: HOSTILE });
  const sent = await send('POST', '/topic', body);
  expect(sent).toMatchObject({
    status: 202,
    body: { messageId: 'm2' },
    request: { url: '/', signedFor: 'us-east-1/sns' },
  });
  expect(formOf(sent)).toEqual({
    Action: 'Publish',
    Version: '2010-03-31',
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:alerts',
    Message: body,
    Subject: HOSTILE,
    'MessageAttributes.entry.1.Name': 'kind',
    'MessageAttributes.entry.1.Value.DataType': 'String',
    'MessageAttributes.entry.1.Value.StringValue': 'a',
    'MessageAttributes.entry.2.Name': 'title',
    'MessageAttributes.entry.2.Value.DataType': 'String',
    'MessageAttributes.entry.2.Value.StringValue': HOSTILE,
  });
});

describe('EventBridgeIntegration.putEvents()', () => {
  const entry = { EventBusName: 'pets', Source: 'com.example.pets', DetailType: 'Pet "adopted"' };

  test('puts the body', async () => {
    service.response = { status: 200, body: '{"FailedEntryCount":0,"Entries":[{"EventId":"e1"}]}' };
    const detail = JSON.stringify({ text: HOSTILE });
    const sent = await send('POST', '/bus', detail);
    expect(sent).toMatchObject({
      status: 202,
      body: { eventId: 'e1' },
      request: {
        method: 'POST',
        url: '/',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
        signedFor: 'us-east-1/events',
      },
    });
    expect(jsonOf(sent)).toEqual({ Entries: [{ ...entry, Detail: detail }] });
  });

  test('puts an object of expressions', async () => {
    const sent = await send('POST', `/bus/${encodeURIComponent(HOSTILE)}`, JSON.stringify({ pet: { name: HOSTILE } }));
    const { Entries } = jsonOf(sent) as { Entries: { Detail: string }[] };
    expect(Entries).toMatchObject([{ ...entry, Resources: ['arn:aws:s3:::pets'] }]);
    expect(JSON.parse(Entries[0]?.Detail ?? '')).toEqual({ id: HOSTILE, pet: { name: HOSTILE } });
  });

  test.each<[code: string, status: number]>([
    ['ThrottlingException', 429],
    ['MalformedDetail', 400],
    ['InternalFailure', 503],
    ['NotAuthorizedForSource', 500],
  ])('responds to an entry that is refused with %s with %i', async (code, status) => {
    service.response = { status: 200, body: JSON.stringify({ FailedEntryCount: 1, Entries: [{ ErrorCode: code }] }) };
    expect((await send('POST', '/bus', '{}')).status).toBe(status);
  });
});

describe('StepFunctionsIntegration', () => {
  test('startExecution() returns the name of the execution', async () => {
    service.response = { status: 200, body: JSON.stringify({ executionArn: `${EXECUTION}:e1`, startDate: 1.6e9 }) };
    const input = JSON.stringify({ text: HOSTILE });
    const sent = await send('POST', '/executions', input);
    expect(sent).toMatchObject({
      status: 202,
      body: { executionName: 'e1' },
      request: { headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution' }, signedFor: 'us-east-1/states' },
    });
    expect(jsonOf(sent)).toEqual({ stateMachineArn: MACHINE, input });
  });

  test('startExecution() has a name and a part of the body', async () => {
    const sent = await send('PUT', '/executions/a%22b', '{"input":"text"}');
    expect(jsonOf(sent)).toEqual({ stateMachineArn: MACHINE, name: 'a"b', input: '"text"' });
  });

  test.each<[type: string, status: number]>([
    ['ExecutionAlreadyExists', 409],
    ['ExecutionDoesNotExist', 404],
    ['InvalidExecutionInput', 400],
    ['StateMachineDoesNotExist', 500],
  ])('%s is %i', async (type, status) => {
    service.response = { status: 400, body: JSON.stringify({ __type: type, message: 'secret' }) };
    expect((await send('PUT', '/executions/e1', '{}')).status).toBe(status);
  });

  test.each<[what: string, answer: object, body: object]>([
    ['one that runs', { status: 'RUNNING', input: '{"secret":1}' }, { status: 'RUNNING' }],
    [
      'one that succeeded',
      { status: 'SUCCEEDED', output: '{"a":["b\\"c"]}' },
      { status: 'SUCCEEDED', output: { a: ['b"c'] } },
    ],
    ['one that failed', { status: 'FAILED', error: 'E', cause: 'secret' }, { status: 'FAILED' }],
  ])('describeExecution() returns the state of %s', async (_what, answer, body) => {
    service.response = { status: 200, body: JSON.stringify(answer) };
    const sent = await send('GET', '/executions/e1');
    expect(sent).toMatchObject({
      status: 200,
      request: { headers: { 'x-amz-target': 'AWSStepFunctions.DescribeExecution' } },
    });
    expect(sent.body).toEqual(body);
    expect(jsonOf(sent)).toEqual({ executionArn: `${EXECUTION}:e1` });
  });

  test('stopExecution() responds with 204', async () => {
    service.response = { status: 200, body: '{"stopDate":1.6E9}' };
    const sent = await send('DELETE', '/executions/e1');
    expect(sent).toMatchObject({ status: 204, body: '' });
    expect(jsonOf(sent)).toEqual({ executionArn: `${EXECUTION}:e1` });
  });

  test.each<[answer: object, status: number, body: unknown]>([
    [{ status: 'SUCCEEDED', output: '{"a":[1]}' }, 200, { a: [1] }],
    [{ status: 'FAILED', error: 'PetNotFound', cause: 'secret' }, 404, { message: 'Not Found' }],
    [{ status: 'FAILED', error: 'States.TaskFailed', cause: 'secret' }, 500, { message: 'Internal server error' }],
    [{ status: 'TIMED_OUT' }, 504, { message: 'Gateway Timeout' }],
  ])('startSyncExecution() responds to %j with %i', async (answer, status, body) => {
    service.response = { status: 200, body: JSON.stringify(answer) };
    const sent = await send('POST', '/sync', '{"id":1}');
    expect([sent.status, sent.body]).toEqual([status, body]);
    expect(jsonOf(sent)).toEqual({ stateMachineArn: MACHINE, input: '{"id":1}' });
  });
});

test('each service has a role of its own, which may do to its resource what the integrations do', () => {
  const policies = resourcesOf(templateOf(app, stack), 'AWS::IAM::Policy')
    .filter(({ id }) => id.includes('Roles'))
    .map(({ Properties }) => (Properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement);
  const granted = policies.flat().map(({ Action, Resource }) => `${String(Action)} ${JSON.stringify(Resource)}`);
  const part = (index: number): string => `{"Fn::Select":[${index},{"Fn::Split":[":",{"Ref":"Machine"}]}]}`;
  const executions = `{"Fn::Join":["",["arn:",${part(1)},":states:",${part(3)},":",${part(4)},":execution:",${part(6)},":*"]]}`;
  expect(granted.map((line) => line.replace(/[0-9A-F]{8}/g, '')).sort()).toEqual([
    'events:PutEvents {"Fn::GetAtt":["Bus","Arn"]}',
    'sns:Publish {"Ref":"Topic"}',
    'sqs:SendMessage {"Fn::GetAtt":["Ordered","Arn"]}',
    'sqs:SendMessage {"Fn::GetAtt":["Plain","Arn"]}',
    'sqs:SendMessage {"Fn::GetAtt":["Queue","Arn"]}',
    `states:DescribeExecution ${executions}`,
    'states:StartExecution {"Ref":"Machine"}',
    'states:StartSyncExecution {"Ref":"Machine"}',
    `states:StopExecution ${executions}`,
  ]);
  expect(policies).toHaveLength(4);
});
