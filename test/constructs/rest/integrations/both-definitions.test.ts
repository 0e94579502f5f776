import { createServer, type Server } from 'node:http';
import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  context,
  Credentials,
  HttpIntegration,
  input,
  LambdaIntegration,
  MappingTemplate,
  MockIntegration,
  RestApi,
  VpcLinkV2,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { inlineFunction, resourcesOf, templateOf } from '../../synthesize.js';

let gateway: LocalGateway | undefined;
let backend: Server | undefined;
afterEach(async () => {
  await gateway?.close();
  backend?.close();
  gateway = backend = undefined;
});

const ECHO = `exports.handler = async (event) => event.httpMethod
  ? { statusCode: 200, body: event.path }
  : { got: event }`;
const STREAM = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
  stream.write('one '); stream.end('two');
});`;

function build(stack: Stack, definition: 'body' | 'resources', port: number): RestApi {
  const api = new RestApi(stack, 'Pets', { definition });
  const echo = inlineFunction(stack, 'Echo', ECHO);
  api.get('/proxy', new LambdaIntegration(echo));
  api.get(
    '/stream',
    new LambdaIntegration(inlineFunction(stack, 'Stream', STREAM), { responseTransferMode: 'STREAM' }),
  );
  api.post('/later', new LambdaIntegration(echo, { asynchronous: true }));
  const live = new Alias(stack, 'Live', { aliasName: 'live', version: echo.currentVersion });
  api.get('/alias', LambdaIntegration.fromStageVariable('release', [live]));
  api.get('/signed', new LambdaIntegration(echo, { credentials: Credentials.callerPassthrough() }), {
    authorizer: Authorizer.IAM,
  });
  api.post(
    '/built/{id}',
    new LambdaIntegration(echo, {
      proxy: false,
      requestTemplates: {
        'application/json': MappingTemplate.json({
          id: input.params('id'),
          names: input.each('$.pets', (pet) => pet.path('$.name')),
          stage: context('stage'),
          none: input.path('$.none').optional(),
        }),
      },
      responses: [{ statusCode: 202 }],
    }),
  );
  const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const integrationTarget = new ApplicationLoadBalancer(stack, 'Balancer', { vpc });
  const vpcLink = new VpcLinkV2(stack, 'Link', { vpc, vpcSubnets: { subnetGroupName: 'Public' } });
  api.get('/private/{id}', new HttpIntegration('http://orders.internal/{id}', { vpcLink, integrationTarget }));
  api.get('/open', new HttpIntegration(`http://127.0.0.1:${port}/open`, { responseTransferMode: 'STREAM' }));
  api.get(
    '/mock',
    MockIntegration.examples({ a: { body: { a: 1 } }, b: { statusCode: 404, body: input.params('example') } }),
  );
  return api;
}

describe.each(['body', 'resources'] as const)('integrations in an API whose definition is its %s', (definition) => {
  test('respond alike', async () => {
    backend = createServer((request, response) => response.end(`${request.headers.host ?? ''}${request.url ?? ''}`));
    await new Promise<void>((done) => backend?.listen(0, '127.0.0.1', done));
    const { port } = backend.address() as { port: number };
    const app = new App();
    const stack = new Stack(app, 'Stack');
    build(stack, definition, port);
    const [link] = resourcesOf(templateOf(app, stack), 'AWS::ApiGatewayV2::VpcLink');
    gateway = await LocalGateway.fromStack(stack, {
      lambdaIsolation: 'thread',
      vpcLinks: { [link?.id ?? '']: `127.0.0.1:${port}` },
    });
    const json = { 'Content-Type': 'application/json' };
    const requests: readonly (readonly [path: string, init: RequestInit, status: number, body: string])[] = [
      ['/proxy', {}, 200, '/proxy'],
      ['/stream', {}, 201, 'one two'],
      ['/later', { method: 'POST', headers: json, body: '{}' }, 202, ''],
      ['/alias', {}, 200, '/alias'],
      ['/signed', {}, 403, '{"message":"Missing Authentication Token"}'],
      [
        '/built/7',
        { method: 'POST', headers: json, body: '{"pets":[{"name":"Rex"},{"name":"\\"Tom\\""}]}' },
        202,
        '{"got":{"id":"7","names":["Rex","\\"Tom\\""],"stage":"prod"}}',
      ],
      ['/private/7', {}, 200, 'orders.internal/7'],
      ['/open', {}, 200, `127.0.0.1:${port}/open`],
      ['/mock', {}, 200, '{"a":1}'],
      ['/mock?example=b', {}, 404, '"b"'],
    ];
    const responses = [];
    for (const [path, init] of requests) {
      const response = await gateway.fetch(path, init);
      responses.push([path, init, response.status, await response.text()]);
    }
    expect(responses).toEqual(requests);
    expect(gateway.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
