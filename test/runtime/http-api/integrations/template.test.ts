import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { Backend } from '../backend.js';

let backend: Backend;
let gateway: LocalGateway;
const folder = mkdtempSync(join(tmpdir(), 'sluice-'));

beforeAll(async () => {
  backend = await Backend.start();
  const file = join(folder, 'template.json');
  writeFileSync(file, JSON.stringify({ Resources: resources() }));
  gateway = await LocalGateway.fromTemplate(file, {
    vpcLinks: { Link: backend.address },
    awsEndpoints: { sqs: `http://${backend.address}`, events: `http://${backend.address}` },
  });
});

afterAll(async () => {
  await gateway.close();
  await backend.close();
  rmSync(folder, { recursive: true });
});

function resources(): object {
  const api = { Ref: 'Api' };
  return {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: api, StageName: 'dev', AutoDeploy: true, StageVariables: { env: 'blue' } },
    },
    Link: { Type: 'AWS::ApiGatewayV2::VpcLink', Properties: { Name: 'link', SubnetIds: ['subnet-1'] } },
    Listener: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {} },
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
    Role: { Type: 'AWS::IAM::Role', Properties: {} },
    ...route('Private', 'GET /pets/{id}', {
      ...{ IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'ANY', IntegrationUri: { Ref: 'Listener' } },
      ...{ ConnectionType: 'VPC_LINK', ConnectionId: { Ref: 'Link' } },
      RequestParameters: { 'append:header.x-env': '$stageVariables.env', 'overwrite:path': '/v1$request.path' },
      ResponseParameters: {
        404: { ResponseParameters: [{ Source: '200', Destination: 'overwrite:statuscode' }] },
      },
    }),
    ...route('Send', 'POST /orders', {
      ...{ IntegrationType: 'AWS_PROXY', IntegrationSubtype: 'SQS-SendMessage', CredentialsArn: { Ref: 'Role' } },
      RequestParameters: { QueueUrl: { Ref: 'Queue' }, MessageBody: '$request.body.item' },
    }),
    ...route('Web', '$default', {
      ...{ IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'ANY', IntegrationUri: `http://${backend.address}/web` },
    }),
  };
}

function route(id: string, routeKey: string, integration: object): object {
  return {
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: { Ref: 'Api' }, PayloadFormatVersion: '1.0', ...integration },
    },
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ...{ ApiId: { Ref: 'Api' }, RouteKey: routeKey },
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: `${id}Integration` }]] },
      },
    },
  };
}

describe('integrations of an HTTP API in a template', () => {
  test('through a VPC link, with mappings', async () => {
    backend.respond = (_request, response) => void response.writeHead(404).end('none');
    const response = await gateway.fetch('/pets/7?x=1');
    expect([response.status, await response.text()]).toEqual([200, 'none']);
    expect(backend.last).toMatchObject({ target: '/v1/pets/7?x=1', headers: { 'x-env': 'blue' } });
  });

  test('with a queue of the template', async () => {
    backend.respond = (_request, response) => void response.end('<SendMessageResponse/>');
    const response = await gateway.fetch('/orders', { method: 'POST', body: '{"item":{"id":1}}' });
    expect([response.status, await response.text()]).toEqual([200, '<SendMessageResponse/>']);
    const form = new URLSearchParams(backend.last.body);
    expect([form.get('QueueUrl'), form.get('MessageBody')]).toEqual([
      'https://sqs.us-east-1.amazonaws.com/000000000000/orders',
      '{"id":1}',
    ]);
  });

  test('with a public URL, below the stage', async () => {
    backend.respond = (_request, response) => void response.end('ok');
    expect((await gateway.fetch('/a/b', { method: 'PUT', body: 'x' })).status).toBe(200);
    expect(backend.last).toMatchObject({ method: 'PUT', target: '/web/a/b', body: 'x' });
  });
});
