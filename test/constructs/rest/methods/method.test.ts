import { describe, expect, test } from 'vitest';
import {
  HttpIntegration,
  MockIntegration,
  Model,
  RestApi,
  type MethodProps,
  type RestApiProps,
} from '../../../../lib/index.js';
import type { Method } from '../../../../lib/model/index.js';
import { synthesize } from '../../synthesize.js';

const pet = new Model({ name: 'Pet', schema: { type: 'object' } });

/** The method as the model has it. */
function methodOf(
  props: MethodProps<'/pets/{petId}'>,
  api: RestApiProps = {},
  integration = new MockIntegration(),
): Method {
  let method: Method | undefined;
  synthesize((stack) => {
    const rest = new RestApi(stack, 'Pets', api);
    rest.post('/pets/{petId}', integration, props);
    method = rest.toModel().resources[0]?.methods[0];
  });
  if (method === undefined) throw new Error('no method');
  return method;
}

describe('declareMethod()', () => {
  test.each<
    [
      what: string,
      props: MethodProps<'/pets/{petId}'>,
      defaults: RestApiProps['defaults'],
      validator: string | undefined,
    ]
  >([
    ['nothing to check', {}, {}, undefined],
    ['a variable of the path', { parameters: { 'path.petId': true } }, {}, undefined],
    ['request models', { requestModels: { 'application/json': pet } }, {}, 'body'],
    ['a required parameter', { parameters: { 'querystring.page': true } }, {}, 'parameters'],
    ['an optional parameter', { parameters: { 'querystring.page': false } }, {}, undefined],
    [
      'both',
      { requestModels: { 'application/json': pet }, parameters: { 'header.X': true } },
      {},
      'body-and-parameters',
    ],
    [
      'models, and told not to',
      { requestModels: { 'application/json': pet }, validate: { body: false } },
      {},
      undefined,
    ],
    ['nothing, and told to', { validate: { parameters: true } }, {}, 'parameters'],
    ['a name of its own', { validate: { parameters: true, validatorName: 'params' } }, {}, 'params'],
    ['a name of its own, and nothing to check', { validate: { validatorName: 'none' } }, {}, 'none'],
    ['the default of the API', {}, { validate: { body: true } }, 'body'],
    ['its own instead of the default', { validate: {} }, { validate: { body: true } }, undefined],
  ])('chooses a validator for %s', (_what, props, defaults, validator) => {
    expect(methodOf(props, { defaults: defaults ?? {} }).requestValidator).toBe(validator);
  });

  test('refuses two validators of one name that validate other parts', () => {
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/pets', new MockIntegration(), { validate: { parameters: true, validatorName: 'all' } });
      api.get('/toys', new MockIntegration(), { validate: { parameters: true, validatorName: 'all' } });
      expect(() =>
        api.post('/pets', new MockIntegration(), { validate: { body: true, validatorName: 'all' } }),
      ).toThrow(
        expect.objectContaining({
          code: 'validator-name-taken',
          message:
            'POST /pets validates other parts of a request than GET /pets, whose validator has the name "all" too',
        }),
      );
    });
  });

  test('declares the parameters that keys and mappings name', () => {
    const integration = new HttpIntegration('https://example.com/{petId}', {
      requestParameters: {
        'integration.request.header.X-Trace': 'method.request.header.X-Trace',
        'integration.request.querystring.all': 'method.request.multivaluequerystring.tag',
        'integration.request.querystring.page': 'method.request.querystring.page',
      },
    });
    expect(
      methodOf(
        { parameters: { 'querystring.page': true }, cache: { keys: ['path.petId', 'querystring.sort'] } },
        {},
        integration as never,
      ).requestParameters,
    ).toEqual([
      { location: 'querystring', name: 'page', required: true },
      { location: 'querystring', name: 'sort', required: false },
      { location: 'header', name: 'X-Trace', required: false },
      { location: 'querystring', name: 'tag', required: false },
    ]);
  });

  test('gives the method the statuses and headers of the integration', () => {
    const integration = new MockIntegration({
      responses: [
        {
          statusCode: 200,
          responseParameters: { 'method.response.header.ETag': "'1'", 'method.response.header.x-b': "'2'" },
        },
        { statusCode: 404, selectionPattern: '404' },
      ],
    });
    expect(
      methodOf(
        {
          responses: [
            {
              statusCode: 200,
              description: 'Fine',
              responseHeaders: ['X-B'],
              responseModels: { 'application/json': pet },
            },
          ],
        },
        {},
        integration,
      ).responses,
    ).toEqual([
      {
        statusCode: '200',
        description: 'Fine',
        responseModels: { 'application/json': 'Pet' },
        responseHeaders: [
          { name: 'X-B', required: false },
          { name: 'ETag', required: false },
        ],
      },
      { statusCode: '404' },
    ]);
  });

  test('takes the default of the API and lets a method say otherwise', () => {
    const defaults = { defaults: { apiKeyRequired: true } };
    expect(methodOf({}, defaults).apiKeyRequired).toBe(true);
    expect(methodOf({ apiKeyRequired: false }, defaults).apiKeyRequired).toBe(false);
  });

  test('asks for no key on OPTIONS unless the method itself does', () => {
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { defaults: { apiKeyRequired: true } });
      api.options('/free', new MockIntegration());
      api.options('/closed', new MockIntegration(), { apiKeyRequired: true });
      const [free, closed] = api.toModel().resources.map(({ methods }) => methods[0]?.apiKeyRequired);
      expect([free, closed]).toEqual([undefined, true]);
    });
  });

  test('carries what it says to people', () => {
    expect(methodOf({ operationName: 'getPet', summary: 'A', description: 'B', tags: ['pets'] })).toMatchObject({
      operationName: 'getPet',
      documentation: { summary: 'A', description: 'B', tags: ['pets'] },
    });
  });

  test('refuses a parameter of no location', () => {
    expect(() => methodOf({ parameters: { 'body.x': true } as never })).toThrow(
      '"body.x" is not a parameter of a method request; expected path.name, querystring.name or header.name',
    );
  });
});

describe('Model', () => {
  test('brings the models that it names, at any depth and in circles of names', () => {
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      const tag = new Model({ name: 'Tag', description: 'A tag', schema: { type: 'string' } });
      const list = new Model({
        name: 'List',
        contentType: 'application/hal+json',
        schema: { type: 'array', items: { allOf: [pet, { properties: { tag } }] } },
      });
      api.post('/', new MockIntegration(), { requestModels: { 'application/hal+json': list } });
      api.addModel(new Model({ name: 'Unused', schema: { $ref: '#/models/Pet' } }));
      expect(api.toModel().models).toEqual([
        {
          name: 'List',
          contentType: 'application/hal+json',
          schema: {
            type: 'array',
            items: { allOf: [{ $ref: '#/models/Pet' }, { properties: { tag: { $ref: '#/models/Tag' } } }] },
          },
        },
        { name: 'Pet', schema: { type: 'object' } },
        { name: 'Tag', description: 'A tag', schema: { type: 'string' } },
        { name: 'Unused', schema: { $ref: '#/models/Pet' } },
      ]);
    });
  });

  test('refuses two different models of one name and takes the same one twice', () => {
    synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      api.addModel(pet);
      api.addModel(new Model({ name: 'Pet', schema: { type: 'object' } }));
      expect(() => api.addModel(new Model({ name: 'Pet', schema: { type: 'array' } }))).toThrow(
        'Cannot add the model "Pet": the API has another model of this name',
      );
    });
  });
});
