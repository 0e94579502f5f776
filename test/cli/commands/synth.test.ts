import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand } from '../../support/command-line.js';
import { expectGolden } from '../../support/golden.js';
import { Backend } from '../../runtime/http-api/backend.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const MOCK = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200' } },
};
const source = files.json('pets.json', {
  openapi: '3.0.1',
  info: { title: 'Pets', version: '1.0' },
  paths: {
    '/pets/{petId}': { get: { responses: { 200: { description: 'OK' } }, 'x-amazon-apigateway-integration': MOCK } },
  },
});

const run = (...more: readonly string[]): ReturnType<typeof runCommand> =>
  runCommand(['synth', source, ...more], { cwd: files.folder });

describe('synth --definition', () => {
  test.each<[definition: string, methods: number]>([
    ['body', 0],
    ['resources', 1],
  ])(
    '%s writes a template with %i methods that are resources, which is served the same',
    async (definition, methods) => {
      const { stdout } = await run('--definition', definition, '--json');
      const template = JSON.parse(stdout) as { readonly Resources: Record<string, { readonly Type: string }> };
      const types = Object.values(template.Resources).map(({ Type }) => Type);
      expect(types.filter((type) => type === 'AWS::ApiGateway::Method')).toHaveLength(methods);
      const written = files.json(`${definition}.json`, template);
      const response = await runCommand(['invoke', written, 'GET', '/pets/7'], { cwd: files.folder });
      expect(response.stdout).toContain('200');
    },
  );

  test('is refused for a document', async () => {
    const { code, stderr } = await run('--format', 'openapi', '--definition', 'resources');
    expect([code, stderr]).toEqual([2, expect.stringContaining('--definition applies to templates only')]);
  });
});

describe('synth --format swagger', () => {
  test('writes a document that is served the same', async () => {
    const { code, stdout } = await run('--format', 'swagger', '--json');
    const document = JSON.parse(stdout) as Record<string, unknown>;
    expect([code, document.swagger]).toEqual([0, '2.0']);
    const written = files.json('swagger.json', document);
    const response = await runCommand(['invoke', written, 'GET', '/pets/7'], { cwd: files.folder });
    expect(response.stdout).toContain('200');
  });

  test('is refused for an HTTP API', async () => {
    const http = files.json('http.json', {
      openapi: '3.0.1',
      info: { title: 'Orders', version: '1.0' },
      'x-amazon-apigateway-importexport-version': '1.0',
      paths: {},
    });
    const { code, stderr } = await runCommand(['synth', http, '--protocol', 'http', '--format', 'swagger'], {
      cwd: files.folder,
    });
    expect([code, stderr]).toEqual([2, expect.stringContaining('An HTTP API has no Swagger 2.0 document')]);
  });
});

describe('synth of an HTTP API', () => {
  let backend: Backend;
  beforeAll(async () => {
    backend = await Backend.start();
  });
  afterAll(() => backend.close());

  test.each<[definition: string, routes: number, integrations: number]>([
    ['body', 0, 0],
    ['resources', 2, 1],
  ])(
    '--definition %s writes a template with %i routes and %i integrations that are resources, which is served the same',
    async (definition, routes, integrations) => {
      const integration = { type: 'HTTP_PROXY', httpMethod: 'GET', uri: `http://${backend.address}/all` };
      const operation = { 'x-amazon-apigateway-integration': { ...integration, payloadFormatVersion: '1.0' } };
      const document = files.json('cats.json', {
        openapi: '3.0.1',
        info: { title: 'Cats', version: '1.0' },
        'x-amazon-apigateway-importexport-version': '1.0',
        paths: { '/cats': { get: operation }, '/cats/{catId}': { get: operation } },
      });
      const { stdout } = await runCommand(['synth', document, '--definition', definition, '--json'], {
        cwd: files.folder,
      });
      const template = JSON.parse(stdout) as { readonly Resources: Record<string, { readonly Type: string }> };
      const count = (type: string): number =>
        Object.values(template.Resources).filter(({ Type }) => Type === `AWS::ApiGatewayV2::${type}`).length;
      expect([count('Route'), count('Integration')]).toEqual([routes, integrations]);
      const written = files.json(`cats-${definition}.json`, template);
      const response = await runCommand(['invoke', written, 'GET', '/cats/7'], { cwd: files.folder });
      expect([response.code, response.stdout]).toEqual([0, expect.stringContaining('ok')]);
      expect(backend.received.at(-1)?.target).toBe('/all');
    },
  );
});

describe('synth of a WebSocket API', () => {
  const chat = join(__dirname, '../../golden/cloudformation-chat/chat.yaml');

  test('writes a template with each piece of its definition as a resource', async () => {
    const { code, stdout } = await runCommand(['synth', chat], { cwd: files.folder });
    expect(code).toBe(0);
    expectGolden('cloudformation-chat', 'template.json', stdout);
  });

  test('writes from that template the same again', async () => {
    const { stdout } = await runCommand(['synth', chat], { cwd: files.folder });
    const written = files.text('chat.template.json', stdout);
    expect((await runCommand(['synth', written], { cwd: files.folder })).stdout).toBe(stdout);
  });

  test('has no document', async () => {
    const { code, stdout, stderr } = await runCommand(['synth', chat, '--format', 'openapi'], { cwd: files.folder });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('A WebSocket API has no OpenAPI document');
    expect(stderr).toContain('Leave --format out');
  });

  test('leaves it out of the documents of other APIs, and reports it', async () => {
    const Resources = {
      Chat: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: 'Chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
      },
      Pets: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Pets', ProtocolType: 'HTTP' } },
    };
    const both = files.json('both.json', { Resources });
    const { code, stdout, stderr } = await runCommand(['synth', both, '--format', 'openapi'], { cwd: files.folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ info: { title: 'Pets' } });
    expect(stderr).toContain('A WebSocket API has no OpenAPI document');
  });
});
