import { App, Stack } from 'aws-cdk-lib';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FirehoseIntegration, KinesisIntegration, RestApi, SsmIntegration } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { resourcesOf, templateOf } from '../../synthesize.js';
import { ServiceStandIn } from './service-stand-in.js';

const service = new ServiceStandIn();
const app = new App();
const stack = new Stack(app, 'Stack');
let gateway: LocalGateway;

const HOSTILE = `"}], \\' $input.body #set($x = 1) ä\u{1f600}/+%`;

beforeAll(async () => {
  await service.start();
  const api = new RestApi(stack, 'Api');
  const stream = new Stream(stack, 'Stream', { streamName: 'clicks', encryptionKey: new Key(stack, 'StreamKey') });
  api.post('/stream', KinesisIntegration.putRecord(stream));
  api.post(
    '/stream/{id}',
    KinesisIntegration.putRecord(stream, {
      partitionKey: 'method.request.path.id',
      data: { id: 'method.request.path.id', text: 'method.request.body.text' },
    }),
  );
  const delivery = new CfnDeliveryStream(stack, 'Delivery', { deliveryStreamName: 'archive' });
  api.post('/delivery', FirehoseIntegration.putRecord(delivery));
  api.post(
    '/delivery/raw',
    FirehoseIntegration.putRecord(delivery, { newline: false, data: 'method.request.body.text' }),
  );
  const parameter = new StringParameter(stack, 'Parameter', { parameterName: '/pets/mode', stringValue: 'x' });
  api.get('/mode', SsmIntegration.getParameter(parameter));
  const secret = StringParameter.fromSecureStringParameterAttributes(stack, 'Secret', {
    parameterName: '/pets/secret',
  });
  const encryptionKey = new Key(stack, 'SecretKey');
  api.get('/secret', SsmIntegration.getParameter(secret, { withDecryption: true, encryptionKey }));
  const { endpoint } = service;
  gateway = await LocalGateway.fromStack(stack, {
    awsEndpoints: { kinesis: endpoint, firehose: endpoint, ssm: endpoint },
  });
});

afterAll(async () => {
  await gateway.close();
  await service.stop();
});

async function post(path: string, body: string): Promise<[status: number, body: unknown]> {
  const response = await gateway.fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  return [response.status, await response.json()];
}

function take(): {
  readonly target: unknown;
  readonly signedFor: string | undefined;
  readonly json: Record<string, unknown>;
} {
  const request = service.takeRequest();
  return {
    target: request?.headers['x-amz-target'],
    signedFor: request?.signedFor,
    json: JSON.parse(String(request?.body)) as Record<string, unknown>,
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('KinesisIntegration.putRecord()', () => {
  test('puts the body under a key of its own', async () => {
    service.response = { status: 200, body: '{"SequenceNumber":"49","ShardId":"shard-0"}' };
    const body = JSON.stringify({ text: HOSTILE });
    expect(await post('/stream', body)).toEqual([202, { sequenceNumber: '49' }]);
    const { json, ...request } = take();
    expect(request).toEqual({ target: 'Kinesis_20131202.PutRecord', signedFor: 'us-east-1/kinesis' });
    expect(json).toEqual({
      StreamName: 'clicks',
      PartitionKey: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      Data: base64(body),
    });
  });

  test('puts an object under the key that is given', async () => {
    await post(`/stream/${encodeURIComponent(HOSTILE)}`, JSON.stringify({ text: [HOSTILE] }));
    const { json } = take();
    expect(json.PartitionKey).toBe(HOSTILE);
    expect(JSON.parse(Buffer.from(String(json.Data), 'base64').toString())).toEqual({ id: HOSTILE, text: [HOSTILE] });
  });

  test('responds to a stream that is too busy with 429', async () => {
    service.response = { status: 400, body: '{"__type":"ProvisionedThroughputExceededException"}' };
    expect(await post('/stream', '{}')).toEqual([429, { message: 'Too Many Requests' }]);
  });
});

describe('FirehoseIntegration.putRecord()', () => {
  test.each<[path: string, body: string, data: string]>([
    ['/delivery', JSON.stringify({ text: HOSTILE }), `${JSON.stringify({ text: HOSTILE })}\n`],
    ['/delivery/raw', JSON.stringify({ text: HOSTILE }), HOSTILE],
  ])('puts a line, or what it is told: %s', async (path, body, data) => {
    service.response = { status: 200, body: '{"RecordId":"r1","Encrypted":false}' };
    expect(await post(path, body)).toEqual([202, { recordId: 'r1' }]);
    expect(take()).toEqual({
      target: 'Firehose_20150804.PutRecord',
      signedFor: 'us-east-1/firehose',
      json: { DeliveryStreamName: 'archive', Record: { Data: base64(data) } },
    });
  });
});

describe('SsmIntegration.getParameter()', () => {
  test.each<[path: string, json: object]>([
    ['/mode', { Name: '/pets/mode', WithDecryption: false }],
    ['/secret', { Name: '/pets/secret', WithDecryption: true }],
  ])('returns the value: %s', async (path, json) => {
    service.response = { status: 200, body: JSON.stringify({ Parameter: { Value: HOSTILE, ARN: 'secret' } }) };
    const response = await gateway.fetch(path);
    expect([response.status, await response.json()]).toEqual([200, { value: HOSTILE }]);
    expect(take()).toEqual({ target: 'AmazonSSM.GetParameter', signedFor: 'us-east-1/ssm', json });
  });

  test('responds with 404 where there is none', async () => {
    service.response = { status: 400, body: '{"__type":"ParameterNotFound"}' };
    const response = await gateway.fetch('/mode');
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
  });
});

test('the roles may do what the integrations do, and use keys for their service', () => {
  const granted = resourcesOf(templateOf(app, stack), 'AWS::IAM::Policy')
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement)
    .map(
      ({ Action, Resource }) =>
        `${String(Action)} ${JSON.stringify(Resource).replace(/(?<=[A-Za-z])[0-9A-F]{8}/g, '')}`,
    );
  expect(granted.sort()).toEqual([
    'firehose:PutRecord {"Fn::GetAtt":["Delivery","Arn"]}',
    'kinesis:PutRecord {"Fn::GetAtt":["Stream","Arn"]}',
    'kms:Decrypt {"Fn::GetAtt":["SecretKey","Arn"]}',
    'kms:GenerateDataKey* {"Fn::GetAtt":["StreamKey","Arn"]}',
    expect.stringMatching(/^ssm:GetParameter .*:parameter",?\{"Ref":"Parameter"\}/) as string,
    expect.stringMatching(/^ssm:GetParameter .*:parameter\/pets\/secret"/) as string,
  ]);
});
