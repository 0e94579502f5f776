import type { BehaviourCase } from '../../support/behaviour.js';
import type { Behaviour, MethodText, SettingsText } from '../ways/api-text.js';

const BACKEND = 'http://${stageVariables.backend}';

type HttpMethodName = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | 'ANY';

function proxy(path: string, settings: SettingsText = {}, httpMethod: HttpMethodName = 'ANY'): MethodText {
  return { integration: { type: 'HTTP_PROXY', httpMethod, uri: BACKEND + path, ...settings } };
}

function custom(path: string, settings: SettingsText = {}, httpMethod: HttpMethodName = 'GET'): MethodText {
  return {
    integration: { type: 'HTTP', httpMethod, uri: BACKEND + path, responses: [{ statusCode: 200 }], ...settings },
  };
}

/** What API Gateway sends of itself to a backend that is not proxied. */
const OWN_HEADERS = {
  accept: 'application/json',
  'user-agent': 'AmazonAPIGateway',
  'x-amzn-trace-id': 'Root=1-6920a0b9-000000000000000000000000',
  'content-length': '0',
};

const FORWARDED = {
  'x-amzn-trace-id': 'Root=1-6920a0b9-000000000000000000000000',
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
};

const ALL_SOURCES = {
  'integration.request.header.X-Header': 'method.request.header.X-In',
  'integration.request.header.X-Multi': 'method.request.multivalueheader.X-Many',
  'integration.request.header.X-Query': 'method.request.querystring.page',
  'integration.request.header.X-Queries': 'method.request.multivaluequerystring.page',
  'integration.request.header.X-Path': 'method.request.path.id',
  'integration.request.header.X-Body': 'method.request.body.name',
  'integration.request.header.X-Context': 'context.resourcePath',
  'integration.request.header.X-Stage': 'stageVariables.colour',
  'integration.request.header.X-Literal': "'literal text'",
  'integration.request.header.X-None': 'method.request.header.None',
  'integration.request.querystring.p': 'method.request.querystring.page',
  'integration.request.querystring.q': 'method.request.multivaluequerystring.page',
  'integration.request.querystring.whole': 'method.request.body',
} as const;

const mappedRequest: Omit<BehaviourCase, 'name' | 'path' | 'expect'> = {
  method: 'POST',
  headers: [
    ['X-In', 'in'],
    ['X-Many', 'a'],
    ['X-Many', 'b'],
    ['Content-Type', 'application/json'],
  ],
  body: '{"name":"Rex"}',
};

const MAPPED = {
  'x-header': 'in',
  'x-multi': 'a,b',
  'x-query': '2',
  'x-queries': '1,2',
  'x-path': '7%208',
  'x-body': 'Rex',
  'x-context': '/custom/mapped/{id}',
  'x-stage': 'green',
  'x-literal': 'literal text',
};

const DECLARED = {
  'querystring.page': false,
  'header.X-In': false,
  'header.X-Many': false,
} as const;

function echo(members: object): BehaviourCase['expect'] {
  return { status: 200, json: members };
}

function ask(
  name: string,
  request: string,
  expected: BehaviourCase['expect'],
  more: Partial<BehaviourCase> = {},
): BehaviourCase {
  const [method = '', path = ''] = request.split(' ');
  return { name, method, path, expect: expected, ...more };
}

const INTERNAL = { message: 'Internal server error' };

export const http: Behaviour = {
  api: {
    name: 'Http',
    methods: {
      'ANY /proxy/echo': proxy('/echo'),
      'ANY /proxy/fixed': proxy(
        '/fixed?own=1&page=uri',
        { requestParameters: { 'integration.request.querystring.extra': "'x y'" } },
        'POST',
      ),
      'ANY /proxy/pets/{id}': {
        ...proxy('/pets/{id}', { requestParameters: { 'integration.request.path.id': 'method.request.path.id' } }),
      },
      'GET /proxy/renamed/{id}': proxy('/pets/{pet}', {
        requestParameters: { 'integration.request.path.pet': 'method.request.path.id' },
      }),
      'GET /proxy/rest/{path+}': proxy('/{path}', {
        requestParameters: { 'integration.request.path.path': 'method.request.path.path' },
      }),
      'POST /proxy/headers': {
        ...proxy('/echo', {
          requestParameters: {
            'integration.request.header.X-Stage': 'stageVariables.colour',
            'integration.request.header.X-In': "'replaced'",
            'integration.request.header.Via': "'dropped'",
            'integration.request.querystring.page': "'mapped'",
          },
        }),
        parameters: { 'header.X-In': false, 'querystring.page': false },
      },
      'GET /proxy/illegal': proxy('/echo', {
        requestParameters: { 'integration.request.header.Content-Length': "'1'" },
      }),
      'GET /proxy/status/404': proxy('/status/404'),
      'GET /proxy/status/500': proxy('/status/500'),
      'GET /proxy/cookies': proxy('/cookies'),
      'GET /proxy/empty': proxy('/empty'),
      'GET /proxy/moved': proxy('/moved'),
      'GET /proxy/gone': proxy('/gone'),
      'GET /proxy/hang': proxy('/hang', { timeoutMs: 80 }),
      'GET /proxy/slow': proxy('/slow', { timeoutMs: 5000 }),
      'GET /proxy/unset': {
        integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://${stageVariables.none}/echo' },
      },
      'GET /proxy/refused': { integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://127.0.0.1:1/echo' } },
      'ANY /custom/echo': custom('/echo', {}, 'ANY'),
      'POST /custom/mapped/{id}': {
        ...custom(
          '/pets/{id}',
          { requestParameters: { ...ALL_SOURCES, 'integration.request.path.id': 'method.request.path.id' } },
          'PUT',
        ),
        parameters: DECLARED,
      },
      'POST /custom/template': custom(
        '/echo',
        { requestTemplates: { 'application/json': '{"id":"$input.path(\'$.id\')","all":$input.json(\'$\')}' } },
        'POST',
      ),
      'POST /custom/overridden/{id}': custom(
        '/pets/{id}',
        {
          requestParameters: {
            'integration.request.path.id': 'method.request.path.id',
            'integration.request.header.X-A': "'mapped'",
            'integration.request.querystring.q': "'mapped'",
          },
          requestTemplates: {
            'application/json':
              '#set($context.requestOverride.header.X-A = "template")#set($context.requestOverride.querystring.q = ["template", "twice"])#set($context.requestOverride.path.id = "9")body',
          },
        },
        'POST',
      ),
      'POST /custom/never': custom(
        '/echo',
        { passthroughBehavior: 'NEVER', requestTemplates: { 'application/json': 'x' } },
        'POST',
      ),
      'GET /custom/pet': custom('/pet', {
        responses: [
          {
            statusCode: 200,
            responseParameters: {
              'method.response.header.X-Total': 'integration.response.header.X-Total',
              'method.response.header.X-Name': 'integration.response.body.name',
              'method.response.header.X-Owner': 'integration.response.body.owner',
              'method.response.header.X-Tag': 'integration.response.body.tags[1]',
              'method.response.header.X-None': 'integration.response.header.None',
              'method.response.header.X-Path': 'context.resourcePath',
              'method.response.header.X-Colour': 'stageVariables.colour',
              'method.response.header.X-Literal': "'here'",
            },
            responseTemplates: { 'application/json': '{"pet":"$input.path(\'$.name\')"}' },
          },
        ],
      }),
      'GET /custom/cookies': custom('/cookies', {
        responses: [
          {
            statusCode: 200,
            responseParameters: {
              'method.response.header.Set-Cookie': 'integration.response.multivalueheader.Set-Cookie',
              'method.response.header.Content-Type': 'integration.response.header.Content-Type',
            },
          },
        ],
      }),
      'GET /custom/status/{status}': custom('/status/{status}', {
        requestParameters: { 'integration.request.path.status': 'method.request.path.status' },
        responses: [
          { statusCode: 200, responseTemplates: { 'application/json': 'fine' } },
          { statusCode: 404, selectionPattern: '404', responseTemplates: { 'application/json': 'none' } },
          { statusCode: 502, selectionPattern: '5\\d{2}', responseTemplates: { 'application/json': 'broken' } },
        ],
      }),
      'GET /custom/gone': custom('/gone'),
      'GET /custom/hang': custom('/hang', { timeoutMs: 80 }),
      'GET /custom/xml': custom('/xml'),
    },
  },
  cases: [
    ask(
      'proxy: a request as it came',
      'GET /proxy/echo?a=1&a=2&b=%20',
      echo({
        method: 'GET',
        url: '/echo?a=1&a=2&b=%20',
        headers: { ...FORWARDED, 'x-in': 'in', accept: 'text/html', 'content-length': '0' },
        body: '',
      }),
      {
        headers: { 'X-In': 'in', Accept: 'text/html' },
      },
    ),
    ask(
      'proxy: a body',
      'POST /proxy/echo',
      echo({
        method: 'POST',
        url: '/echo',
        headers: { ...FORWARDED, 'content-type': 'text/plain', 'content-length': '5' },
        body: 'hello',
      }),
      { headers: { 'Content-Type': 'text/plain' }, body: 'hello' },
    ),
    ask(
      'proxy: headers that stay behind',
      'GET /proxy/echo',
      echo({ method: 'GET', url: '/echo', headers: { ...FORWARDED, 'content-length': '0' }, body: '' }),
      {
        headers: {
          Via: 'x',
          TE: 'trailers',
          Connection: 'close',
          Expect: 'x',
          'Content-Encoding': 'gzip',
          'Max-Forwards': '1',
        },
      },
    ),
    ask(
      'proxy: a method, a query of the URI and a mapped one',
      'DELETE /proxy/fixed?page=client',
      echo({
        method: 'POST',
        url: '/fixed?own=1&page=uri&extra=x%20y&page=client',
        headers: { ...FORWARDED, 'content-length': '0' },
        body: '',
      }),
    ),
    ask(
      'proxy: a path parameter',
      'GET /proxy/pets/7',
      echo({ method: 'GET', url: '/pets/7', headers: { ...FORWARDED, 'content-length': '0' }, body: '' }),
    ),
    ask(
      'proxy: an encoded one',
      'PATCH /proxy/pets/a%2Fb',
      echo({ method: 'PATCH', url: '/pets/a%2Fb', headers: { ...FORWARDED, 'content-length': '0' }, body: '' }),
    ),
    ask(
      'proxy: a renamed one',
      'GET /proxy/renamed/7',
      echo({ method: 'GET', url: '/pets/7', headers: { ...FORWARDED, 'content-length': '0' }, body: '' }),
    ),
    ask(
      'proxy: the rest of a path',
      'GET /proxy/rest/a/b?q=1',
      echo({ method: 'GET', url: '/a/b?q=1', headers: { ...FORWARDED, 'content-length': '0' }, body: '' }),
    ),
    ask(
      'proxy: mapped headers and query',
      'POST /proxy/headers?page=client',
      echo({
        method: 'POST',
        url: '/echo?page=mapped',
        headers: { ...FORWARDED, 'x-stage': 'green', 'x-in': 'replaced', 'content-length': '0' },
        body: '',
      }),
      { headers: { 'X-In': 'client' } },
    ),
    ask('proxy: a header that cannot be mapped', 'GET /proxy/illegal', { status: 500, json: INTERNAL }),
    ask('proxy: 404 as it is', 'GET /proxy/status/404', {
      status: 404,
      headers: { etag: '"e"', 'content-type': 'application/json' },
    }),
    ask('proxy: 500 as it is', 'GET /proxy/status/500', { status: 500, headers: { etag: '"e"' } }),
    ask('proxy: headers of the answer', 'GET /proxy/cookies', {
      status: 200,
      text: 'cookies',
      headers: {
        'set-cookie': 'a=1, b=2',
        'x-odd-case': 'kept',
        server: null,
        'x-amzn-remapped-server': 'mine',
        'x-amzn-remapped-www-authenticate': 'Basic',
        'x-amzn-remapped-x-amzn-requestid': 'theirs',
        'x-amzn-requestid': '11111111-2222-4333-8444-555555555555',
      },
    }),
    ask('proxy: no content', 'GET /proxy/empty', { status: 204, text: '' }),
    ask('proxy: a redirection', 'GET /proxy/moved', { status: 302, headers: { location: 'https://example.com/' } }),
    ask('proxy: a connection that breaks', 'GET /proxy/gone', { status: 504, json: INTERNAL }),
    ask('proxy: nobody there', 'GET /proxy/refused', { status: 504, json: INTERNAL }),
    ask('proxy: too slow', 'GET /proxy/hang', { status: 504, json: { message: 'Endpoint request timed out' } }),
    ask('proxy: slow enough', 'GET /proxy/slow', { status: 200 }),
    ask('proxy: a host that is not set', 'GET /proxy/unset', { status: 500, json: INTERNAL }),
    ask(
      'custom: a request of its own',
      'GET /custom/echo?a=1',
      echo({ method: 'GET', url: '/echo', headers: OWN_HEADERS, body: '' }),
      { headers: { 'X-In': 'in' } },
    ),
    ask(
      'custom: a body and its type',
      'PUT /custom/echo',
      echo({
        method: 'PUT',
        url: '/echo',
        headers: { ...OWN_HEADERS, 'content-type': 'text/plain', 'content-length': '2' },
        body: 'hi',
      }),
      { headers: { 'Content-Type': 'text/plain' }, body: 'hi' },
    ),
    ask(
      'custom: every kind of source',
      'POST /custom/mapped/7%208?page=1&page=2',
      echo({
        method: 'PUT',
        url: '/pets/7%208?p=2&q=1&q=2&whole=%7B%22name%22%3A%22Rex%22%7D',
        headers: { ...OWN_HEADERS, ...MAPPED, 'content-type': 'application/json', 'content-length': '14' },
        body: '{"name":"Rex"}',
      }),
      mappedRequest,
    ),
    ask(
      'custom: a body that begins as JSON and is not',
      'POST /custom/mapped/7?page=1',
      { status: 400, json: { message: 'Invalid JSON in request body' } },
      { ...mappedRequest, body: '{"name":' },
    ),
    ask(
      'custom: sources that are not there',
      'POST /custom/mapped/7',
      echo({
        method: 'PUT',
        url: '/pets/7?whole=%7B%7D',
        headers: {
          ...OWN_HEADERS,
          'x-path': '7',
          'x-context': '/custom/mapped/{id}',
          'x-stage': 'green',
          'x-literal': 'literal text',
        },
        body: '',
      }),
    ),
    ask(
      'custom: a template',
      'POST /custom/template',
      echo({
        method: 'POST',
        url: '/echo',
        headers: { ...OWN_HEADERS, 'content-type': 'application/json', 'content-length': '25' },
        body: '{"id":"7","all":{"id":7}}',
      }),
      { headers: { 'Content-Type': 'application/json' }, body: '{"id":7}' },
    ),
    ask(
      'custom: overrides',
      'POST /custom/overridden/7',
      echo({
        method: 'POST',
        url: '/pets/9?q=template&q=twice',
        headers: { ...OWN_HEADERS, 'x-a': 'template', 'content-type': 'application/json', 'content-length': '4' },
        body: 'body',
      }),
    ),
    ask(
      'custom: a type that nothing takes',
      'POST /custom/never',
      { status: 415, json: { message: 'Unsupported Media Type' } },
      { headers: { 'Content-Type': 'text/plain' }, body: 'x' },
    ),
    ask('custom: a mapped answer', 'GET /custom/pet', {
      status: 200,
      json: { pet: 'Rex' },
      headers: {
        'x-total': '3',
        'x-name': 'Rex',
        'x-owner': '{"id":7}',
        'x-tag': 'b',
        'x-none': null,
        'x-path': '/custom/pet',
        'x-colour': 'green',
        'x-literal': 'here',
        etag: null,
        'content-type': 'application/json',
      },
    }),
    ask('custom: repeated headers', 'GET /custom/cookies', {
      status: 200,
      text: 'cookies',
      headers: { 'set-cookie': 'a=1,b=2', 'content-type': 'text/plain', 'x-odd-case': null },
    }),
    ask('custom: the default', 'GET /custom/status/201', { status: 200, text: 'fine' }),
    ask('custom: a status of its own', 'GET /custom/status/404', { status: 404, text: 'none' }),
    ask('custom: a class', 'GET /custom/status/503', { status: 502, text: 'broken' }),
    ask('custom: a connection that breaks', 'GET /custom/gone', { status: 504, json: INTERNAL }),
    ask('custom: too slow', 'GET /custom/hang', { status: 504, json: { message: 'Endpoint request timed out' } }),
    ask('custom: a type that is not handed on', 'GET /custom/xml', {
      status: 200,
      text: '<pet>Rex</pet>',
      headers: { 'content-type': 'application/json' },
    }),
  ],
};
