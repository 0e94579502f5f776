import { describe, expect, test } from 'vitest';
import {
  executeApiArn,
  joinValues,
  lambdaInvocationUri,
  parseArn,
  parseFunctionName,
  parseIntegrationUri,
  printArn,
  reference,
  type IntegrationTarget,
} from '../../lib/model/index.js';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:pets';

describe('parseArn()', () => {
  test.each([FUNCTION, 'arn:aws:s3:::bucket/a:b', 'arn:aws-cn:iam::1:role/x'])('%s is printed again', (text) => {
    const arn = parseArn(text);
    expect(arn && printArn(arn)).toBe(text);
  });

  test.each(['', 'arn:aws', 'arn:aws:s3:::', 'urn:aws:s3:::x'])('%j is none', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });
});

describe('parseFunctionName()', () => {
  test.each([
    ['pets', 'pets', undefined],
    ['pets:live', 'pets', 'live'],
    ['pets:', 'pets', undefined],
    ['123456789012:function:pets:2', 'pets', '2'],
    [FUNCTION, 'pets', undefined],
    [`${FUNCTION}:$LATEST`, 'pets', '$LATEST'],
    ['', '', undefined],
  ])('%s: %s, %s', (text, name, qualifier) => {
    expect(parseFunctionName(text)).toEqual({ name, ...(qualifier !== undefined && { qualifier }) });
  });
});

describe('parseIntegrationUri()', () => {
  const head = 'arn:aws:apigateway:us-east-1:';

  test.each<[uri: string, target: IntegrationTarget]>([
    [
      `${head}lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      { kind: 'lambda', functionArn: FUNCTION, streaming: false },
    ],
    [
      `${head}lambda:path//2015-03-31/functions/pets:live/invocations`,
      { kind: 'lambda', functionArn: 'pets:live', streaming: false },
    ],
    [
      `${head}lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`,
      { kind: 'lambda', functionArn: FUNCTION, streaming: true },
    ],
    [
      `${head}lambda:path/2015-03-31/functions/\${stageVariables.f}/invocations`,
      { kind: 'lambda', functionArn: '${stageVariables.f}', streaming: false },
    ],
    [
      `${head}dynamodb:action/GetItem`,
      { kind: 'service', region: 'us-east-1', service: 'dynamodb', form: 'action', request: 'GetItem' },
    ],
    [
      `${head}s3:path/{bucket}/{key}`,
      { kind: 'service', region: 'us-east-1', service: 's3', form: 'path', request: '{bucket}/{key}' },
    ],
    [
      `${head}bucket.s3:path//a`,
      { kind: 'service', region: 'us-east-1', service: 's3', subdomain: 'bucket', form: 'path', request: 'a' },
    ],
    ['https://example.com', { kind: 'unknown', uri: 'https://example.com' }],
    [FUNCTION, { kind: 'unknown', uri: FUNCTION }],
    ['', { kind: 'unknown', uri: '' }],
  ])('%s', (uri, target) => {
    expect(parseIntegrationUri(uri)).toEqual(target);
  });

  test('reads what lambdaInvocationUri() wrote, and keeps what only deployment knows', () => {
    const functionArn = joinValues([reference('Pets', 'Arn'), ':live']);
    const uri = lambdaInvocationUri(
      { partition: reference('AWS::Partition'), region: reference('AWS::Region') },
      functionArn,
    );
    expect(parseIntegrationUri(uri)).toEqual({ kind: 'lambda', functionArn, streaming: false });
    const action = joinValues([
      'arn:',
      reference('AWS::Partition'),
      ':apigateway:',
      reference('AWS::Region'),
      ':sqs:path/',
      reference('Queue'),
    ]);
    expect(parseIntegrationUri(action)).toMatchObject({
      region: reference('AWS::Region'),
      request: reference('Queue'),
    });
  });
});

test('executeApiArn() names a route as policies do', () => {
  const place = {
    partition: 'aws',
    region: 'us-east-1',
    account: '1',
    apiId: 'abc',
    stage: 'dev',
    httpMethod: 'GET',
    path: 'pets/*',
  };
  expect(executeApiArn(place)).toBe('arn:aws:execute-api:us-east-1:1:abc/dev/GET/pets/*');
});
