import { App, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DynamoDbIntegration,
  EventBridgeIntegration,
  KinesisIntegration,
  RestApi,
  SqsIntegration,
  StepFunctionsIntegration,
  type IRestIntegration,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { ServiceStandIn } from './service-stand-in.js';

const service = new ServiceStandIn();
let gateway: LocalGateway;

const path = 'method.request.path.value';
const query = 'method.request.querystring.value';
const body = 'method.request.body.value';
const object = { path, query, body, constant: "'$it''s #1'" };

/** An integration that carries the values of a request, and the values that a service reads out of its request. */
interface Carrier {
  readonly name: string;
  readonly integration: (stack: Stack) => IRestIntegration;
  readonly read: (sent: string) => unknown;
}

const members = (sent: string): Record<string, unknown> => JSON.parse(sent) as Record<string, unknown>;
const form = (sent: string): URLSearchParams => new URLSearchParams(sent);

const CARRIERS: readonly Carrier[] = [
  {
    name: 'dynamodb',
    integration: (stack) =>
      DynamoDbIntegration.putItem(Table.fromTableName(stack, 'Table', 'values'), {
        key: { path },
        item: { query: { S: query }, body: { S: body }, constant: object.constant },
      }),
    read: (sent) =>
      Object.fromEntries(
        Object.entries(members(sent).Item as Record<string, { S: string }>).map(([name, { S }]) => [name, S]),
      ),
  },
  {
    name: 'sqs',
    integration: (stack) =>
      SqsIntegration.sendMessage(Queue.fromQueueArn(stack, 'Queue', 'arn:aws:sqs:us-east-1:000000000000:values'), {
        message: object,
      }),
    read: (sent) => {
      expect([...form(sent).keys()]).toEqual(['Action', 'Version', 'MessageBody']);
      return JSON.parse(form(sent).get('MessageBody') ?? '') as unknown;
    },
  },
  {
    name: 'events',
    integration: (stack) =>
      EventBridgeIntegration.putEvents(EventBus.fromEventBusName(stack, 'Bus', 'values'), {
        source: 'values',
        detailType: 'Value',
        detail: object,
      }),
    read: (sent) => {
      const [entry, ...others] = members(sent).Entries as Record<string, string>[];
      expect([others.length, Object.keys(entry ?? {})]).toEqual([
        0,
        ['EventBusName', 'Source', 'DetailType', 'Detail'],
      ]);
      return JSON.parse(entry?.Detail ?? '') as unknown;
    },
  },
  {
    name: 'states',
    integration: (stack) =>
      StepFunctionsIntegration.startExecution(StateMachine.fromStateMachineName(stack, 'Machine', 'values'), {
        input: object,
      }),
    read: (sent) => {
      expect(Object.keys(members(sent))).toEqual(['stateMachineArn', 'input']);
      return JSON.parse(String(members(sent).input)) as unknown;
    },
  },
  {
    name: 'kinesis',
    integration: (stack) =>
      KinesisIntegration.putRecord(
        Stream.fromStreamArn(stack, 'Stream', 'arn:aws:kinesis:us-east-1:000000000000:stream/values'),
        { data: object },
      ),
    read: (sent) => {
      expect(Object.keys(members(sent))).toEqual(['StreamName', 'PartitionKey', 'Data']);
      return JSON.parse(Buffer.from(String(members(sent).Data), 'base64').toString()) as unknown;
    },
  },
];

beforeAll(async () => {
  await service.start();
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Api');
  for (const { name, integration } of CARRIERS) api.post(`/${name}/{value}`, integration(stack));
  const awsEndpoints = Object.fromEntries(CARRIERS.map(({ name }) => [name, service.endpoint]));
  gateway = await LocalGateway.fromStack(stack, { awsEndpoints });
});

afterAll(async () => {
  await gateway.close();
  await service.stop();
});

/** Any text, and often what means something to JSON, forms, Velocity and JavaScript; empty and dots are no path. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '"',
        '\\',
        "'",
        '}',
        ']',
        ',',
        '&',
        '=',
        '%22',
        '%',
        '+',
        '$',
        '#',
        '$input.body',
        '#set($x = 1)',
        '#end',
        '*#',
        '##',
        '\n',
        '\u2028',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => `x${parts.join('')}`);

describe('whatever a caller sends stays a value', () => {
  test.each(CARRIERS.map((carrier) => [carrier.name, carrier] as const))('%s', async (_name, { name, read }) => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (inPath, inQuery, inBody) => {
        const target = `/${name}/${encodeURIComponent(inPath)}?value=${encodeURIComponent(inQuery)}`;
        const headers = { 'Content-Type': 'application/json' };
        await gateway.fetch(target, { method: 'POST', headers, body: JSON.stringify({ value: inBody }) });
        const sent = String(service.takeRequest()?.body);
        expect(read(sent)).toEqual({ path: inPath, query: inQuery, body: inBody, constant: "$it''s #1" });
      }),
      { numRuns: 100 },
    );
  });
});

/** JSON as callers send it; a null counts as absent. */
const document = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    hostile,
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(hostile, tie('value'), { maxKeys: 3 }),
  ),
})).value;

describe('a member of the body', () => {
  const send = async (name: string, value: unknown): Promise<string> => {
    const headers = { 'Content-Type': 'application/json' };
    await gateway.fetch(`/${name}/x?value=x`, { method: 'POST', headers, body: JSON.stringify({ value }) });
    return String(service.takeRequest()?.body);
  };

  test.each(CARRIERS.slice(1).map((carrier) => [carrier.name, carrier] as const))(
    'stays the JSON that it is: %s',
    async (_name, { name, read }) => {
      await fc.assert(
        fc.asyncProperty(document, async (value) => {
          expect(read(await send(name, value))).toMatchObject({ body: value });
        }),
        { numRuns: 50 },
      );
    },
  );

  test('is one string of DynamoDB, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (value) => {
        const item = members(await send('dynamodb', value)).Item as Record<string, { S: string }>;
        expect(Object.keys(item).sort()).toEqual(['body', 'constant', 'path', 'query']);
        expect(Object.keys(item.body ?? {})).toEqual(['S']);
      }),
      { numRuns: 50 },
    );
  });
});
