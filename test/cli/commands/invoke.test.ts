import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand } from '../../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

describe('invoke', () => {
  test.each<[path: string, options: readonly string[], code: number, stdout: RegExp, stderr: RegExp]>([
    ['whole', [], 0, /"body":\{"streamed":true\}[^]*\n\nonetwo\n$/, /^$/],
    ['whole', ['--json'], 0, /"body":"onetwo"/, /^$/],
    ['cut', [], 1, /\n\none/, /finding-response-cut {2}The response is cut before its end: /],
    ['cut', ['--json'], 1, /^\{"error":\{"code":"finding-response-cut"/, /^$/],
  ])('a streamed response, %s %j', async (path, options, code, stdout, stderr) => {
    const server = createServer(({ url }, response) => {
      response.write('one', () => (url === '/cut' ? response.destroy() : response.end('two')));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const integration = {
      type: 'http_proxy',
      httpMethod: 'GET',
      uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`,
      responseTransferMode: 'STREAM',
    };
    const document = {
      openapi: '3.0.1',
      info: { title: 'Streams', version: '1' },
      paths: { '/': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
    };
    const file = files.json(`${path}.json`, document);
    const finished = await runCommand(['invoke', file, 'GET', '/', ...options], { cwd: files.folder });
    expect(finished.stdout).toMatch(stdout);
    expect(finished.stderr).toMatch(stderr);
    expect(finished.code).toBe(code);
    server.closeAllConnections();
    server.close();
  });
});

describe('invoke as a caller', () => {
  const integration = {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: {
      default: { statusCode: '200', responseTemplates: { 'application/json': '$context.identity.userArn' } },
    },
  };
  const operation = (scheme: string) => ({
    get: { responses: { 200: {} }, security: [{ [scheme]: [] }], 'x-amazon-apigateway-integration': integration },
  });
  const guard = {
    type: 'token',
    authorizerUri:
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations',
  };
  const header = (name: string, rest: object = {}) => ({ type: 'apiKey', in: 'header', name, ...rest });
  const source = files.json('api.json', {
    openapi: '3.0.1',
    info: { title: 'Guarded', version: '1' },
    paths: {
      '/iam': operation('iam'),
      '/keyed': operation('key'),
      '/guarded': operation('guard'),
      '/queried': operation('query'),
    },
    components: {
      securitySchemes: {
        iam: header('Authorization', { 'x-amazon-apigateway-authtype': 'awsSigv4' }),
        key: header('x-api-key'),
        guard: header('X-Token', {
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': guard,
        }),
        query: header('Unused', {
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': {
            ...guard,
            type: 'request',
            identitySource: 'method.request.querystring.token',
          },
        }),
      },
    },
  });
  const policies = [{ Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' } }];
  const arn = 'arn:aws:iam::000000000000:user/ana';
  const key = 'a-key-of-twenty-characters';
  files.text(
    'guard.js',
    `exports.handler = async ({ authorizationToken }) => ({ principalId: authorizationToken ?? 'queried', policyDocument: {
      Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] } });`,
  );
  const config = files.json('caller.json', {
    identities: [{ accessKeyId: 'AKIAANA', secretAccessKey: 'secret', arn, policies }],
    lambdas: { guard: 'guard.js' },
    usagePlans: [{ id: 'plan', apiStages: [{ apiId: 'Guarded', stage: 'dev' }] }],
    apiKeys: [{ name: 'key', value: key, usagePlanIds: ['plan'] }],
  });
  const run = (...more: readonly string[]) =>
    runCommand(['invoke', source, 'GET', ...more, '--config', config, '--json'], { cwd: files.folder });

  test.each<[path: string, options: readonly string[], status: number]>([
    ['/iam', [], 403],
    ['/iam', ['--as', 'ana'], 200],
    ['/iam?b=2&a=1', ['--as', 'AKIAANA'], 200],
    ['/keyed', [], 403],
    ['/keyed', ['--api-key', key], 200],
    ['/guarded', [], 401],
    ['/guarded', ['--token', 'ana'], 200],
    ['/queried', [], 401],
    ['/queried', ['--token', 'ana'], 200],
    ['/queried?a=1', ['--token', 'a&b'], 200],
  ])('%s %j: %i', async (path, options, status) => {
    expect(JSON.parse((await run(path, ...options)).stdout)).toMatchObject({ status });
  });

  test('names the identities there are', async () => {
    const { code, stdout } = await run('/iam', '--as', 'anna');
    expect(code).not.toBe(0);
    expect(stdout).toContain('Cannot find the identity \\"anna\\"');
    expect(stdout).toContain('Did you mean');
  });

  test('inspect says who may call', async () => {
    const { stdout } = await runCommand(['inspect', source], { cwd: files.folder });
    for (const line of [
      /GET \/iam +MOCK +AWS_IAM/,
      /GET \/keyed +MOCK +API key/,
      /GET \/guarded +MOCK +guard \(TOKEN\)/,
    ])
      expect(stdout).toMatch(line);
  });
});
