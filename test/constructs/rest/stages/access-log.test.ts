import { App, Stack } from 'aws-cdk-lib';
import { CfnDeliveryStream, DeliveryStream, S3Bucket } from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { AccessLogFormat, MockIntegration, RestApi, type AccessLogProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { resourceOf, synthesize } from '../../synthesize.js';

interface AccessLogSetting {
  readonly DestinationArn: unknown;
  readonly Format: string;
}

function accessLogOf(accessLog: (stack: Stack) => AccessLogProps): AccessLogSetting {
  const template = synthesize((stack) => {
    const api = new RestApi(stack, 'Pets');
    api.get('/', new MockIntegration());
    api.addStage('prod', { accessLog: accessLog(stack) });
  });
  return resourceOf(template, 'AWS::ApiGateway::Stage').Properties.AccessLogSetting as AccessLogSetting;
}

describe('AccessLogFormat', () => {
  const fields = { id: '$context.requestId', user: '$context.authorizer.claims.sub' };

  test.each<[name: string, format: string, line: string]>([
    ['json()', AccessLogFormat.json(fields), '{"id":"$context.requestId","user":"$context.authorizer.claims.sub"}'],
    [
      'xml()',
      AccessLogFormat.xml(fields),
      '<request><id>$context.requestId</id><user>$context.authorizer.claims.sub</user></request>',
    ],
    ['csv()', AccessLogFormat.csv(fields), '$context.requestId,$context.authorizer.claims.sub'],
    ['custom()', AccessLogFormat.custom('$context.requestId!'), '$context.requestId!'],
  ])('%s writes the given fields', (_, format, line) => {
    expect(accessLogOf((stack) => ({ logGroup: new LogGroup(stack, 'Log'), format })).Format).toBe(line);
  });

  test.each<[name: string, format: string]>([
    ['json()', AccessLogFormat.json()],
    ['xml()', AccessLogFormat.xml()],
    ['csv()', AccessLogFormat.csv()],
    ['clf()', AccessLogFormat.clf()],
  ])('%s without fields names request, status and length', (_, format) => {
    for (const variable of ['requestId', 'requestTime', 'identity.sourceIp', 'httpMethod', 'status']) {
      expect(format).toContain(`$context.${variable}`);
    }
    expect(() => accessLogOf((stack) => ({ logGroup: new LogGroup(stack, 'Log'), format }))).not.toThrow();
  });

  test('custom() without the request id is an error at synth', () => {
    const format = AccessLogFormat.custom('$context.status');
    expect(() => accessLogOf((stack) => ({ logGroup: new LogGroup(stack, 'Log'), format }))).toThrow(
      /stage prod  access log format: .*requestId/,
    );
  });
});

describe('AccessLogFormat, served locally', () => {
  let gateway: LocalGateway | undefined;
  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
  });

  async function lineOf(format: string): Promise<string> {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets');
    api.get('/pets', new MockIntegration({ responses: [{ statusCode: 200 }] }));
    api.addStage('prod', { accessLog: { logGroup: new LogGroup(stack, 'Log'), format } });
    const lines: string[] = [];
    const write = (line: string): void => void lines.push(line);
    gateway = await LocalGateway.fromStack(stack, {
      observation: { accessLog: () => ({ write, writeCanary: write }) },
    });
    await gateway.fetch('/pets');
    return lines.join('\n');
  }

  test('json() writes an object a request', async () => {
    expect(JSON.parse(await lineOf(AccessLogFormat.json()))).toMatchObject({
      httpMethod: 'GET',
      resourcePath: '/pets',
      ip: '127.0.0.1',
      status: '200',
      error: '-',
    });
  });

  test('xml() writes an element a request', async () => {
    expect(await lineOf(AccessLogFormat.xml())).toMatch(
      /^<request><requestId>[\w-]+<\/requestId>.*<status>200<\/status>.*<\/request>$/,
    );
  });

  test('csv() writes a value a field', async () => {
    const values = (await lineOf(AccessLogFormat.csv())).split(',');
    expect([values.length, values[3], values[6]]).toEqual([10, 'GET', '200']);
  });

  test('clf() writes a line of the Common Log Format', async () => {
    expect(await lineOf(AccessLogFormat.clf())).toMatch(
      /^127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/pets HTTP\/1\.1" 200 \d+ [\w-]+$/,
    );
  });
});

describe('StageProps.accessLog', () => {
  test.each<[what: string, accessLog: (stack: Stack) => AccessLogProps, destination: unknown]>([
    [
      'an imported log group',
      (stack) => ({ logGroup: LogGroup.fromLogGroupName(stack, 'Log', 'shared') }),
      expect.objectContaining({ 'Fn::Join': ['', expect.arrayContaining([':log-group:shared:*'])] }),
    ],
    [
      'a Firehose stream',
      (stack) => ({
        deliveryStream: new DeliveryStream(stack, 'Stream', {
          deliveryStreamName: 'amazon-apigateway-pets',
          destination: new S3Bucket(new Bucket(stack, 'Bucket')),
        }),
      }),
      { 'Fn::GetAtt': [expect.stringMatching(/^Stream/), 'Arn'] },
    ],
    [
      'an imported Firehose stream',
      (stack) => ({
        deliveryStream: DeliveryStream.fromDeliveryStreamName(stack, 'Stream', 'amazon-apigateway-pets'),
      }),
      expect.objectContaining({
        'Fn::Join': ['', expect.arrayContaining([':deliverystream/amazon-apigateway-pets'])],
      }),
    ],
  ])('writes to %s', (_, accessLog, destination) => {
    expect(accessLogOf(accessLog).DestinationArn).toEqual(destination);
  });

  test.each<[what: string, deliveryStream: (stack: Stack) => CfnDeliveryStream | DeliveryStream, message: RegExp]>([
    [
      'a stream without a name',
      (stack) => new CfnDeliveryStream(stack, 'Stream'),
      /Firehose stream Stack\/Stream: CloudFormation generates the name, .* begins with amazon-apigateway-/,
    ],
    [
      'another name',
      (stack) =>
        new DeliveryStream(stack, 'Stream', {
          deliveryStreamName: 'pets',
          destination: new S3Bucket(new Bucket(stack, 'Bucket')),
        }),
      /Firehose stream Stack\/Stream: the name is "pets"/,
    ],
  ])('refuses %s', (_, deliveryStream, message) => {
    expect(() => accessLogOf((stack) => ({ deliveryStream: deliveryStream(stack) }))).toThrow(message);
  });
});
