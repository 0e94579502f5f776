import type { BehaviourCase } from '../../support/behaviour.js';
import type { Behaviour, MethodText } from '../ways/api-text.js';

const MOCK: MethodText['integration'] = {
  type: 'MOCK',
  requestTemplates: { 'application/json': '{"statusCode":200}', 'text/plain': '{"statusCode":200}' },
  responses: [{ statusCode: 200, responseTemplates: { 'application/json': 'let in' } }],
};

const PARAMETERS = { 'querystring.page': true, 'header.X-Tenant': true, 'querystring.sort': false } as const;
const MODELS = { 'application/json': 'Pet' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

function ask(
  name: string,
  request: string,
  complaint: string | undefined,
  more: Partial<BehaviourCase> = {},
): BehaviourCase {
  const [method = '', path = ''] = request.split(' ');
  const expect: BehaviourCase['expect'] =
    complaint === undefined
      ? { status: 200, text: 'let in' }
      : { status: 400, text: complaint, headers: { 'x-amzn-errortype': 'BadRequestException' } };
  return { name, method, path, expect, ...more };
}

function body(name: string, text: string, complaint: string | undefined, path = '/body'): BehaviourCase {
  return ask(name, `POST ${path}`, complaint === undefined ? undefined : `Invalid request body: ${complaint}`, {
    headers: JSON_TYPE,
    body: text,
  });
}

export const validation: Behaviour = {
  api: {
    name: 'Validation',
    models: {
      Owner: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
      Pet: {
        type: 'object',
        required: ['name', 'type'],
        properties: {
          name: { type: 'string', minLength: 2, maxLength: 5 },
          type: { enum: ['cat', 'dog'] },
          age: { type: 'integer', minimum: 0, maximum: 30 },
          owner: { $ref: '#/models/Owner' },
          tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
        },
        additionalProperties: false,
      },
    },
    gatewayResponses: {
      BAD_REQUEST_BODY: {
        responseTemplates: { 'application/json': '$context.error.message: $context.error.validationErrorString' },
      },
      BAD_REQUEST_PARAMETERS: { responseTemplates: { 'application/json': '$context.error.message' } },
    },
    methods: {
      'GET /parameters/{id}': {
        integration: MOCK,
        parameters: PARAMETERS,
        validate: { body: false, parameters: true },
      },
      'GET /unchecked': { integration: MOCK, parameters: PARAMETERS },
      'POST /body': { integration: MOCK, requestModels: MODELS, validate: { body: true, parameters: false } },
      'POST /both': {
        integration: MOCK,
        parameters: PARAMETERS,
        requestModels: MODELS,
        validate: { body: true, parameters: true },
      },
      'POST /unvalidated': { integration: MOCK, requestModels: MODELS },
    },
  },
  cases: [
    ask('all that is required', 'GET /parameters/1?page=1', undefined, { headers: { 'X-Tenant': 'a' } }),
    ask('a header in another case', 'GET /parameters/1?page=1', 'Missing required request parameters: [X-Tenant]', {
      headers: { 'x-tenant': 'a' },
    }),
    ask('nothing of it', 'GET /parameters/1', 'Missing required request parameters: [X-Tenant, page]'),
    ask('one of two', 'GET /parameters/1?page=1', 'Missing required request parameters: [X-Tenant]'),
    ask('blanks', 'GET /parameters/1?page=%20', 'Missing required request parameters: [page]', {
      headers: { 'X-Tenant': 'a' },
    }),
    ask('no validator', 'GET /unchecked', undefined),
    body('a pet', '{"name":"Rex","type":"dog","age":3,"owner":{"id":1},"tags":["a"]}', undefined),
    body('a name too short', '{"name":"R","type":"dog"}', '[string "R" is too short (length: 1, required minimum: 2)]'),
    body('a member too few', '{"name":"Rex"}', '[object has missing required properties (["type"])]'),
    body(
      'one too many',
      '{"name":"Rex","type":"dog","x":1}',
      '[object instance has properties which are not allowed by the schema: ["x"]]',
    ),
    body('a reference', '{"name":"Rex","type":"dog","owner":{}}', '[object has missing required properties (["id"])]'),
    body('no JSON', '{"name":', '[Unable to parse the request body as JSON]'),
    body('nothing', '', '[Unable to parse the request body as JSON]'),
    ask('another content type', 'POST /body', undefined, {
      headers: { 'Content-Type': 'text/plain' },
      body: 'no JSON',
    }),
    ask(
      'no content type',
      'POST /body',
      'Invalid request body: [object has missing required properties (["name","type"])]',
      { body: '{}' },
    ),
    ask('parameters before the body', 'POST /both', 'Missing required request parameters: [X-Tenant, page]', {
      headers: JSON_TYPE,
      body: '{}',
    }),
    ask(
      'the body after parameters',
      'POST /both?page=1',
      'Invalid request body: [object has missing required properties (["name","type"])]',
      {
        headers: { ...JSON_TYPE, 'X-Tenant': 'a' },
        body: '{}',
      },
    ),
    body('models without a validator', '{}', undefined, '/unvalidated'),
  ],
};
