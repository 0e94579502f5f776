import { once } from 'node:events';
import { rmSync, symlinkSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { App, Stack, type CfnElement } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { LambdaIntegration, MockIntegration, RestApi } from '../../lib/index.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { LocalGateway, type LocalGatewayOptions } from '../../lib/testing/index.js';
import { WrittenFiles } from '../support/behaviour.js';

const files = new WrittenFiles();
const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));
afterAll(() => files.remove());

function fn(scope: Stack, id: string, body: string): LambdaFunction {
  const code = Code.fromInline(`exports.handler = async (event) => (${body})`);
  return new LambdaFunction(scope, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code,
    environment: { WHO: id },
  });
}

function answering(text: string): MockIntegration {
  return new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': text } }] });
}

function stackOf(build: (stack: Stack) => void): Stack {
  const stack = new Stack(new App(), 'Pets');
  build(stack);
  return stack;
}

async function fromStack(build: (stack: Stack) => void, options: LocalGatewayOptions = {}): Promise<LocalGateway> {
  const gateway = await LocalGateway.fromStack(stackOf(build), options);
  open.push(gateway);
  return gateway;
}

/** Headers with repeats, which a Response would join. */
const ECHO = `({ statusCode: 200, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, headers: { 'x-Odd-CASE': 'kept' }, body: JSON.stringify({ method: event.httpMethod, headers: event.multiValueHeaders, query: event.queryStringParameters, body: event.body, base64: event.isBase64Encoded, who: process.env.WHO }) })`;

describe('fetch()', () => {
  const serve = (): Promise<LocalGateway> =>
    fromStack((stack) =>
      new RestApi(stack, 'Api', { endpointType: 'REGIONAL', binaryMediaTypes: ['image/png'] }).any(
        '/{proxy+}',
        new LambdaIntegration(fn(stack, 'Echo', ECHO)),
      ),
    );

  test.each<[what: string, path: string, init: RequestInit, seen: object]>([
    ['a path without a slash', 'a?b=1', {}, { method: 'GET', query: { b: '1' }, body: null, who: 'Echo' }],
    ['a method in lower case', '/a', { method: 'put', body: 'text' }, { method: 'PUT', body: 'text', base64: false }],
    [
      'bytes',
      '/a',
      { method: 'POST', headers: { 'Content-Type': 'image/png' }, body: new Uint8Array([255, 0]) },
      { body: '/wA=', base64: true },
    ],
    ['a form', '/a', { method: 'POST', body: new URLSearchParams({ a: 'ü' }) }, { body: 'a=%C3%BC' }],
    [
      'headers as they are spelled',
      '/a',
      { headers: { 'x-Some-NAME': '1' } },
      { headers: expect.objectContaining({ 'x-Some-NAME': ['1'], Host: ['localhost'] }) as object },
    ],
    [
      'repeats',
      '/a',
      {
        headers: [
          ['X-A', '1'],
          ['X-A', '2'],
        ],
      },
      { headers: expect.objectContaining({ 'X-A': ['1', '2'] }) as object },
    ],
    [
      'a Headers object',
      '/a',
      { headers: new Headers({ 'X-A': '1' }) },
      { headers: expect.objectContaining({ 'x-a': ['1'] }) as object },
    ],
  ])('takes %s', async (_what, path, init, seen) => {
    const response = await (await serve()).fetch(path, init);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject(seen);
  });

  test('gives a Response, and trace() what that type cannot hold', async () => {
    const gateway = await serve();
    expect(gateway.trace()).toBeUndefined();
    const response = await gateway.fetch('/a');
    expect(response).toBeInstanceOf(Response);
    expect(response.headers.get('x-odd-case')).toBe('kept');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const trace = gateway.trace();
    expect(trace?.response.headers.filter(([name]) => /cookie|odd/i.test(name))).toEqual([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['x-Odd-CASE', 'kept'],
    ]);
    expect(trace?.requestId).toBe(response.headers.get('x-amzn-requestid'));
    expect(trace?.phases.map(({ phase }) => phase)).toEqual([
      ...[
        'accept-request',
        'match-resource',
        'authorize',
        'method-request',
        'integration-request',
        'integration',
        'integration-response',
        'method-response',
      ],
    ]);
    await gateway.fetch('/');
    expect(gateway.trace()?.phases.map(({ phase }) => phase)).toEqual(['accept-request', 'gateway-response']);
  });

  test('gives no body with a status that has none', async () => {
    const gateway = await fromStack((stack) =>
      new RestApi(stack, 'Api').get('/', new MockIntegration({ responses: [{ statusCode: 204 }] })),
    );
    const response = await gateway.fetch('/');
    expect([response.status, response.body]).toEqual([204, null]);
  });
});

describe('listen()', () => {
  test('serves spelling and repeats over HTTP until it is closed', async () => {
    const gateway = await fromStack((stack) =>
      new RestApi(stack, 'Api').get('/', new LambdaIntegration(fn(stack, 'Echo', ECHO))),
    );
    const { url } = await gateway.listen();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/prod$/);
    const raw = await new Promise<readonly string[]>((resolve, reject) => {
      httpRequest(url, (response) => {
        response.resume();
        resolve(response.rawHeaders);
      })
        .on('error', reject)
        .end();
    });
    expect(raw.filter((text) => /^(?:set-cookie|x-odd-case|[ab]=\d)$/i.test(text))).toEqual([
      'Set-Cookie',
      'a=1',
      'Set-Cookie',
      'b=2',
      'x-Odd-CASE',
    ]);
    await gateway.close();
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('functions of the test', () => {
  const build = (stack: Stack): void => {
    new RestApi(stack, 'Api').get('/', new LambdaIntegration(fn(stack, 'Get', `({ body: 'deployed' })`)));
  };
  const handler = (event: { path: string }, context: { functionName: string }): object => ({
    body: `given ${event.path} ${context.functionName}`,
  });

  test.each([
    ['construct path', 'Pets/Get'],
    ['logical id', undefined],
  ])('go before deployed ones, by %s', async (_how, name) => {
    const stack = stackOf(build);
    const logicalId = stack.getLogicalId(stack.node.findChild('Get').node.defaultChild as CfnElement);
    const gateway = await LocalGateway.fromStack(stack, {
      functions: { [name ?? logicalId]: handler },
    });
    open.push(gateway);
    expect(await (await gateway.fetch('/')).text()).toMatch(/^given \/ Get/);
  });

  test.each<[what: string, options: LocalGatewayOptions, code: string, hint: RegExp]>([
    [
      'functions',
      { functions: { 'Pets/Gett': handler } },
      'function-unknown',
      /^Did you mean "Pets\/Get"\? Functions: /,
    ],
    ['values', { values: { Nope: 'x' } }, 'value-unknown', /^Parameters: /],
  ])('and %s that the source does not have are refused', async (_what, options, code, hint) => {
    await expect(LocalGateway.fromStack(stackOf(build), options)).rejects.toMatchObject({
      code,
      details: { hint: expect.stringMatching(hint) as string },
    });
  });

  test('are the deployed ones otherwise', async () => {
    expect(await (await (await fromStack(build)).fetch('/')).text()).toBe('deployed');
  });

  test('that throw are a 502', async () => {
    const gateway = await fromStack(build, {
      functions: {
        'Pets/Get': () => {
          throw new Error('no');
        },
      },
    });
    expect((await gateway.fetch('/')).status).toBe(502);
  });
});

describe('several APIs and stages', () => {
  const build = (stack: Stack): void => {
    for (const id of ['One', 'Two']) {
      const api = new RestApi(stack, id);
      api.get('/', answering(`${id} $context.stage $stageVariables.v`));
      api.addStage('prod', { variables: { v: '1' } });
      api.addStage('beta', { variables: { v: '2' } });
    }
  };

  test.each<[options: LocalGatewayOptions, body: string]>([
    [{ api: 'One' }, 'One prod 1'],
    [{ api: 'Two', stage: 'beta' }, 'Two beta 2'],
    [{ api: 'Pets/Two' }, 'Two prod 1'],
    [{ api: 'Two', stageVariables: { v: '3' } }, 'Two prod 3'],
  ])('%j: %s', async (options, body) => {
    expect(await (await (await fromStack(build, options)).fetch('/')).text()).toBe(body);
  });

  test.each<[what: string, options: LocalGatewayOptions, code: string, message: RegExp]>([
    ['none is named', {}, 'source-without-api', /several/],
    ['another is named', { api: 'Three' }, 'source-without-api', /"Three"/],
    ['another stage is named', { api: 'One', stage: 'gamma' }, 'source-without-stage', /no stage "gamma"/],
  ])('is an error when %s', async (_what, options, code, message) => {
    const opening = LocalGateway.fromStack(stackOf(build), options);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toMatchObject({ code });
  });
});

test.each<[what: string, file: string, code: string, message: RegExp]>([
  ['is not there', 'nowhere.yaml', 'source-not-found', /no such file/],
  ['cannot be read', 'loop.yaml', 'source-unreadable', /a link that leads to itself/],
])('a definition that %s is a mistake of the caller', async (_what, file, code, message) => {
  symlinkSync(file, join(files.folder, 'loop.yaml'));
  const opening = LocalGateway.fromOpenApi(join(files.folder, file));
  await expect(opening).rejects.toMatchObject({
    name: 'SluiceError',
    code,
    message: expect.stringMatching(message) as unknown,
  });
  rmSync(join(files.folder, 'loop.yaml'));
});

describe("aws-apigateway's own RestApi", () => {
  test('is served from the assembly, with its functions', async () => {
    const gateway = await fromStack((stack) => {
      const api = new apigateway.RestApi(stack, 'Vanilla', {
        deployOptions: { stageName: 'qa', variables: { host: 'x' } },
      });
      const pets = api.root.addResource('pets', { defaultCorsPreflightOptions: { allowOrigins: ['*'] } });
      pets.addMethod(
        'GET',
        new apigateway.LambdaIntegration(
          fn(stack, 'List', `({ body: 'pets of ' + process.env.WHO + ' ' + event.stageVariables.host })`),
        ),
      );
      pets.addResource('{id}').addMethod(
        'GET',
        new apigateway.MockIntegration({
          requestTemplates: { 'application/json': '{"statusCode": 200}' },
          integrationResponses: [
            { statusCode: '200', responseTemplates: { 'application/json': '{"id":"$input.params(\'id\')"}' } },
          ],
        }),
        { methodResponses: [{ statusCode: '200' }] },
      );
    });
    expect(await (await gateway.fetch('/pets')).text()).toBe('pets of List x');
    expect(await (await gateway.fetch('/pets/7')).json()).toEqual({ id: '7' });
    const preflight = await gateway.fetch('/pets', { method: 'OPTIONS', headers: { Origin: 'https://a.example' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect((await gateway.fetch('/none')).status).toBe(403);
  });
});

test('a stack whose names another stack has too is served with its own', async () => {
  const app = new App();
  const stacks = ['First', 'Second'].map((id) => {
    const stack = new Stack(app, id);
    new RestApi(stack, 'Api').get('/', new LambdaIntegration(fn(stack, 'Get', `({ body: 'from ${id}' })`)));
    return stack;
  });
  for (const stack of stacks) {
    const gateway = await LocalGateway.fromStack(stack);
    open.push(gateway);
    expect(await (await gateway.fetch('/')).text()).toBe(`from ${stack.stackName}`);
  }
  const given = await LocalGateway.fromStack(stacks[1] ?? new Stack(), {
    functions: { 'Second/Get': () => ({ body: 'given' }) },
  });
  open.push(given);
  expect(await (await given.fetch('/')).text()).toBe('given');
});

test('a function of another stack is found', async () => {
  const app = new App();
  const functions = new Stack(app, 'Functions');
  const shared = fn(functions, 'Shared', `({ body: 'from ' + process.env.WHO })`);
  const stack = new Stack(app, 'Pets');
  new RestApi(stack, 'Api').get('/', new LambdaIntegration(shared));
  const gateway = await LocalGateway.fromStack(stack);
  open.push(gateway);
  expect(await (await gateway.fetch('/')).text()).toBe('from Shared');
});

test('a stack without an App is told so', async () => {
  const stack = new Stack(undefined, 'Alone');
  Object.defineProperty(stack.node, 'root', { value: stack });
  await expect(LocalGateway.fromStack(stack)).rejects.toThrow(SluiceError);
});

describe('fromTemplate() and fromOpenApi()', () => {
  const document = {
    openapi: '3.0.1',
    info: { title: 'Doc', version: '1' },
    paths: {
      '/': {
        get: {
          responses: {},
          'x-amazon-apigateway-integration': {
            type: 'aws_proxy',
            httpMethod: 'POST',
            uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations',
          },
        },
      },
    },
  };
  const functions = {
    f: (event: { requestContext: { stage: string } }) => ({ body: event.requestContext.stage }),
  } as never;

  test.each<
    [
      how: string,
      open: (options: LocalGatewayOptions) => Promise<LocalGateway>,
      options: LocalGatewayOptions,
      stage: string,
    ]
  >([
    ['a document', (options) => LocalGateway.fromOpenApi(files.json('a.json', document), options), {}, 'dev'],
    [
      'a document with a stage',
      (options) => LocalGateway.fromOpenApi(files.json('a.json', document), options),
      { stage: 'v1' },
      'v1',
    ],
    [
      'a template',
      (options) =>
        LocalGateway.fromTemplate(
          files.json('t.json', {
            Parameters: { Stage: { Type: 'String' } },
            Resources: {
              Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document } },
              Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
              Stage: {
                Type: 'AWS::ApiGateway::Stage',
                Properties: {
                  RestApiId: { Ref: 'Api' },
                  DeploymentId: { Ref: 'Deployment' },
                  StageName: { Ref: 'Stage' },
                },
              },
            },
          }),
          options,
        ),
      { values: { Stage: 'live' } },
      'live',
    ],
  ])('%s', async (_how, load, options, stage) => {
    const gateway = await load({ functions, ...options });
    open.push(gateway);
    expect(await (await gateway.fetch('/')).text()).toBe(stage);
  });
});

test('fetch() gives the body of a streamed response as it comes', async () => {
  const server = createServer((_request, response) => {
    response.write('one');
    goOn = () => response.end('two');
  });
  let goOn = (): void => undefined;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const integration = {
    type: 'http_proxy',
    httpMethod: 'GET',
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    responseTransferMode: 'STREAM',
  };
  const document = {
    openapi: '3.0.1',
    info: { title: 'Streams', version: '1' },
    paths: { '/': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
  };
  const gateway = await LocalGateway.fromOpenApi(files.json('streams.json', document));
  open.push(gateway);
  const response = await gateway.fetch('/');
  const chunks: string[] = [];
  for await (const chunk of response.body ?? []) {
    chunks.push(Buffer.from(chunk as Uint8Array).toString());
    goOn();
  }
  expect([response.status, chunks]).toEqual([200, ['one', 'two']]);
  expect(gateway.trace()?.response.body).toEqual(Buffer.alloc(0));
  server.close();
});
