import { createServer } from 'node:http';
import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
  RestApi,
  type CorsProps,
} from '../../lib/index.js';
import { LocalGateway } from '../../lib/testing/index.js';
import { inlineFunction } from './synthesize.js';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function serve(build: (stack: Stack) => void): Promise<LocalGateway> {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  gateway = await LocalGateway.fromStack(stack);
  return gateway;
}

const TWO: CorsProps = { allowOrigins: ['https://a.example.com', 'https://b.example.com'], exposeHeaders: ['etag'] };

describe('an API with CORS for several origins, served locally', () => {
  const served = (cors: CorsProps): Promise<LocalGateway> =>
    serve((stack) => {
      const api = new RestApi(stack, 'Pets', { cors });
      api.get(
        '/page',
        new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'text/html': '<p/>' } }] }),
      );
    });

  test.each<[origin: string, header: string, allowed: string | null]>([
    ['https://a.example.com', 'Origin', 'https://a.example.com'],
    ['https://b.example.com', 'origin', 'https://b.example.com'],
    ['https://stranger.example.com', 'Origin', null],
    ['https://a.example.com.evil', 'Origin', null],
  ])('%s, sent as %s: the preflight allows %s', async (origin, header, allowed) => {
    const response = await (await served(TWO)).fetch('/page', { method: 'OPTIONS', headers: { [header]: origin } });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
    expect(response.headers.get('access-control-allow-methods')).toBe(allowed === null ? null : 'GET,OPTIONS');
    expect(response.headers.get('vary')).toBe('Origin');
    expect(await response.text()).toBe('');
  });

  test('mapped responses name the origin too, and errors allow all', async () => {
    const local = await served(TWO);
    const headers = { Origin: 'https://b.example.com' };
    const page = await local.fetch('/page', { headers: { ...headers, Accept: 'text/html' } });
    expect([
      page.status,
      page.headers.get('access-control-allow-origin'),
      page.headers.get('access-control-expose-headers'),
    ]).toEqual([200, 'https://b.example.com', 'etag']);
    expect(await page.text()).toBe('<p/>');
    const missing = await local.fetch('/nowhere', { headers });
    expect([missing.status, missing.headers.get('access-control-allow-origin')]).toEqual([403, '*']);
  });
});

describe('an API of constructs, served locally', () => {
  test('validates by models that name models', async () => {
    const local = await serve((stack) => {
      const tag = new Model({ name: 'Tag', schema: { type: 'string', minLength: 2 } });
      const pet = new Model({
        name: 'Pet',
        schema: { type: 'object', required: ['tags'], properties: { tags: { type: 'array', items: tag } } },
      });
      new RestApi(stack, 'Pets').post('/pets', new MockIntegration(), { requestModels: { 'application/json': pet } });
    });
    const post = async (body: string): Promise<number> =>
      (await local.fetch('/pets', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status;
    expect([await post('{"tags":["ok"]}'), await post('{"tags":["x"]}'), await post('{}')]).toEqual([200, 400, 400]);
  });

  test('invokes a function that a stage variable binds, and a custom one', async () => {
    const local = await serve((stack) => {
      const api = new RestApi(stack, 'Pets');
      const echo = inlineFunction(
        stack,
        'Echo',
        'exports.handler = async (event) => event.httpMethod ? { statusCode: 200, body: event.path } : { got: event.id }',
      );
      api.get('/proxy', new LambdaIntegration(echo, { bind: 'stage-variable' }));
      api.get(
        '/custom/{id}',
        new LambdaIntegration(echo, {
          proxy: false,
          requestTemplates: { 'application/json': `{"id":"$input.params('id')"}` },
          responses: [{ statusCode: 201 }],
        }),
      );
    });
    const proxy = await local.fetch('/proxy');
    expect([proxy.status, await proxy.text()]).toEqual([200, '/proxy']);
    const custom = await local.fetch('/custom/7');
    expect([custom.status, await custom.json()]).toEqual([201, { got: '7' }]);
  });

  test('fills in the variables of a backend path', async () => {
    const backend = createServer((request, response) => response.end(request.url));
    await new Promise<void>((done) => backend.listen(0, '127.0.0.1', done));
    const { port } = backend.address() as { port: number };
    const local = await serve((stack) => {
      new RestApi(stack, 'Pets').get(
        '/pets/{petId}/photos/{path+}',
        new HttpIntegration(`http://127.0.0.1:${port}/{petId}/{path}`),
      );
    });
    expect(await (await local.fetch('/pets/7/photos/a/b')).text()).toBe('/7/a/b');
    await new Promise((done) => backend.close(done));
  });
});
