import type { InlineHandler } from '../../../lib/model/index.js';
import type { BehaviourCase } from '../../support/behaviour.js';
import type { Behaviour, MethodText, ResponseText, SettingsText } from '../ways/api-text.js';

const INTERNAL = { message: 'Internal server error' };

function proxied(name: string): MethodText {
  return { integration: { type: 'AWS_PROXY', function: name } };
}

function custom(name: string, settings: SettingsText = {}): MethodText {
  return { integration: { type: 'AWS', function: name, responses: [{ statusCode: 200 }], ...settings } };
}

interface ProxyEvent {
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly headers: unknown;
}

/** What a proxied function may answer, and what becomes of it. */
const ANSWERS: Readonly<Record<string, readonly [answer: unknown, expected: BehaviourCase['expect']]>> = {
  empty: [{}, { status: 200, text: '', headers: { 'content-type': 'application/json' } }],
  whole: [
    { statusCode: 201, headers: { 'Content-Type': 'text/plain', 'X-A': 1 }, body: 'made' },
    { status: 201, text: 'made', headers: { 'content-type': 'text/plain', 'x-a': '1' } },
  ],
  lists: [
    { multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, headers: { 'set-cookie': 'c=3' } },
    { status: 200, headers: { 'set-cookie': 'a=1, b=2, c=3' } },
  ],
  text: [
    { statusCode: '418', body: 'tea' },
    { status: 418, text: 'tea' },
  ],
  nulls: [
    { statusCode: null, headers: null, body: null },
    { status: 200, text: '' },
  ],
  noContentType: [
    { statusCode: 204, headers: { 'Content-Type': null, 'X-A': null } },
    { status: 204, text: '', headers: { 'content-type': null, 'x-a': null } },
  ],
  emptyWithCookies: [
    {
      statusCode: 204,
      headers: { 'Content-Type': 'text/plain' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
    },
    { status: 204, text: '', headers: { 'content-type': 'text/plain', 'set-cookie': 'a=1, b=2' } },
  ],
  noContentTypeInList: [
    { statusCode: 200, multiValueHeaders: { 'content-type': [null], 'X-A': ['1', null] }, body: 'x' },
    { status: 200, text: 'x', headers: { 'content-type': null, 'x-a': '1' } },
  ],
  remapped: [
    { headers: { Server: 'mine', Date: 'x', 'Transfer-Encoding': 'chunked' } },
    { status: 200, headers: { server: null, 'x-amzn-remapped-server': 'mine', 'transfer-encoding': null } },
  ],
  encoded: [
    { isBase64Encoded: true, body: 'aGk=' },
    { status: 200, text: 'aGk=' },
  ],
  string: ['hello', { status: 502, json: INTERNAL }],
  nothing: [undefined, { status: 502, json: INTERNAL }],
  list: [[], { status: 502, json: INTERNAL }],
  other: [
    { statusCode: 200, message: 'x' },
    { status: 502, json: INTERNAL },
  ],
  zero: [{ statusCode: 0 }, { status: 502, json: INTERNAL }],
  object: [{ body: { a: 1 } }, { status: 502, json: INTERNAL }],
  noList: [{ multiValueHeaders: { a: 'b' } }, { status: 502, json: INTERNAL }],
};

const functions: Readonly<Record<string, InlineHandler>> = {
  answers: (event: ProxyEvent) => ANSWERS[event.queryStringParameters?.which ?? '']?.[0],
  // What differs from way to way is no part of an event's meaning.
  event: ({
    requestContext: { apiId: _api, deploymentId: _deployment, domainPrefix: _prefix, ...context },
    ...event
  }: ProxyEvent) => ({
    body: JSON.stringify({
      ...event,
      stageVariables: 'VARIABLES',
      requestContext: { ...context, resourceId: 'RESOURCE' },
    }),
  }),
  throws: () => {
    throw new Error('no such pet');
  },
  rejects: async () => Promise.reject(new TypeError('[404] gone\nfor good')),
  echo: (event: unknown) => ({ event }),
  named: () => ({ body: 'by a stage variable' }),
  failing: (event: { readonly message?: string }) => {
    if (event.message !== undefined) throw new Error(event.message);
    return { fine: true };
  },
};

const SELECTING: readonly ResponseText[] = [
  { statusCode: 200, responseTemplates: { 'application/json': '{"ok":$input.json(\'$.fine\')}' } },
  {
    statusCode: 404,
    selectionPattern: '.*\\[404\\].*',
    responseTemplates: { 'application/json': '{"why":"$input.path(\'$.errorMessage\')"}' },
    responseParameters: { 'method.response.header.X-Type': 'integration.response.body.errorType' },
  },
  { statusCode: 500, selectionPattern: 'Error: .*', responseTemplates: { 'application/json': 'broken' } },
];

function ask(
  name: string,
  request: string,
  expected: BehaviourCase['expect'],
  more: Partial<BehaviourCase> = {},
): BehaviourCase {
  const [method = '', path = ''] = request.split(' ');
  return { name, method, path, expect: expected, ...more };
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

export const lambda: Behaviour = {
  functions,
  api: {
    name: 'Lambda',
    methods: {
      'GET /answers': proxied('answers'),
      'ANY /event/{proxy+}': proxied('event'),
      'GET /throws': proxied('throws'),
      'GET /rejects': proxied('rejects'),
      'GET /named': proxied('${stageVariables.function}'),
      'GET /missing': proxied('missing'),
      'ANY /custom/echo': custom('echo'),
      'POST /custom/template': custom('echo', {
        requestTemplates: {
          'application/json':
            '{"pet":$input.json(\'$.name\'),"page":"$input.params(\'page\')","stage":"$context.stage","colour":"$stageVariables.colour"}',
        },
        responses: [
          {
            statusCode: 200,
            responseTemplates: {
              'application/json':
                "#set($event = $input.path('$.event'))$event.pet/$event.page/$event.stage/$event.colour",
            },
          },
        ],
      }),
      'POST /custom/selected': custom('failing', { responses: SELECTING }),
      'POST /custom/unmatched': custom('failing', { responses: [{ statusCode: 500, selectionPattern: '.+' }] }),
      'POST /custom/async': custom('failing', {
        requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
        responses: [{ statusCode: 202 }],
      }),
      'POST /custom/never': custom('echo', {
        passthroughBehavior: 'NEVER',
        requestTemplates: { 'application/json': '{}' },
      }),
      'GET /custom/headers': custom('echo', {
        responses: [
          {
            statusCode: 200,
            responseParameters: {
              'method.response.header.X-Literal': "'x'",
              'method.response.header.X-Body': 'integration.response.body.event',
              'method.response.header.X-Stage': 'context.stage',
            },
          },
        ],
      }),
    },
  },
  cases: [
    ...Object.entries(ANSWERS).map(([which, [, expected]]) =>
      ask(`proxy: the answer "${which}"`, `GET /answers?which=${which}`, expected),
    ),
    ask(
      'proxy: the event',
      'GET /event/a/b%20c?x=1&x=2&y=',
      {
        status: 200,
        json: {
          resource: '/event/{proxy+}',
          path: '/event/a/b%20c',
          httpMethod: 'GET',
          headers: {
            Host: 'localhost',
            'X-In': 'in',
            'X-Amzn-Trace-Id': 'Root=1-6920a0b9-000000000000000000000000',
            'X-Forwarded-For': '127.0.0.1',
            'X-Forwarded-Port': '443',
            'X-Forwarded-Proto': 'https',
          },
          multiValueHeaders: {
            Host: ['localhost'],
            'X-In': ['in'],
            'X-Amzn-Trace-Id': ['Root=1-6920a0b9-000000000000000000000000'],
            'X-Forwarded-For': ['127.0.0.1'],
            'X-Forwarded-Port': ['443'],
            'X-Forwarded-Proto': ['https'],
          },
          queryStringParameters: { x: '2', y: '' },
          multiValueQueryStringParameters: { x: ['1', '2'], y: [''] },
          pathParameters: { proxy: 'a/b%20c' },
          stageVariables: 'VARIABLES',
          requestContext: {
            resourceId: 'RESOURCE',
            resourcePath: '/event/{proxy+}',
            httpMethod: 'GET',
            extendedRequestId: 'AAAAAAAAAAAAAA=',
            requestTime: '21/Nov/2026:11:22:33 +0000',
            path: '/dev/event/a/b%20c',
            accountId: '000000000000',
            protocol: 'HTTP/1.1',
            stage: 'dev',
            requestTimeEpoch: 1795260153000,
            requestId: '11111111-2222-4333-8444-555555555555',
            identity: {
              cognitoIdentityPoolId: null,
              accountId: null,
              cognitoIdentityId: null,
              caller: null,
              sourceIp: '127.0.0.1',
              principalOrgId: null,
              accessKey: null,
              cognitoAuthenticationType: null,
              cognitoAuthenticationProvider: null,
              userArn: null,
              userAgent: null,
              user: null,
            },
            domainName: 'localhost',
          },
          body: null,
          isBase64Encoded: false,
        },
      },
      { headers: { 'X-In': 'in' } },
    ),
    ask('proxy: a body', 'PUT /event/a', { status: 200 }, { body: '{"a":"ü"}', headers: JSON_TYPE }),
    ask('proxy: a function that throws', 'GET /throws', {
      status: 502,
      json: INTERNAL,
      headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
    }),
    ask('proxy: one that rejects', 'GET /rejects', { status: 502, json: INTERNAL }),
    ask('proxy: one that a stage variable names', 'GET /named', { status: 200, text: 'by a stage variable' }),
    ask('proxy: one that is not there', 'GET /missing', {
      status: 501,
      json: {
        message: 'Not simulated yet: the function missing (the source does not define it)',
        code: 'not-simulated',
        feature: 'lambda-function',
        remedy: 'give its code or its address: --lambda missing=<file or URL>',
      },
    }),
    ask(
      'custom: the body is the event',
      'POST /custom/echo',
      { status: 200, json: { event: { a: 1 } } },
      { headers: JSON_TYPE, body: '{"a":1}' },
    ),
    ask('custom: no body', 'GET /custom/echo', { status: 200, json: { event: {} } }),
    ask(
      'custom: a body that is no JSON',
      'POST /custom/echo',
      { status: 200 },
      { headers: { 'Content-Type': 'text/plain' }, body: 'plain' },
    ),
    ask(
      'custom: templates both ways',
      'POST /custom/template?page=2',
      { status: 200, text: 'Rex/2/dev/green' },
      { headers: JSON_TYPE, body: '{"name":"Rex"}' },
    ),
    ask(
      'custom: success by the default',
      'POST /custom/selected',
      { status: 200, json: { ok: true } },
      { headers: JSON_TYPE, body: '{}' },
    ),
    ask(
      'custom: an error by its message',
      'POST /custom/selected',
      { status: 404, json: { why: 'pet [404] gone' }, headers: { 'x-type': 'Error' } },
      { headers: JSON_TYPE, body: '{"message":"pet [404] gone"}' },
    ),
    ask(
      'custom: another',
      'POST /custom/selected',
      { status: 500, text: 'broken' },
      { headers: JSON_TYPE, body: '{"message":"Error: x"}' },
    ),
    ask(
      'custom: an error that nothing fits',
      'POST /custom/selected',
      { status: 200 },
      { headers: JSON_TYPE, body: '{"message":"x"}' },
    ),
    ask(
      'custom: success without a response',
      'POST /custom/unmatched',
      { status: 500, json: INTERNAL },
      { headers: JSON_TYPE, body: '{}' },
    ),
    ask(
      'custom: asynchronous',
      'POST /custom/async',
      { status: 202, text: '' },
      { headers: JSON_TYPE, body: '{"message":"nobody hears"}' },
    ),
    ask(
      'custom: a type that nothing takes',
      'POST /custom/never',
      { status: 415 },
      { headers: { 'Content-Type': 'text/plain' }, body: 'x' },
    ),
    ask('custom: mapped headers', 'GET /custom/headers', {
      status: 200,
      headers: {
        'x-literal': 'x',
        'x-body': '{}',
        'x-stage': 'dev',
        'x-amzn-trace-id': 'Root=1-6920a0b9-000000000000000000000000',
      },
    }),
  ],
};
