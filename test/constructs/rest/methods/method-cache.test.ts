import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { CacheSize, HttpIntegration, MockIntegration, RestApi, type MethodCacheProps } from '../../../../lib/index.js';
import { printCacheKey, type HttpMethod, type Integration } from '../../../../lib/model/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { synthesize } from '../../synthesize.js';

/** Responds differently each time. */
const EACH = new MockIntegration({
  responses: [{ statusCode: 200, responseTemplates: { 'application/json': '"$context.requestId"' } }],
});

function integrationOf(cache: MethodCacheProps<'/pets/{petId}'>, httpMethod: HttpMethod = 'GET'): Integration {
  let integration: Integration | undefined;
  synthesize((stack) => {
    const api = new RestApi(stack, 'Pets');
    const backend = new HttpIntegration('https://example.com/{petId}', {
      requestParameters: { 'integration.request.querystring.p': 'method.request.querystring.page' },
    });
    api.addMethod(httpMethod, '/pets/{petId}', backend, { cache });
    integration = api.toModel().resources[0]?.methods[0]?.integration;
  });
  if (integration === undefined) throw new Error('no integration');
  return integration;
}

describe('cacheIntegration()', () => {
  test.each<[what: string, cache: MethodCacheProps<'/pets/{petId}'>, keys: readonly string[]]>([
    ['the variables of the path by default', {}, ['method.request.path.petId']],
    ['nothing when told so', { keys: [] }, []],
    [
      'parameters of the request',
      { keys: ['path.petId', 'header.Accept'] },
      ['method.request.path.petId', 'method.request.header.Accept'],
    ],
    [
      'parameters of the integration',
      { keys: ['integration.request.querystring.p'] },
      ['integration.request.querystring.p'],
    ],
  ])('keeps a response for %s', (_what, cache, keys) => {
    expect(integrationOf(cache).cacheKeyParameters?.map(printCacheKey)).toEqual(keys);
  });

  test.each<[HttpMethod, MethodCacheProps<'/pets/{petId}'>, namespace: string]>([
    ['GET', {}, '/pets/{petId}'],
    ['POST', {}, 'POST/pets/{petId}'],
    ['GET', { namespace: 'shared' }, 'shared'],
  ])('names the cache of a %s with %j', (httpMethod, cache, namespace) => {
    expect(integrationOf(cache, httpMethod).cacheNamespace).toBe(namespace);
  });

  test('refuses a key of no place', () => {
    expect(() => integrationOf({ keys: ['body.name' as never] })).toThrow('"body.name" is not a cache key');
  });

  test('reports a key of the integration that it does not map', () => {
    expect(() =>
      synthesize((stack) => {
        new RestApi(stack, 'Pets').get('/pets', EACH, { cache: { keys: ['integration.request.header.X'] } });
      }),
    ).toThrow('The cache key integration.request.header.X is not a parameter of the integration request; map it there');
  });

  test('gives each path its own responses, a namespace shares them, and other methods get none', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { defaults: { integration: EACH } });
    api.get('/pets/{petId}', { cache: {} });
    api.post('/pets/{petId}', { cache: {} });
    api.get('/a', { cache: { namespace: 'shared' } });
    api.get('/b', { cache: { namespace: 'shared' } });
    api.get('/pages', { cache: { keys: ['querystring.page'] } });
    api.get('/uncached');
    api.addStage('prod', { cache: { size: CacheSize.GB_0_5 } });
    const gateway = await LocalGateway.fromStack(stack);
    const text = async (path: string, method = 'GET'): Promise<string> =>
      (await gateway.fetch(path, { method })).text();
    const rex = await text('/pets/rex');
    expect(await text('/pets/rex')).toBe(rex);
    expect(await text('/pets/tom')).not.toBe(rex);
    expect(await text('/pets/rex', 'POST')).not.toBe(rex);
    expect(await text('/b')).toBe(await text('/a'));
    expect(await text('/pages?page=1&x=1')).toBe(await text('/pages?page=1&x=2'));
    expect(await text('/pages?page=1')).not.toBe(await text('/pages?page=2'));
    expect(await text('/uncached')).not.toBe(await text('/uncached'));
    await gateway.close();
  });
});
