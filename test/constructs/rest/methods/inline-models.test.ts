import { App, Lazy, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { MockIntegration, Model, RestApi, type RestApiProps } from '../../../../lib/index.js';
import type { RestApi as RestApiModel } from '../../../../lib/model/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { synthesize } from '../../synthesize.js';

const MOCK = new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': '{}' } }] });
const JSON_TYPE = 'application/json';
const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

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

const namesOf = (build: (api: RestApi) => void, props?: RestApiProps): readonly string[] =>
  (modelOf(build, props).models ?? []).map(({ name }) => name);

describe('nameInlineModels()', () => {
  test.each<[what: string, build: (api: RestApi) => void, names: readonly string[]]>([
    [
      'a request by its method',
      (api) => api.post('/pets', MOCK, { requestModels: { [JSON_TYPE]: schema } }),
      ['PostPetsRequest'],
    ],
    [
      'variables of the path',
      (api) => api.put('/pet-shops/{shop_id}/{rest+}', MOCK, { requestModels: { [JSON_TYPE]: schema } }),
      ['PutPetShopsByShopIdByRestRequest'],
    ],
    ['the root', (api) => api.post('/', MOCK, { requestModels: { [JSON_TYPE]: schema } }), ['PostRequest']],
    [
      'an operation by its name',
      (api) => api.post('/pets', MOCK, { operationName: 'addPet', requestModels: { [JSON_TYPE]: schema } }),
      ['AddPetRequest'],
    ],
    [
      'an operation whose name only deployment knows by its method',
      (api) =>
        api.post('/pets', MOCK, {
          operationName: Lazy.string({ produce: () => 'x' }),
          requestModels: { [JSON_TYPE]: schema },
        }),
      ['PostPetsRequest'],
    ],
    [
      'a title before all else',
      (api) => api.post('/pets', MOCK, { requestModels: { [JSON_TYPE]: { title: 'a new pet', ...schema } } }),
      ['ANewPet'],
    ],
    [
      'content types',
      (api) =>
        api.post('/pets', MOCK, {
          requestModels: { [JSON_TYPE]: schema, 'application/hal+json': schema, $default: schema },
        }),
      ['PostPetsRequest', 'PostPetsRequestApplicationHalJson', 'PostPetsRequestDefault'],
    ],
    [
      'responses by their status',
      (api) =>
        api.get('/pets', MOCK, {
          responses: [
            { statusCode: 200, responseModels: { [JSON_TYPE]: { type: 'array', items: schema } } },
            { statusCode: 404, responseModels: { [JSON_TYPE]: schema } },
          ],
        }),
      ['GetPetsResponse200', 'GetPetsResponse404'],
    ],
    [
      'models in a plain schema by their own names',
      (api) =>
        api.post('/pets', MOCK, {
          requestModels: { [JSON_TYPE]: { type: 'array', items: new Model({ name: 'Pet', schema }) } },
        }),
      ['PostPetsRequest', 'Pet'],
    ],
  ])('names %s', (_what, build, names) => {
    expect(namesOf(build)).toEqual(names);
  });

  test('names the models of defaults once for all methods', () => {
    const names = namesOf(
      (api) => {
        const group = api.group('/pets', { requestModels: { [JSON_TYPE]: schema } });
        group.post('/', MOCK);
        group.put('/{petId}', MOCK);
      },
      { defaults: { responses: [{ statusCode: 400, responseModels: { [JSON_TYPE]: schema } }] } },
    );
    expect(names).toEqual(['PetsDefaultRequest', 'DefaultResponse400']);
  });

  test('gives the same names in any order', () => {
    const add = [
      (api: RestApi) => api.post('/a', MOCK, { requestModels: { [JSON_TYPE]: schema } }),
      (api: RestApi) => api.post('/b', MOCK, { requestModels: { [JSON_TYPE]: schema } }),
    ];
    const names = (order: typeof add): object =>
      Object.fromEntries(
        modelOf((api) => order.forEach((one) => one(api))).resources.map(({ path, methods }) => [
          path,
          methods[0]?.requestModels,
        ]),
      );
    expect(names(add)).toEqual(names([...add].reverse()));
  });

  test('says what to do about two schemas of one title', () => {
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { defaults: { integration: MOCK } });
      api.post('/a', { requestModels: { [JSON_TYPE]: { title: 'Pet', ...schema } } });
      const add = (): unknown => api.post('/b', { requestModels: { [JSON_TYPE]: { title: 'Pet' } } });
      expect(add).toThrow('Cannot add the model "Pet": the API has another model of this name');
    });
  });

  test('validates bodies by them', async () => {
    const stack = new Stack(new App(), 'Stack');
    new RestApi(stack, 'Pets').post('/pets', MOCK, { requestModels: { [JSON_TYPE]: schema } });
    const gateway = await LocalGateway.fromStack(stack);
    const statuses = await Promise.all(
      ['{"name":"Rex"}', '{"name":1}', '{}'].map(
        async (body) =>
          (await gateway.fetch('/pets', { method: 'POST', body, headers: { 'content-type': JSON_TYPE } })).status,
      ),
    );
    expect(statuses).toEqual([200, 400, 400]);
    await gateway.close();
  });
});
