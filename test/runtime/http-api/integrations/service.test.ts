import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HttpApiRoute, HttpApiServiceIntegration, ServiceSubtype, Value } from '../../../../lib/model/index.js';
import {
  parseHttpResponseMappings,
  parseHttpRouteKey,
  parseServiceParameters,
  reference,
  SERVICE_SUBTYPES,
} from '../../../../lib/model/index.js';
import type { HttpRequest, HttpResponse, LocalRuntime } from '../../../../lib/runtime/index.js';
import { Backend } from '../backend.js';
import { send, serveHttpApi } from '../gateway.js';
import { wholeBody } from '../../../support/whole-body.js';

const ROLE = 'arn:aws:iam::000000000000:role/api';
const QUEUE = 'https://sqs.us-east-1.amazonaws.com/000000000000/orders';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());

const open: LocalRuntime[] = [];
afterEach(async () => {
  backend.respond = (_request, response) => void response.end('ok');
  await Promise.all(open.splice(0).map((runtime) => runtime.close()));
});

type Parameters = Readonly<Record<string, Value<string>>>;

function calling(subtype: string, parameters: Parameters, more: Partial<HttpApiServiceIntegration> = {}): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey('POST /items/{id}'),
    integration: {
      ...{ type: 'AWS_SERVICE', subtype, credentials: ROLE, parameters: parseServiceParameters(parameters) },
      ...more,
    },
  };
}

const REQUEST = {
  method: 'POST',
  target: '/items/7?tag=a',
  headers: [
    ['Host', 'api.test'],
    ['X-Kind', 'pet'],
  ],
  body: Buffer.from('{"name":"Rex","list":["a","b"],"map":{"k":{"DataType":"Number","StringValue":"1"}}}'),
} as const satisfies Partial<HttpRequest>;

function ask(route: HttpApiRoute, endpoint = `http://${backend.address}/`): Promise<HttpResponse> {
  const services = ['events', 'sqs', 'kinesis', 'states', 'appconfig'];
  const awsEndpoints = Object.fromEntries(services.map((service) => [service, endpoint]));
  const runtime = serveHttpApi([route], () => Promise.resolve(null), {}, { awsEndpoints });
  open.push(runtime);
  return send(runtime, REQUEST);
}

/** Parameters that every subtype can be called with. */
function requiredOf(subtype: ServiceSubtype): Parameters {
  return Object.fromEntries(SERVICE_SUBTYPES[subtype].required.map((name) => [name, 'x']));
}

const SUBTYPES = Object.keys(SERVICE_SUBTYPES) as ServiceSubtype[];

describe('compileService()', () => {
  test.each<[subtype: ServiceSubtype, parameters: Parameters, target: string, version: string, body: unknown]>([
    [
      'EventBridge-PutEvents',
      {
        ...{ Detail: '$request.body', DetailType: '${request.header.x-kind}-${request.path.id}', Source: 'shop' },
        ...{ EventBusName: 'bus', Resources: '$request.body.list', Time: '2026-11-30T00:00:00Z', TraceHeader: 't' },
      },
      'AWSEvents.PutEvents',
      '1.1',
      {
        Entries: [
          {
            ...{ Detail: REQUEST.body.toString(), DetailType: 'pet-7', Source: 'shop', EventBusName: 'bus' },
            ...{ Resources: ['a', 'b'], Time: Date.UTC(2026, 10, 30) / 1000, TraceHeader: 't' },
          },
        ],
      },
    ],
    [
      'Kinesis-PutRecord',
      { StreamName: 'clicks', Data: '$request.body.name', PartitionKey: '$request.path.id', ExplicitHashKey: '1' },
      'Kinesis_20131202.PutRecord',
      '1.1',
      { StreamName: 'clicks', Data: 'UmV4', PartitionKey: '7', ExplicitHashKey: '1' },
    ],
    [
      'StepFunctions-StartExecution',
      { StateMachineArn: 'machine', Input: '$request.body', Name: 'run-$request.path.id' },
      'AWSStepFunctions.StartExecution',
      '1.0',
      { stateMachineArn: 'machine', input: REQUEST.body.toString(), name: 'run-7' },
    ],
    [
      'StepFunctions-StartSyncExecution',
      { StateMachineArn: 'machine', TraceHeader: 't' },
      'AWSStepFunctions.StartSyncExecution',
      '1.0',
      { stateMachineArn: 'machine', traceHeader: 't' },
    ],
    [
      'StepFunctions-StopExecution',
      { ExecutionArn: '$request.querystring.tag', Cause: 'c', Error: 'e' },
      'AWSStepFunctions.StopExecution',
      '1.0',
      { executionArn: 'a', cause: 'c', error: 'e' },
    ],
  ])('%s sends %j as %s in JSON %s', async (subtype, parameters, target, version, body) => {
    expect((await ask(calling(subtype, parameters))).status).toBe(200);
    expect(backend.last).toMatchObject({
      ...{ method: 'POST', target: '/' },
      headers: { 'x-amz-target': target, 'content-type': `application/x-amz-json-${version}` },
    });
    expect(JSON.parse(backend.last.body)).toEqual(body);
  });

  test.each<[subtype: ServiceSubtype, parameters: Parameters, form: Readonly<Record<string, string>>]>([
    [
      'SQS-SendMessage',
      {
        ...{ QueueUrl: QUEUE, MessageBody: '$request.body.name', DelaySeconds: '5', MessageGroupId: 'g' },
        MessageAttributes: '{"kind":{"DataType":"String","StringValue":"${request.header.x-kind}"}}',
        MessageSystemAttributes: '$request.body.map',
      },
      {
        ...{ Action: 'SendMessage', QueueUrl: QUEUE, MessageBody: 'Rex', DelaySeconds: '5', MessageGroupId: 'g' },
        'MessageAttribute.1.Name': 'kind',
        'MessageAttribute.1.Value.DataType': 'String',
        'MessageAttribute.1.Value.StringValue': 'pet',
        'MessageSystemAttribute.1.Name': 'k',
        'MessageSystemAttribute.1.Value.DataType': 'Number',
        'MessageSystemAttribute.1.Value.StringValue': '1',
      },
    ],
    [
      'SQS-ReceiveMessage',
      { QueueUrl: QUEUE, AttributeNames: '["A","B"]', MessageAttributeNames: 'All', MaxNumberOfMessages: '10' },
      {
        ...{ Action: 'ReceiveMessage', QueueUrl: QUEUE, MaxNumberOfMessages: '10' },
        ...{ 'AttributeName.1': 'A', 'AttributeName.2': 'B', 'MessageAttributeName.1': 'All' },
      },
    ],
    [
      'SQS-DeleteMessage',
      { QueueUrl: QUEUE, ReceiptHandle: 'r' },
      { Action: 'DeleteMessage', QueueUrl: QUEUE, ReceiptHandle: 'r' },
    ],
    ['SQS-PurgeQueue', { QueueUrl: QUEUE }, { Action: 'PurgeQueue', QueueUrl: QUEUE }],
  ])('%s sends %j as the query %j', async (subtype, parameters, form) => {
    expect((await ask(calling(subtype, parameters))).status).toBe(200);
    expect(backend.last.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(backend.last.body))).toEqual({ ...form, Version: '2012-11-05' });
  });

  test('AppConfig-GetConfiguration sends a GET', async () => {
    const parameters = { Application: 'a b', Environment: 'prod', Configuration: 'c', ClientId: '$request.path.id' };
    await ask(calling('AppConfig-GetConfiguration', { ...parameters, ClientConfigurationVersion: '2' }));
    expect(backend.last).toMatchObject({
      method: 'GET',
      target: '/applications/a%20b/environments/prod/configurations/c?client_id=7&client_configuration_version=2',
    });
  });

  test.each(SUBTYPES)('signs %s for its service and Region', async (subtype) => {
    const parameters = { ...requiredOf(subtype), Region: 'eu-west-1' };
    expect((await ask(calling(subtype, parameters))).status).toBe(200);
    expect(backend.last.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=.*\/eu-west-1\/(events|sqs|kinesis|states|appconfig)\/aws4_request/,
    );
  });

  test('passes the service’s response on, mapped by its status', async () => {
    backend.respond = (_request, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      response.end('{"__type":"ResourceNotFoundException"}');
    };
    const responseParameters = [
      { statusCode: '400', mappings: parseHttpResponseMappings({ 'overwrite:statuscode': '404' }) },
    ];
    const route = calling('Kinesis-PutRecord', requiredOf('Kinesis-PutRecord'), { responseParameters });
    const { status, headers, body } = await ask(route);
    expect([status, String(wholeBody({ body }))]).toEqual([404, '{"__type":"ResourceNotFoundException"}']);
    expect(headers[0]).toEqual(['Content-type', 'application/x-amz-json-1.1']);
  });

  test.each<[subtype: ServiceSubtype, parameters: Parameters]>([
    ['SQS-SendMessage', { MessageBody: '$request.body.none' }],
    ['SQS-SendMessage', { DelaySeconds: '$request.header.x-none' }],
    ['SQS-SendMessage', { MessageAttributes: '$request.body.name' }],
    ['EventBridge-PutEvents', { Time: '$request.body.name' }],
  ])('responds 400 when %s cannot resolve %j', async (subtype, parameters) => {
    const before = backend.received.length;
    const { status, body } = await ask(calling(subtype, { ...requiredOf(subtype), ...parameters }));
    expect([status, String(wholeBody({ body }))]).toEqual([400, '{"message":"Bad Request"}']);
    expect(backend.received.length).toBe(before);
  });

  test('responds 503 when there is no service', async () => {
    const route = calling('SQS-PurgeQueue', { QueueUrl: QUEUE });
    expect((await ask(route, 'http://127.0.0.1:1')).status).toBe(503);
  });

  test.each<[what: string, route: () => HttpApiRoute]>([
    ['an unknown subtype', () => calling('SQS-ListQueues', {})],
    ['a missing parameter', () => calling('SQS-SendMessage', { QueueUrl: QUEUE })],
    ['an unknown parameter', () => calling('SQS-PurgeQueue', { QueueUrl: QUEUE, Queue: 'x' })],
    ['a value that only deployment knows', () => calling('SQS-PurgeQueue', { QueueUrl: reference('Queue') })],
    ['an expression that is none', () => calling('SQS-PurgeQueue', { QueueUrl: '$response.body' })],
    [
      'no role',
      () => {
        const { integration, ...route } = calling('SQS-PurgeQueue', { QueueUrl: QUEUE });
        return {
          ...route,
          integration: { type: 'AWS_SERVICE', subtype: 'SQS-PurgeQueue', ...parametersOf(integration) },
        };
      },
    ],
  ])('refuses %s', async (_what, route) => {
    expect((await ask(route())).status).toBe(501);
  });
});

function parametersOf(integration: HttpApiRoute['integration']): Pick<HttpApiServiceIntegration, 'parameters'> {
  if (integration?.type !== 'AWS_SERVICE' || integration.parameters === undefined) return {};
  return { parameters: integration.parameters };
}
