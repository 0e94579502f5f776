import { describe, expect, test } from 'vitest';
import type { Method } from '../../../lib/model/index.js';
import { mock, restApi, ServedApi, type TestRequest } from '../../support/rest-request.js';

const PET = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 2 }, owner: { $ref: '#/models/Owner' } },
};
const OWNER = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };

function api(method: Omit<Method, 'httpMethod' | 'integration'>): ServedApi {
  return new ServedApi(
    restApi(
      { 'ANY /{id}': { integration: mock(), ...method } },
      {
        models: [
          { name: 'Pet', schema: PET },
          { name: 'Owner', schema: OWNER },
          { name: 'Loop', schema: { $ref: '#/models/None' } },
        ],
        requestValidators: [
          { name: 'all', validateRequestBody: true, validateRequestParameters: true },
          { name: 'parameters', validateRequestBody: false, validateRequestParameters: true },
          { name: 'body', validateRequestBody: true, validateRequestParameters: false },
        ],
        gatewayResponses: [
          {
            responseType: 'BAD_REQUEST_BODY',
            responseTemplates: { 'application/json': '$context.error.validationErrorString' },
          },
        ],
      },
    ),
  );
}

const PARAMETERS: Method['requestParameters'] = [
  { location: 'querystring', name: 'page', required: true },
  { location: 'header', name: 'X-Tenant', required: true },
  { location: 'querystring', name: 'sort', required: false },
  { location: 'path', name: 'id', required: true },
];

describe('validateMethodRequest() of parameters', () => {
  test.each<[request: TestRequest, message: string | undefined]>([
    [{ path: '/1?page=1', headers: [['X-Tenant', 'a']] }, undefined],
    [{ path: '/1?page=1', headers: [['x-tenant', 'a']] }, 'Missing required request parameters: [X-Tenant]'],
    [{ path: '/1' }, 'Missing required request parameters: [X-Tenant, page]'],
    [{ path: '/1?page=', headers: [['X-Tenant', ' ']] }, 'Missing required request parameters: [X-Tenant, page]'],
    [{ path: '/1?page=&page=2', headers: [['X-Tenant', 'a']] }, undefined],
    [{ path: '/1?Page=1', headers: [['X-Tenant', 'a']] }, 'Missing required request parameters: [page]'],
  ])('%j', async (request, message) => {
    const answer = await api({ requestValidator: 'parameters', requestParameters: PARAMETERS }).send(request);
    expect(answer.status).toBe(message === undefined ? 200 : 400);
    if (message !== undefined) expect(JSON.parse(answer.body.toString())).toEqual({ message });
  });

  test('none is asked for without a validator that asks', async () => {
    for (const requestValidator of [undefined, 'body']) {
      const answer = await api({
        requestParameters: PARAMETERS,
        ...(requestValidator !== undefined && { requestValidator }),
      }).send({ path: '/1' });
      expect(answer.status).toBe(200);
    }
  });
});

describe('validateMethodRequest() of bodies', () => {
  test.each<
    [
      models: Readonly<Record<string, string>>,
      contentType: string | undefined,
      body: string,
      errors: string | undefined,
    ]
  >([
    [{ 'application/json': 'Pet' }, 'application/json', '{"name":"Rex"}', undefined],
    [
      { 'application/json': 'Pet' },
      'application/json; charset=utf-8',
      '{"name":"R"}',
      '[string "R" is too short (length: 1, required minimum: 2)]',
    ],
    [{ 'application/json': 'Pet' }, undefined, '{}', '[object has missing required properties (["name"])]'],
    [
      { 'application/json': 'Pet' },
      'application/json',
      '{"name":"Rex","owner":{}}',
      '[object has missing required properties (["id"])]',
    ],
    [{ 'application/json': 'Pet' }, 'application/json', '{"name":', '[Unable to parse the request body as JSON]'],
    [{ 'application/json': 'Pet' }, 'application/json', '', '[Unable to parse the request body as JSON]'],
    [{ 'application/json': 'Pet' }, 'text/plain', '{}', undefined],
    [
      { 'application/json': 'Pet', $default: 'Owner' },
      'text/plain',
      '{}',
      '[object has missing required properties (["id"])]',
    ],
    [{ 'application/json': 'Empty' }, 'application/json', '{"any":"thing"}', undefined],
    [{}, 'application/json', 'no JSON', undefined],
  ])('%j, %s, %s', async (requestModels, contentType, body, errors) => {
    const headers = contentType === undefined ? [] : ([['Content-Type', contentType]] as const);
    const answer = await api({ requestValidator: 'body', requestModels }).send({
      method: 'POST',
      path: '/1',
      headers,
      body,
    });
    // A mock has a template for JSON alone and passes anything else on, which is no status.
    const unmapped = contentType === 'text/plain' && errors === undefined;
    expect(answer.status).toBe(errors === undefined ? (unmapped ? 500 : 200) : 400);
    if (errors !== undefined) expect(answer.body.toString()).toBe(errors);
  });

  test('come after parameters', async () => {
    const validated = api({
      requestValidator: 'all',
      requestModels: { 'application/json': 'Pet' },
      requestParameters: PARAMETERS,
    });
    expect((await validated.send({ path: '/1' })).body.toString()).toContain('Missing required request parameters');
  });
});

describe('compileValidation()', () => {
  test.each<[what: string, method: Omit<Method, 'httpMethod' | 'integration'>, detail: string]>([
    ['a validator that is not there', { requestValidator: 'none' }, '"none", which the API does not have'],
    [
      'a model that is not there',
      { requestValidator: 'body', requestModels: { 'application/json': 'None' } },
      'the model "None", which the API does not have',
    ],
    [
      'a model whose reference leads nowhere',
      { requestValidator: 'body', requestModels: { 'application/json': 'Loop' } },
      'the model "Loop"',
    ],
  ])('%s refuses the route', async (_what, method, detail) => {
    const { status, body } = await api(method).send({ path: '/1' });
    const answer = JSON.parse(body.toString()) as { feature: string; message: string };
    expect([status, answer.feature]).toEqual([501, 'validator']);
    expect(answer.message).toContain(detail);
  });
});
