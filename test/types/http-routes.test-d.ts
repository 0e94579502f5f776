/** Checked by the compiler alone: every line below an expected error has to be one, every other has to be none. */
import { expectTypeOf } from 'vitest';
import {
  Authorizer,
  HttpUrlIntegration,
  LambdaIntegration,
  type CheckedRequestMap,
  type HttpApi,
  type PathOf,
  type PathVariablesIn,
  type Route,
} from '../../lib/index.js';

declare const api: HttpApi;
declare const anyPath: string;
declare const anyText: string;
const url = new HttpUrlIntegration('https://example.com');

expectTypeOf<PathOf<'GET /pets/{petId}'>>().toEqualTypeOf<'/pets/{petId}'>();
expectTypeOf<PathOf<'$default'>>().toEqualTypeOf<'$default'>();
expectTypeOf<PathVariablesIn<'/v2/${request.path.a}-${request.path.b}'>>().toEqualTypeOf<'a' | 'b'>();
expectTypeOf<PathVariablesIn<'$request.path.a'>>().toEqualTypeOf<'a'>();
expectTypeOf<PathVariablesIn<'$request.path'>>().toEqualTypeOf<never>();
expectTypeOf<PathVariablesIn<string>>().toEqualTypeOf<never>();
expectTypeOf<CheckedRequestMap<'/{id}', { 'overwrite:path': '$request.path.id' }>>().toEqualTypeOf<{
  readonly 'overwrite:path': '$request.path.id';
}>();
expectTypeOf(api.addRoute('ANY /files/{proxy+}', url)).toEqualTypeOf<Route<'/files/{proxy+}'>>();
expectTypeOf(api.group('/admin').get('/{userId}', url)).toEqualTypeOf<Route<'/admin/{userId}'>>();

api.get('/pets/{petId}', url, { map: { 'overwrite:path': '/v2/${request.path.petId}' } });
api.get('/pets/{petId}', url, { map: { 'append:header.id': '$request.path.petId', 'remove:querystring.x': '' } });
api.get('/pets/{petId}', url, { map: { 'overwrite:path': '$request.path' }, authorizer: Authorizer.IAM });
api.get('/pets/{petId}', url, { map: { 'overwrite:path': anyText } });
api.get(anyPath, url, { map: { 'overwrite:path': '/v2/${request.path.anything}' } });
api.group('/{shop}').get('/{petId}', url, { map: { 'overwrite:path': '/${request.path.shop}-${request.path.petId}' } });
api.addRoute('ANY /files/{proxy+}', url, { map: { 'overwrite:path': '/${request.path.proxy}' } });
api.get('/pets', { mapResponses: { 404: { 'overwrite:statuscode': '200', 'append:header.x': '$response.body.id' } } });

// @ts-expect-error the path has petId
api.get('/pets/{petId}', url, { map: { 'overwrite:path': '/v2/${request.path.pet}' } });
// @ts-expect-error the path has petId
api.get('/pets/{petId}', url, { map: { 'append:header.id': '$request.path.id' } });
// @ts-expect-error the path has no variable
api.get('/pets', { map: { 'append:header.id': '$request.path.id' } });
// @ts-expect-error the path has proxy
api.addRoute('ANY /files/{proxy+}', url, { map: { 'overwrite:path': '/${request.path.path}' } });
// @ts-expect-error the group and the path have no other
api.group('/{shop}').get('/{petId}', url, { map: { 'overwrite:path': '/${request.path.id}' } });
// @ts-expect-error $default has no variable
api.addRoute('$default', url, { map: { 'overwrite:path': '/${request.path.proxy}' } });
// @ts-expect-error no such parameter of a request
api.get('/pets', url, { map: { 'overwrite:body': '1' } });
// @ts-expect-error a path can only be overwritten
api.get('/pets', url, { map: { 'append:path': '1' } });
// @ts-expect-error a response has no query
api.get('/pets', url, { mapResponses: { 200: { 'append:querystring.x': '1' } } });
// @ts-expect-error no such method
api.addRoute('FETCH /pets', url);
// @ts-expect-error a path begins with a slash
api.addRoute('GET pets', url);
// @ts-expect-error an integration of REST APIs
api.get('/pets', new LambdaIntegration({} as never));

api.get('/pets/{petId}', url).urlFor({ petId: '1' });
api.get('/pets', url).urlFor();
// @ts-expect-error the path has petId
api.get('/pets/{petId}', url).urlFor();
