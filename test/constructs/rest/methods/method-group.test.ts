import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { Authorizer, CacheSize, MockIntegration, RestApi, type RestApiProps } from '../../../../lib/index.js';
import type { RestApi as RestApiModel } from '../../../../lib/model/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { synthesize } from '../../synthesize.js';

const MOCK = new MockIntegration({
  responses: [{ statusCode: 200, responseTemplates: { 'application/json': '"$context.resourcePath"' } }],
});

function modelOf(build: (api: RestApi) => void, props: RestApiProps = {}): RestApiModel {
  let model: RestApiModel | undefined;
  synthesize((stack) => {
    const api = new RestApi(stack, 'Pets', props);
    build(api);
    model = api.toModel();
  });
  if (model === undefined) throw new Error('no model');
  return model;
}

describe('MethodGroup', () => {
  test.each<[what: string, add: (api: RestApi) => { readonly path: string }, path: string]>([
    ['its own path', (api) => api.group('/admin').get('/', MOCK), '/admin'],
    ['a path below', (api) => api.group('/admin').get('/users', MOCK), '/admin/users'],
    ['a path below a variable', (api) => api.group('/t/{tenant}').get('/users', MOCK), '/t/{tenant}/users'],
    ['a slash at the end', (api) => api.group('/admin/').get('/users/', MOCK), '/admin/users'],
    ['a group of the whole API', (api) => api.group('/').get('/users', MOCK), '/users'],
    ['the root of such a group', (api) => api.group('/').get('/', MOCK), '/'],
    ['a group in a group', (api) => api.group('/a').group('/b').addMethod('GET', '/c', MOCK), '/a/b/c'],
  ])('adds a method to %s', (_what, add, path) => {
    const model = modelOf((api) => expect(add(api).path).toBe(path));
    expect(model.resources.map((resource) => resource.path)).toEqual([path]);
  });

  test('has a verb for every HTTP method', () => {
    const [resource] = modelOf((api) => {
      const group = api.group('/a', { integration: MOCK });
      group.get('/');
      group.post('/');
      group.put('/');
      group.patch('/');
      group.delete('/');
      group.head('/');
      group.options('/');
      group.any('/');
    }).resources;
    expect(resource?.methods.map(({ httpMethod }) => httpMethod)).toEqual([
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'HEAD',
      'OPTIONS',
      'ANY',
    ]);
  });

  test('stacks defaults: method over inner group over outer group over API', () => {
    const { resources } = modelOf(
      (api) => {
        const outer = api.group('/o', { authorizer: Authorizer.IAM, tags: ['outer'] });
        const inner = outer.group('/i', { tags: ['inner'], apiKeyRequired: false });
        api.get('/', MOCK);
        outer.get('/', MOCK);
        inner.get('/', MOCK);
        inner.post('/', MOCK, { authorizer: Authorizer.NONE, tags: ['own'] });
      },
      { defaults: { apiKeyRequired: true, tags: ['api'] } },
    );
    expect(
      resources.flatMap(({ methods }) =>
        methods.map(({ authorization, apiKeyRequired, documentation }) => [
          authorization?.type,
          apiKeyRequired,
          documentation?.tags?.[0],
        ]),
      ),
    ).toEqual([
      [undefined, true, 'api'],
      ['AWS_IAM', true, 'outer'],
      ['AWS_IAM', false, 'inner'],
      ['NONE', false, 'own'],
    ]);
  });

  test("takes precedence over a stage's settings, as a method's own do", () => {
    const { stages } = modelOf(
      (api) => {
        api.group('/slow', { throttle: { rateLimit: 1 } }).get('/', MOCK);
        api.get('/fast', MOCK);
        api.addStage('prod', { throttle: { rateLimit: 100 }, cache: { size: CacheSize.GB_0_5 } });
      },
      { defaults: { throttle: { rateLimit: 10 } } },
    );
    expect(stages[0]?.methodSettings?.map(({ path, throttle }) => [path, throttle])).toEqual([
      ['*', { ratePerSecond: 100 }],
      ['/slow', { ratePerSecond: 1 }],
    ]);
  });

  test.each<[(api: RestApi) => unknown, message: string]>([
    [(api) => api.group('/a').get('b', MOCK), 'The path "b" below /a does not begin with a slash'],
    [(api) => api.group('/a').group('b'), 'The path "b" below /a does not begin with a slash'],
    [(api) => api.group('/a').get('/b'), 'GET /a/b has no integration, and neither have the defaults'],
  ])('refuses what would be another path or nothing: case %#', (add, message) => {
    expect(() => modelOf((api) => void add(api))).toThrow(message);
  });

  test('protects what is added to it', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { defaults: { integration: MOCK } });
    const admin = api.group('/admin', { authorizer: Authorizer.IAM });
    admin.get('/users/{userId}');
    admin.get('/health', { authorizer: Authorizer.NONE });
    const gateway = await LocalGateway.fromStack(stack);
    const statuses = await Promise.all(
      ['/admin/users/1', '/admin/health'].map(async (path) => (await gateway.fetch(path)).status),
    );
    expect(statuses).toEqual([403, 200]);
    await gateway.close();
  });
});
