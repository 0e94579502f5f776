import { Duration } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  CacheSize,
  MockIntegration,
  Model,
  RestApi,
  type MethodDefaults,
  type MethodProps,
} from '../../../../lib/index.js';
import type { HttpMethod, Method, RestApi as RestApiModel } from '../../../../lib/model/index.js';
import { synthesize } from '../../synthesize.js';

const MOCK = new MockIntegration({ responses: [{ statusCode: 200 }] });
const pet = new Model({ name: 'Pet', schema: { type: 'object' } });
const toy = new Model({ name: 'Toy', schema: { type: 'object' } });

function modelOf(build: (api: RestApi) => void, defaults: MethodDefaults = {}): RestApiModel {
  let model: RestApiModel | undefined;
  synthesize((stack) => {
    const api = new RestApi(stack, 'Pets', { defaults });
    build(api);
    model = api.toModel();
  });
  if (model === undefined) throw new Error('no model');
  return model;
}

function methodOf(httpMethod: HttpMethod, props: MethodProps, defaults: MethodDefaults): Method {
  const [method] =
    modelOf((api) => api.addMethod(httpMethod, '/pets', MOCK, props), defaults).resources[0]?.methods ?? [];
  if (method === undefined) throw new Error('no method');
  return method;
}

describe('mergeDefaults()', () => {
  test.each<
    [member: keyof MethodDefaults, defaults: MethodDefaults, own: MethodProps, inherited: object, replaced: object]
  >([
    [
      'authorizer',
      { authorizer: Authorizer.IAM },
      { authorizer: Authorizer.NONE },
      { authorization: { type: 'AWS_IAM' } },
      { authorization: { type: 'NONE' } },
    ],
    [
      'apiKeyRequired',
      { apiKeyRequired: true },
      { apiKeyRequired: false },
      { apiKeyRequired: true },
      { apiKeyRequired: false },
    ],
    [
      'parameters',
      { parameters: { 'header.X-A': true } },
      { parameters: { 'querystring.b': false } },
      { requestParameters: [{ location: 'header', name: 'X-A', required: true }], requestValidator: 'parameters' },
      { requestParameters: [{ location: 'querystring', name: 'b', required: false }] },
    ],
    [
      'requestModels',
      { requestModels: { 'application/json': pet, 'application/xml': pet } },
      { requestModels: { 'application/json': toy } },
      { requestModels: { 'application/json': 'Pet', 'application/xml': 'Pet' }, requestValidator: 'body' },
      { requestModels: { 'application/json': 'Toy' }, requestValidator: 'body' },
    ],
    [
      'responses',
      { responses: [{ statusCode: 404, responseModels: { 'application/json': pet } }] },
      { responses: [{ statusCode: 409 }] },
      { responses: [{ statusCode: '404', responseModels: { 'application/json': 'Pet' } }, { statusCode: '200' }] },
      { responses: [{ statusCode: '409' }, { statusCode: '200' }] },
    ],
    ['validate', { validate: { body: true } }, { validate: {} }, { requestValidator: 'body' }, {}],
    [
      'tags',
      { tags: ['pets'] },
      { tags: ['toys'] },
      { documentation: { tags: ['pets'] } },
      { documentation: { tags: ['toys'] } },
    ],
  ])('inherits %s, and replaces it as a whole', (_member, defaults, own, inherited, replaced) => {
    const bare = methodOf('POST', {}, {});
    expect(methodOf('POST', {}, defaults)).toEqual({ ...bare, ...inherited });
    expect(methodOf('POST', own, defaults)).toEqual({ ...bare, ...replaced });
  });

  test.each<[unset: string, props: MethodProps]>([
    ['undefined members inherit', { parameters: undefined, requestModels: undefined }],
    ['empty members unset', { parameters: {}, requestModels: {} }],
  ])('%s', (what, props) => {
    const { requestParameters, requestValidator } = methodOf('POST', props, {
      parameters: { 'header.X-A': true },
      requestModels: { 'application/json': pet },
    });
    expect([requestParameters?.length, requestValidator]).toEqual(
      what.startsWith('undefined') ? [1, 'body-and-parameters'] : [undefined, undefined],
    );
  });

  test.each<[HttpMethod, inherits: readonly string[]]>([
    ['GET', ['authorization', 'apiKeyRequired', 'requestParameters', 'requestValidator', 'cacheNamespace']],
    ['HEAD', ['authorization', 'apiKeyRequired', 'requestParameters', 'requestValidator']],
    ['DELETE', ['authorization', 'apiKeyRequired', 'requestParameters', 'requestValidator']],
    ['POST', ['authorization', 'apiKeyRequired', 'requestParameters', 'requestModels', 'requestValidator']],
    ['ANY', ['authorization', 'apiKeyRequired', 'requestParameters', 'requestModels', 'requestValidator']],
    ['OPTIONS', []],
  ])('inherits for %s what its requests can meet: %j', (httpMethod, inherits) => {
    const method = methodOf(
      httpMethod,
      {},
      {
        authorizer: Authorizer.IAM,
        apiKeyRequired: true,
        parameters: { 'header.X-A': true },
        requestModels: { 'application/json': pet },
        validate: { parameters: true },
        cache: { ttl: Duration.minutes(1) },
      },
    );
    const members = Object.keys({ ...method, ...method.integration });
    expect(
      [
        'authorization',
        'apiKeyRequired',
        'requestParameters',
        'requestModels',
        'requestValidator',
        'cacheNamespace',
      ].filter((member) => members.includes(member)),
    ).toEqual(inherits);
  });

  test('caches every GET by default but those that say no', () => {
    const { stages } = modelOf(
      (api) => {
        api.get('/a', MOCK);
        api.get('/b', MOCK, { cache: false });
        api.get('/c', MOCK, { cache: { ttl: Duration.minutes(2) } });
        api.post('/a', MOCK);
        api.addStage('prod', { cache: { size: CacheSize.GB_0_5 } });
      },
      { cache: { ttl: Duration.minutes(1) } },
    );
    expect(stages[0]?.methodSettings?.map(({ httpMethod, path, caching }) => [httpMethod, path, caching])).toEqual([
      ['*', '*', { enabled: false }],
      ['GET', '/a', { enabled: true, ttlSeconds: 60 }],
      ['GET', '/c', { enabled: true, ttlSeconds: 120 }],
    ]);
  });

  test('takes the integration of the defaults', () => {
    const { resources } = modelOf(
      (api) => {
        api.get('/a');
        api.post('/a', { apiKeyRequired: true });
        api.addMethod('PUT', '/a', new MockIntegration({ responses: [{ statusCode: 201 }] }));
      },
      { integration: MOCK },
    );
    expect(
      resources[0]?.methods.map(({ integration, apiKeyRequired }) => [
        integration?.responses?.[0]?.statusCode,
        apiKeyRequired,
      ]),
    ).toEqual([
      ['200', undefined],
      ['200', true],
      ['201', undefined],
    ]);
  });

  test('needs an integration from somewhere', () => {
    expect(() => modelOf((api) => api.get('/pets'))).toThrow(
      'GET /pets has no integration, and neither have the defaults',
    );
  });
});
