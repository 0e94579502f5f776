import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RestApi, S3Integration } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { resourcesOf, templateOf } from '../../synthesize.js';
import { ServiceStandIn, type ServiceResponse } from './service-stand-in.js';

const service = new ServiceStandIn();
const app = new App();
const stack = new Stack(app, 'Stack');
let gateway: LocalGateway;

const XML = { 'Content-Type': 'application/xml' };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);

beforeAll(async () => {
  await service.start();
  const api = new RestApi(stack, 'Api', { binaryMediaTypes: ['image/png'] });
  const bucket = new Bucket(stack, 'Bucket', { bucketName: 'pets', encryptionKey: new Key(stack, 'Key') });
  const photo = { key: 'method.request.path.proxy', prefix: 'photos/' };
  api.get('/photos/{proxy+}', S3Integration.getObject(bucket, photo));
  api.put('/photos/{proxy+}', S3Integration.putObject(bucket, photo));
  api.delete('/photos/{proxy+}', S3Integration.deleteObject(bucket, photo));
  api.get('/photos', S3Integration.listObjects(bucket, { prefix: 'photos/', limit: 2 }));
  api.get('/', S3Integration.getObject(bucket, { key: "'index.html'", headers: ['Content-Type'] }));
  gateway = await LocalGateway.fromStack(stack, { awsEndpoints: { s3: service.endpoint } });
});

afterAll(async () => {
  await gateway.close();
  await service.stop();
});

function error(status: number, code: string): ServiceResponse {
  return { status, headers: XML, body: `<Error><Code>${code}</Code><Message>secret</Message></Error>` };
}

describe('S3Integration.getObject()', () => {
  test('returns an object and its headers', async () => {
    service.response = {
      status: 200,
      headers: { 'Content-Type': 'text/html', ETag: '"1"', 'Cache-Control': 'max-age=1', 'x-amz-id-2': 'secret' },
      body: '<p>ä</p>',
    };
    const response = await gateway.fetch('/photos/a/b%20c.html');
    expect([response.status, await response.text()]).toEqual([200, '<p>ä</p>']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html',
      etag: '"1"',
      'cache-control': 'max-age=1',
    });
    expect([...response.headers.keys()]).not.toContain('x-amz-id-2');
    const request = service.takeRequest();
    expect(request).toMatchObject({ method: 'GET', url: '/pets/photos/a/b%20c.html', signedFor: 'us-east-1/s3' });
    expect(String(request?.body)).toBe('');
  });

  test('returns bytes as they are', async () => {
    service.response = { status: 200, headers: { 'Content-Type': 'image/png' }, body: PNG };
    const response = await gateway.fetch('/photos/a.png', { headers: { Accept: 'image/png' } });
    expect([response.status, Buffer.from(await response.arrayBuffer())]).toEqual([200, PNG]);
  });

  test('responds with 304 to a caller that has it', async () => {
    service.response = { status: 304, headers: { ETag: '"1"' } };
    const response = await gateway.fetch('/photos/a', { headers: { 'If-None-Match': '"1"' } });
    expect([response.status, response.headers.get('ETag'), await response.text()]).toEqual([304, '"1"', '']);
    expect(service.takeRequest()?.headers['if-none-match']).toBe('"1"');
  });

  test.each<[status: number, code: string, expected: number, message: string]>([
    [403, 'AccessDenied', 404, 'Not Found'],
    [404, 'NoSuchKey', 404, 'Not Found'],
    [400, 'InvalidRequest', 500, 'Internal server error'],
    [301, 'PermanentRedirect', 500, 'Internal server error'],
    [503, 'SlowDown', 503, 'Service Unavailable'],
  ])('responds to %i %s with %i', async (status, code, expected, message) => {
    service.response = error(status, code);
    const response = await gateway.fetch('/photos/a');
    expect([response.status, await response.json()]).toEqual([expected, { message }]);
  });

  test('returns one object by its name', async () => {
    service.response = { status: 200, headers: { 'Content-Type': 'text/html', ETag: '"1"' }, body: '<p/>' };
    const response = await gateway.fetch('/');
    expect([await response.text(), response.headers.get('ETag')]).toEqual(['<p/>', null]);
    expect(service.takeRequest()).toMatchObject({ url: '/pets/index.html' });
  });
});

describe('S3Integration.putObject()', () => {
  test.each<[what: string, contentType: string, body: string | Buffer]>([
    ['text', 'text/plain', '$input.body "ä"'],
    ['JSON', 'application/json', '{"a":1}'],
    ['bytes', 'image/png', PNG],
  ])('writes %s as it is', async (_what, contentType, body) => {
    service.response = { status: 200, headers: { ETag: '"2"' } };
    const headers = { 'Content-Type': contentType };
    const response = await gateway.fetch('/photos/x', { method: 'PUT', headers, body });
    expect([response.status, response.headers.get('ETag'), await response.text()]).toEqual([204, '"2"', '']);
    const request = service.takeRequest();
    expect(request).toMatchObject({ method: 'PUT', url: '/pets/photos/x', headers: { 'content-type': contentType } });
    expect(request?.signedFor).toBe('us-east-1/s3');
    expect(request?.body).toEqual(Buffer.from(body));
  });

  test.each([
    [400, 'EntityTooLarge', 400],
    [403, 'AccessDenied', 500],
  ])('responds to %i %s with %i', async (status, code, expected) => {
    service.response = error(status, code);
    expect((await gateway.fetch('/photos/x', { method: 'PUT', body: 'a' })).status).toBe(expected);
  });
});

test('S3Integration.deleteObject() responds with 204', async () => {
  service.response = { status: 204 };
  const response = await gateway.fetch('/photos/x', { method: 'DELETE' });
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(service.takeRequest()).toMatchObject({ method: 'DELETE', url: '/pets/photos/x' });
});

describe('S3Integration.listObjects()', () => {
  const page = (contents: string, next: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><Name>pets</Name>${contents}${next}</ListBucketResult>`;
  const object = (key: string, size: number): string =>
    `<Contents><Key>${key}</Key>\n<LastModified>2026-11-30T00:00:00.000Z</LastModified><ETag>&quot;1&quot;</ETag><Size>${size}</Size></Contents>`;

  test('returns a page as JSON', async () => {
    const contents = object('photos/a%22%3C+b%2Bc.png', 5) + object('photos/b', 0);
    const next = '<NextContinuationToken>1/a+b=</NextContinuationToken>';
    service.response = { status: 200, headers: XML, body: page(contents, next) };
    const response = await gateway.fetch(`/photos?nextToken=${encodeURIComponent('0/a+b=')}`);
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        objects: [
          { key: 'photos/a"< b+c.png', size: 5, lastModified: '2026-11-30T00:00:00.000Z' },
          { key: 'photos/b', size: 0, lastModified: '2026-11-30T00:00:00.000Z' },
        ],
        nextToken: '1/a+b=',
      },
    ]);
    const { url = '', signedFor } = service.takeRequest() ?? {};
    expect([url.split('?')[0], signedFor]).toEqual(['/pets', 'us-east-1/s3']);
    expect(Object.fromEntries(new URLSearchParams(url.split('?')[1]))).toEqual({
      'list-type': '2',
      'encoding-type': 'url',
      'max-keys': '2',
      prefix: 'photos/',
      'continuation-token': '0/a+b=',
    });
  });

  test('returns nothing where there is nothing', async () => {
    service.response = { status: 200, headers: XML, body: page('', '') };
    expect(await (await gateway.fetch('/photos')).json()).toEqual({ objects: [] });
  });

  test.each([0, 1.5, 1000])('refuses a limit of %d', (limit) => {
    const bucket = Bucket.fromBucketName(new Stack(), 'Bucket', 'pets');
    expect(() => S3Integration.listObjects(bucket, { limit })).toThrow('expected a whole number from 1 to 999');
  });
});

test('the role may reach objects with the prefix alone', () => {
  const statements = resourcesOf(templateOf(app, stack), 'AWS::IAM::Policy').flatMap(
    ({ Properties }) => (Properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement,
  );
  const granted = statements.map(
    ({ Action, Resource }) => `${String(Action)} ${JSON.stringify(Resource).replace(/[0-9A-F]{8}/g, '')}`,
  );
  const arn = '{"Fn::GetAtt":["Bucket","Arn"]}';
  expect(granted).toEqual([
    `s3:GetObject {"Fn::Join":["",[${arn},"/photos/*"]]}`,
    'kms:Decrypt {"Fn::GetAtt":["Key","Arn"]}',
    `s3:PutObject {"Fn::Join":["",[${arn},"/photos/*"]]}`,
    'kms:Decrypt,kms:GenerateDataKey* {"Fn::GetAtt":["Key","Arn"]}',
    `s3:DeleteObject {"Fn::Join":["",[${arn},"/photos/*"]]}`,
    `s3:ListBucket ${arn}`,
    `s3:GetObject {"Fn::Join":["",[${arn},"/index.html"]]}`,
  ]);
  expect(statements[5]?.Condition).toEqual({ StringEquals: { 's3:prefix': 'photos/' } });
});
