/** Checked by the compiler alone: every line below an expected error has to be one, every other has to be none. */
import { expectTypeOf } from 'vitest';
import {
  LambdaIntegration,
  MockIntegration,
  type CacheKey,
  type JoinedPath,
  type MethodDefaults,
  type PathParameterName,
  type RestApi,
  type Stage,
} from '../../lib/index.js';

declare const api: RestApi;
declare const anyPath: string;
const mock = new MockIntegration();

expectTypeOf<PathParameterName<'/pets/{petId}/toys/{toyId}'>>().toEqualTypeOf<'petId' | 'toyId'>();
expectTypeOf<PathParameterName<'/files/{path+}'>>().toEqualTypeOf<'path'>();
expectTypeOf<PathParameterName<'/pets'>>().toEqualTypeOf<never>();
expectTypeOf<PathParameterName<string>>().toEqualTypeOf<string>();
expectTypeOf<CacheKey<'/{id}'>>().toEqualTypeOf<
  | ('path.id' | `querystring.${string}` | `header.${string}`)
  | `integration.request.${'header' | 'querystring' | 'path'}.${string}`
>();

api.get('/pets/{petId}', mock, { cache: { keys: ['path.petId', 'querystring.page', 'header.Accept'] } });
api.get('/files/{path+}', mock, { parameters: { 'path.path': true, 'header.Accept': false } });
api.get(anyPath, mock, { cache: { keys: ['path.anything'] } });
api.get('/pets', mock, { cache: { keys: ['integration.request.querystring.page'], namespace: 'pets' } });

// @ts-expect-error no such place of the integration's request
api.get('/pets', mock, { cache: { keys: ['integration.request.body.page'] } });

// @ts-expect-error the path has petId
api.get('/pets/{petId}', mock, { cache: { keys: ['path.petIdd'] } });
// @ts-expect-error the path has petId
api.get('/pets/{petId}', mock, { parameters: { 'path.id': true } });
// @ts-expect-error the path has no variable
api.get('/pets', mock, { parameters: { 'path.petId': true } });
// @ts-expect-error no such place
api.get('/pets', mock, { parameters: { 'cookie.session': true } });
// @ts-expect-error a mapping's target names its place
new MockIntegration({ responses: [{ statusCode: 200, responseParameters: { 'response.header.ETag': "'1'" } }] });
// @ts-expect-error a proxy has no templates
new LambdaIntegration({} as never, { requestTemplates: { 'application/json': '{}' } });

api.get('/pets/{petId}', mock).urlFor({ petId: '1' });
api.get('/pets/{petId}/toys/{toyId}', mock).urlFor({ petId: '1', toyId: 2 }, {});
api.get('/pets', mock).urlFor();
api.get(anyPath, mock).urlFor();
api.get(anyPath, mock).urlFor({ anything: '1' });

// @ts-expect-error the path has petId
api.get('/pets/{petId}', mock).urlFor();
// @ts-expect-error the path has petId
api.get('/pets/{petId}', mock).urlFor({ id: '1' });
// @ts-expect-error the path has toyId too
api.get('/pets/{petId}/toys/{toyId}', mock).urlFor({ petId: '1' });
// @ts-expect-error the path has no variable
api.get('/pets', mock).urlFor({ petId: '1' });

declare const prod: Stage;
prod.configure(api.get('/pets/{petId}', mock), { throttle: { rateLimit: 1 }, cache: false });
// @ts-expect-error a method is named by its object, not by a string
prod.configure('/pets/{petId}/GET', { metrics: true });
// @ts-expect-error cache keys belong to the method
prod.configure(api.get('/pets', mock), { cache: { keys: ['header.Accept'] } });

expectTypeOf<JoinedPath<'/admin', '/users/{userId}'>>().toEqualTypeOf<'/admin/users/{userId}'>();
expectTypeOf<JoinedPath<'/admin', '/'>>().toEqualTypeOf<'/admin'>();
expectTypeOf<JoinedPath<'/', '/users'>>().toEqualTypeOf<'/users'>();
expectTypeOf<JoinedPath<string, '/users'>>().toEqualTypeOf<string>();

const tenant = api.group('/t/{tenant}', { parameters: { 'path.tenant': true }, cache: { keys: ['path.tenant'] } });
tenant.get('/pets/{petId}', mock, { cache: { keys: ['path.tenant', 'path.petId'] } }).urlFor({ tenant: 'a', petId: 1 });
tenant
  .group('/admin', { integration: mock })
  .get('/', { cache: { keys: ['path.tenant'] } })
  .urlFor({ tenant: 'a' });
api.group(anyPath).get('/pets', mock).urlFor({ anything: '1' });

// @ts-expect-error the group has tenant
api.group('/t/{tenant}', { parameters: { 'path.tenantId': true } });
// @ts-expect-error the path has tenant and petId
tenant.get('/pets/{petId}', mock, { cache: { keys: ['path.id'] } });
// @ts-expect-error the path has tenant and petId
tenant.get('/pets/{petId}', mock).urlFor({ petId: 1 });
// @ts-expect-error the path has petId
api.get('/pets/{petId}', { cache: { keys: ['path.petIdd'] } });

export const defaults: MethodDefaults[] = [
  { integration: mock, scopes: ['pets/read'], parameters: { 'header.X-Trace': false }, cache: false },
  // @ts-expect-error defaults hold for paths that differ
  { parameters: { 'path.petId': true } },
  // @ts-expect-error a name belongs to one method
  { operationName: 'getPet' },
  // @ts-expect-error an API has its own property for it
  { cors: { allowOrigins: ['*'] } },
];
