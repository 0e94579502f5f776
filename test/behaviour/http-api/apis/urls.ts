import type { BehaviourCase } from '../../../support/behaviour.js';
import type { HttpBehaviour, UrlText } from '../ways/http-api-text.js';

const BACKEND = 'http://${stageVariables.backend}';

function toUrl(path: string, more: Partial<UrlText> = {}): { readonly integration: UrlText } {
  return { integration: { uri: BACKEND + path, httpMethod: 'ANY', ...more } };
}

function status(code: number, expected: BehaviourCase['expect'] = { status: code }): BehaviourCase {
  return { name: `a backend that responds with ${code}`, method: 'GET', path: `/status/${code}`, expect: expected };
}

/** The request that the backend received, with the headers that API Gateway adds. */
function echoed(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): BehaviourCase['expect'] {
  const added = {
    'x-amzn-trace-id': 'Root=1-6920a0b9-000000000000000000000000',
    forwarded: 'by=127.0.0.1;for=127.0.0.1;host=localhost;proto=https',
    via: 'HTTP/1.1 AmazonAPIGateway',
    'content-length': String(body.length),
  };
  return { status: 200, json: { method, url, headers: { ...headers, ...added }, body } };
}

/** Requests that are passed on to a URL, with changes by parameter mappings. */
export const urls: HttpBehaviour = {
  api: {
    name: 'HttpUrls',
    routes: {
      'ANY /echo': toUrl('/echo'),
      'POST /as-get': toUrl('/echo', { httpMethod: 'GET' }),
      'GET /status/{code}': toUrl('/status/{code}'),
      'ANY /under/{proxy+}': toUrl('/{proxy}'),
      'GET /gone': toUrl('/gone'),
      'GET /hang': toUrl('/hang', { timeoutMs: 60 }),
    },
  },
  cases: [
    {
      name: 'a request as it is',
      method: 'GET',
      path: '/echo',
      headers: { 'X-A': '1' },
      expect: echoed('GET', '/echo', { 'x-a': '1' }),
    },
    { name: 'its query', method: 'GET', path: '/echo?a=1&a=2&b=%20', expect: echoed('GET', '/echo?a=1&a=2&b=%20') },
    {
      name: 'its body',
      method: 'POST',
      path: '/echo',
      headers: { 'Content-Type': 'text/plain' },
      body: 'hello',
      expect: echoed('POST', '/echo', { 'content-type': 'text/plain' }, 'hello'),
    },
    { name: 'another method', method: 'POST', path: '/as-get', body: '{}', expect: echoed('GET', '/echo', {}, '{}') },
    status(200),
    status(404),
    status(500),
    { name: 'a greedy variable', method: 'PUT', path: '/under/a/b', expect: echoed('PUT', '/a/b') },
    { name: 'a redirect', method: 'GET', path: '/under/moved', expect: { status: 302 } },
    { name: 'cookies and odd headers', method: 'GET', path: '/under/cookies', expect: { status: 200 } },
    { name: 'a binary response', method: 'GET', path: '/under/png', expect: { status: 200, text: '0x89504e47ff' } },
    { name: 'no content', method: 'GET', path: '/under/empty', expect: { status: 204, text: '' } },
    {
      name: 'a backend that hangs up',
      method: 'GET',
      path: '/gone',
      expect: { status: 503, json: { message: 'Service Unavailable' } },
    },
    {
      name: 'a backend that is slow',
      method: 'GET',
      path: '/hang',
      expect: { status: 503, json: { message: 'Service Unavailable' } },
    },
  ],
};

/** Parameter mappings of requests, and of responses by their status. */
export const mappings: HttpBehaviour = {
  api: {
    name: 'HttpMappings',
    routes: {
      'ANY /headers': toUrl('/echo', {
        requestParameters: {
          'append:header.x-tags': '$request.header.x-tag',
          'overwrite:header.x-stage': '$context.stage',
          'remove:header.x-secret': "''",
          'append:header.x-colour': '${stageVariables.colour} ${request.querystring.shade}',
        },
      }),
      'ANY /query': toUrl('/echo', {
        requestParameters: {
          'append:querystring.page': '2',
          'overwrite:querystring.sort': '$request.querystring.by',
          'remove:querystring.debug': "''",
          'append:querystring.name': '$request.body.name',
        },
      }),
      'ANY /moved/{petId}': toUrl('/', {
        requestParameters: { 'overwrite:path': '/v2/pets/${request.path.petId}' },
      }),
      'GET /status/{code}': toUrl('/status/{code}', {
        responseParameters: {
          '404': { 'overwrite:statuscode': '200', 'append:header.x-was': '404' },
          '500': { 'overwrite:statuscode': '403', 'append:header.error': '$context.requestId' },
        },
      }),
      'GET /pet': toUrl('/pet', {
        responseParameters: {
          '200': {
            'append:header.x-name': '$response.body.name',
            'overwrite:header.x-total': '${response.header.x-total} of 3',
            'remove:header.etag': "''",
          },
        },
      }),
    },
  },
  cases: [
    {
      name: 'changes headers',
      method: 'GET',
      path: '/headers?shade=dark',
      headers: { 'x-tag': 'a', 'x-tags': 'first', 'x-secret': 's', 'x-stage': 'mine' },
      expect: echoed('GET', '/echo?shade=dark', {
        'x-tag': 'a',
        'x-colour': 'green dark',
        'x-tags': 'first,a',
        'x-stage': '$default',
      }),
    },
    {
      name: 'has nothing to change headers with',
      method: 'GET',
      path: '/headers',
      expect: echoed('GET', '/echo', { 'x-colour': 'green', 'x-stage': '$default' }),
    },
    {
      name: 'changes the query',
      method: 'POST',
      path: '/query?by=age&debug=1&page=1&sort=name',
      headers: { 'Content-Type': 'application/json' },
      body: '{"name":"Rex"}',
      expect: echoed(
        'POST',
        '/echo?by=age&page=1&name=Rex&page=2&sort=age',
        { 'content-type': 'application/json' },
        '{"name":"Rex"}',
      ),
    },
    {
      name: 'has no body to change the query with',
      method: 'GET',
      path: '/query',
      expect: echoed('GET', '/echo?page=2'),
    },
    { name: 'replaces the path', method: 'GET', path: '/moved/7?a=1', expect: echoed('GET', '/v2/pets/7?a=1') },
    status(200),
    status(404, { status: 200, headers: { 'x-was': '404' } }),
    status(500, { status: 403, headers: { error: 'AAAAAAAAAAAAAA=' } }),
    {
      name: 'changes headers of a response',
      method: 'GET',
      path: '/pet',
      expect: { status: 200, headers: { 'x-name': 'Rex', 'x-total': '3 of 3', etag: null } },
    },
  ],
};
