import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { Authorizer, CacheSize, Cors, MockIntegration, RestApi, type RestApiProps } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';

const JSON_TYPE = 'application/json';
const ORIGIN = 'https://app.example.com';

/** Responds with something else each time. */
const EACH = new MockIntegration({
  responses: [{ statusCode: 200, responseTemplates: { [JSON_TYPE]: '"$context.requestId"' } }],
});

test.each<RestApiProps['definition'] & string>(['body', 'resources'])(
  'groups, defaults, CORS, models and caches are served alike from a definition of %s',
  async (definition) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', {
      definition,
      cors: { allowOrigins: [ORIGIN] },
      defaults: { integration: EACH, parameters: { 'header.X-Tenant': true } },
    });
    api.get('/pets/{petId}', { cache: {} });
    api.post('/pets', {
      requestModels: { [JSON_TYPE]: { $ref: '#/definitions/pet', definitions: { pet: { required: ['name'] } } } },
    });
    const admin = api.group('/admin', { authorizer: Authorizer.IAM, parameters: {} });
    admin.get('/users');
    admin.get('/health', { authorizer: Authorizer.NONE });
    api.cors('/admin/health', Cors.NONE);
    api.addStage('prod', { cache: { size: CacheSize.GB_0_5 } });

    const gateway = await LocalGateway.fromStack(stack);
    const call = async (
      method: string,
      path: string,
      headers: Record<string, string> = {},
      body?: string,
    ): Promise<Response> =>
      gateway.fetch(path, {
        method,
        headers: { 'content-type': JSON_TYPE, ...headers },
        ...(body !== undefined && { body }),
      });
    const tenant = { 'X-Tenant': 'a' };
    const statuses = [
      await call('GET', '/pets/rex'),
      await call('GET', '/pets/rex', tenant),
      await call('POST', '/pets', tenant, '{"name":"Rex"}'),
      await call('POST', '/pets', tenant, '{}'),
      await call('GET', '/admin/users'),
      await call('GET', '/admin/health'),
      await call('OPTIONS', '/admin/users'),
      await call('OPTIONS', '/admin/health'),
    ].map(({ status, headers }) => [status, headers.get('access-control-allow-origin')]);
    expect(statuses).toEqual([
      [400, ORIGIN],
      [200, ORIGIN],
      [200, ORIGIN],
      [400, ORIGIN],
      [403, ORIGIN],
      [200, null],
      [204, ORIGIN],
      [403, ORIGIN],
    ]);
    const text = async (path: string): Promise<string> => (await call('GET', path, tenant)).text();
    expect(await text('/pets/rex')).toBe(await text('/pets/rex'));
    expect(await text('/pets/tom')).not.toBe(await text('/pets/rex'));
    await gateway.close();
  },
);
