import { afterAll, beforeAll, expect, test } from 'vitest';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, startCommand } from '../support/command-line.js';
import { Backend } from '../runtime/http-api/backend.js';

const SERVICE = 'arn:aws:servicediscovery:us-east-1:000000000000:service/srv-1?stage=prod';

const files = new WrittenFiles();
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(async () => {
  await backend.close();
  files.remove();
});

files.json('api.json', {
  openapi: '3.0.1',
  info: { title: 'pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        'x-amazon-apigateway-integration': {
          ...{ type: 'http_proxy', httpMethod: 'ANY', uri: SERVICE, payloadFormatVersion: '1.0' },
          ...{ connectionType: 'VPC_LINK', connectionId: 'link' },
        },
      },
    },
    '/orders': {
      post: {
        'x-amazon-apigateway-integration': {
          ...{ type: 'aws_proxy', integrationSubtype: 'SQS-PurgeQueue', payloadFormatVersion: '1.0' },
          ...{ credentials: 'arn:aws:iam::000000000000:role/api', requestParameters: { QueueUrl: 'q' } },
        },
      },
    },
  },
});

const cwd = files.folder;

test.each([['link'], [SERVICE]])('--vpc-link %s=host:port leads to the backend', async (name) => {
  const link = `${name}=${backend.address}`;
  const { stdout } = await runCommand(['invoke', 'api.json', 'GET', '/pets', '--json', '--vpc-link', link], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ status: 200, body: 'ok' });
});

test('--vpc-link keeps services apart that differ behind an equals sign', async () => {
  const links = [`${SERVICE}=${backend.address}`, `${SERVICE.replace('prod', 'test')}=127.0.0.1:1`];
  const options = links.flatMap((link) => ['--vpc-link', link]);
  const { stdout } = await runCommand(['invoke', 'api.json', 'GET', '/pets', '--json', ...options], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ status: 200, body: 'ok' });
});

test('serve names the subtype of a service integration', async () => {
  const endpoint = `sqs=http://${backend.address}`;
  const serving = startCommand(['serve', 'api.json', '--port', '0', '--aws-endpoint', endpoint], { cwd });
  await serving.firstLine;
  serving.interrupt();
  expect((await serving.done).stdout).toMatch(/POST +\/orders +SQS-PurgeQueue +open/);
});
