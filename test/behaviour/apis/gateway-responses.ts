import type { BehaviourCase } from '../../support/behaviour.js';
import type { ApiText, Behaviour, MethodText } from '../ways/api-text.js';

function mock(status: string, settings: object = {}): MethodText {
  return {
    integration: {
      type: 'MOCK',
      requestTemplates: { 'application/json': status },
      responses: [{ statusCode: 200 }],
      ...settings,
    },
  };
}

const METHODS: ApiText['methods'] = {
  'GET /ok': mock('{"statusCode":200}'),
  'GET /wrong/{id}': mock('{}'),
  'POST /strict': mock('{"statusCode":200}', { passthroughBehavior: 'NEVER' }),
  'GET /needs': {
    ...mock('{"statusCode":200}'),
    parameters: { 'querystring.q': true },
    validate: { body: false, parameters: true },
  },
  'GET /slow': {
    integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://${stageVariables.backend}/hang', timeoutMs: 60 },
  },
  'GET /gone': { integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://${stageVariables.backend}/gone' } },
};

function ask(
  request: string,
  expect: BehaviourCase['expect'],
  headers: Readonly<Record<string, string>> = {},
): BehaviourCase {
  const [method = '', path = ''] = request.split(' ');
  return { name: `${request} ${JSON.stringify(headers)}`, method, path, headers, expect };
}

/** Each type by itself. */
export const gatewayResponses: Behaviour = {
  api: {
    name: 'GatewayResponses',
    methods: METHODS,
    gatewayResponses: {
      MISSING_AUTHENTICATION_TOKEN: {
        statusCode: 404,
        responseParameters: {
          'gatewayresponse.header.X-Literal': "'*'",
          'gatewayresponse.header.X-Origin': 'method.request.header.Origin',
          'gatewayresponse.header.X-Query': 'method.request.querystring.q',
          'gatewayresponse.header.X-Request': 'context.requestId',
          'gatewayresponse.header.X-Colour': 'stageVariables.colour',
        },
        responseTemplates: {
          'application/json':
            '{"path":"$context.path","message":$context.error.messageString,"type":"$context.error.responseType"}',
          'text/plain': 'none: $context.error.message',
        },
      },
      UNSUPPORTED_MEDIA_TYPE: {
        statusCode: 400,
        responseTemplates: { 'application/json': '{"sent":"$method.request.header.Content-Type"}' },
      },
      API_CONFIGURATION_ERROR: { responseParameters: { 'gatewayresponse.header.X-Id': 'method.request.path.id' } },
      INTEGRATION_TIMEOUT: {
        statusCode: 408,
        responseTemplates: { 'application/json': '{"late":"$stageVariables.colour"}' },
      },
      INTEGRATION_FAILURE: { statusCode: 502 },
      BAD_REQUEST_PARAMETERS: { responseTemplates: { 'text/html': '<p>$context.error.message</p>' } },
    },
  },
  cases: [
    ask(
      'GET /nowhere?q=1',
      {
        status: 404,
        json: { path: '/dev/nowhere', message: 'Missing Authentication Token', type: 'MISSING_AUTHENTICATION_TOKEN' },
        headers: {
          'x-literal': '*',
          'x-origin': 'https://a.example',
          'x-query': '1',
          'x-request': '11111111-2222-4333-8444-555555555555',
          'x-colour': 'green',
          'x-amzn-errortype': 'MissingAuthenticationTokenException',
        },
      },
      { Origin: 'https://a.example' },
    ),
    ask(
      'GET /nowhere',
      {
        status: 404,
        text: 'none: Missing Authentication Token',
        headers: { 'content-type': 'text/plain', 'x-origin': null },
      },
      { Accept: 'text/plain' },
    ),
    ask('POST /strict', { status: 400, json: { sent: 'text/xml' } }, { 'Content-Type': 'text/xml' }),
    ask('GET /wrong/7', { status: 500, json: { message: 'Internal server error' }, headers: { 'x-id': '7' } }),
    ask('GET /slow', { status: 408, json: { late: 'green' } }),
    ask('GET /gone', { status: 502, json: { message: 'Internal server error' } }),
    ask('GET /needs', {
      status: 400,
      text: '<p>Missing required request parameters: [q]</p>',
      headers: { 'content-type': 'text/html' },
    }),
    ask('GET /ok', { status: 200, headers: { 'x-literal': null } }),
  ],
};

/** What the families give to types without an entry of their own. */
export const gatewayResponseFamilies: Behaviour = {
  api: {
    name: 'Families',
    methods: METHODS,
    gatewayResponses: {
      DEFAULT_4XX: {
        responseParameters: { 'gatewayresponse.header.X-Family': "'4'" },
        responseTemplates: { 'application/json': '{"family":4,"message":$context.error.messageString}' },
      },
      DEFAULT_5XX: { statusCode: 503, responseParameters: { 'gatewayresponse.header.X-Family': "'5'" } },
      UNSUPPORTED_MEDIA_TYPE: { statusCode: 422 },
    },
  },
  cases: [
    ask('GET /nowhere', {
      status: 403,
      json: { family: 4, message: 'Missing Authentication Token' },
      headers: { 'x-family': '4' },
    }),
    ask('GET /needs', {
      status: 400,
      json: { family: 4, message: 'Missing required request parameters: [q]' },
      headers: { 'x-family': '4' },
    }),
    ask(
      'POST /strict',
      { status: 422, json: { message: 'Unsupported Media Type' }, headers: { 'x-family': null } },
      { 'Content-Type': 'text/xml' },
    ),
    ask('GET /wrong/7', { status: 503, json: { message: 'Internal server error' }, headers: { 'x-family': '5' } }),
    ask('GET /slow', { status: 503, json: { message: 'Endpoint request timed out' }, headers: { 'x-family': '5' } }),
    ask('GET /ok', { status: 200, headers: { 'x-family': null } }),
  ],
};
