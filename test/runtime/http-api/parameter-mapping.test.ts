import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HttpApi, HttpApiRoute, PayloadFormatVersion } from '../../../lib/model/index.js';
import {
  joinValues,
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseHttpRouteKey,
  reference,
  type Value,
} from '../../../lib/model/index.js';
import type { HttpRequest, HttpResponse, LocalRuntime } from '../../../lib/runtime/index.js';
import { Backend } from './backend.js';
import { lambdaRoute, send, serveHttpApi } from './gateway.js';
import { wholeBody } from '../../support/whole-body.js';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());

const open: LocalRuntime[] = [];
afterEach(async () => {
  backend.respond = (_request, response) => void response.end('ok');
  await Promise.all(open.splice(0).map((runtime) => runtime.close()));
});

interface Mappings {
  readonly request?: Readonly<Record<string, Value<string>>>;
  readonly responses?: Readonly<Record<string, Readonly<Record<string, Value<string>>>>>;
}

function mappingsOf({ request = {}, responses = {} }: Mappings) {
  return {
    requestParameters: parseHttpRequestMappings(request),
    responseParameters: Object.entries(responses).map(([statusCode, mappings]) => ({
      statusCode,
      mappings: parseHttpResponseMappings(mappings),
    })),
  };
}

function proxied(key: string, mappings: Mappings): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    integration: {
      ...{ type: 'HTTP_PROXY', httpMethod: 'ANY', uri: `http://${backend.address}/base` },
      ...mappingsOf(mappings),
    },
  };
}

const DEV: Partial<HttpApi> = { stages: [{ name: 'dev', variables: { env: 'blue' } }] };

/** A request to `POST /dev/pets/{id}`. */
const REQUEST = {
  method: 'POST',
  target: '/dev/pets/a%20b?tag=1&tag=2&Own=x',
  headers: [
    ['Host', 'api.test'],
    ['Content-Type', 'application/json'],
    ['X-Many', '1'],
    ['x-many', '2'],
  ],
  body: Buffer.from('{"name":"Rex","age":1.5,"tags":["a",{"b":null}],"deep":{"x-y":[10,20]}}'),
} as const satisfies Partial<HttpRequest>;

function sendTo(route: HttpApiRoute, request: Partial<HttpRequest> = REQUEST): Promise<HttpResponse> {
  const runtime = serveHttpApi(
    [route],
    (event) => Promise.resolve({ statusCode: 200, body: JSON.stringify(event) }),
    DEV,
  );
  open.push(runtime);
  return send(runtime, request);
}

async function mapRequest(request: Mappings['request'], sent: Partial<HttpRequest> = REQUEST) {
  const response = await sendTo(proxied('POST /pets/{id}', { ...(request && { request }) }), sent);
  expect(response.status).toBe(200);
  return backend.last;
}

describe('compileRequestMappings()', () => {
  test.each<[value: string, expected: string]>([
    ['literal', 'literal'],
    ['$request.header.X-MANY', '1,2'],
    ['$request.querystring.tag', '1,2'],
    ['$request.path', '/pets/a b'],
    ['$request.path.id', 'a b'],
    ['$request.body.name', 'Rex'],
    ['$request.body.age', '1.5'],
    ['$request.body.tags', '["a",{"b":null}]'],
    ['$request.body.deep.x-y[1]', '20'],
    ['$context.stage', 'dev'],
    ['$context.requestId', 'AAAAAAAAAAAAAA='],
    ['$context.identity.sourceIp', '192.0.2.1'],
    ['$context.routeKey', 'POST /pets/{id}'],
    ['$stageVariables.env', 'blue'],
    ['${request.path.id}-${context.stage}', 'a b-dev'],
    ['${request.header.x-none}:${stageVariables.env}', ':blue'],
  ])('reads %s', async (value, expected) => {
    expect((await mapRequest({ 'overwrite:header.x-to': value })).headers['x-to']).toBe(expected);
  });

  test.each([
    '$request.header.x-none',
    '$request.querystring.own',
    '$request.body.none',
    '$request.body.tags[1].b',
    '$context.none',
    '$context.authorizer',
    '$stageVariables.none',
  ])('changes nothing where %s has no value', async (value) => {
    const { headers } = await mapRequest({ 'overwrite:header.x-many': value });
    expect(headers['x-many']).toBe('1, 2');
  });

  test.each<[key: string, value: string, expected: string | undefined]>([
    ['append:header.x-many', '3', '1,2,3'],
    ['append:header.x-new', '3', '3'],
    ['overwrite:header.x-many', '3', '3'],
    ['remove:header.x-many', '', undefined],
  ])('%s makes %s %s', async (key, value, expected) => {
    const { headers } = await mapRequest({ [key]: value });
    expect(headers[key.replace(/^.*\./, '')]).toBe(expected);
  });

  test('reads the request as it came, so that a value can move from header to header', async () => {
    const { headers } = await mapRequest({ 'append:header.x-a': '$request.header.x-many', 'remove:header.x-many': '' });
    expect([headers['x-a'], headers['x-many']]).toEqual(['1,2', undefined]);
  });

  test.each<[request: Readonly<Record<string, string>>, target: string]>([
    [{ 'append:querystring.tag': '3' }, '/base?tag=1&tag=2&Own=x&tag=3'],
    [{ 'overwrite:querystring.tag': 'a b' }, '/base?Own=x&tag=a%20b'],
    [{ 'remove:querystring.tag': '' }, '/base?Own=x'],
    [{ 'remove:querystring.own': '' }, '/base?tag=1&tag=2&Own=x'],
    [{ 'overwrite:path': '$request.path' }, '/pets/a%20b?tag=1&tag=2&Own=x'],
    [{ 'overwrite:path': '/store/$request.path.id' }, '/store/a%20b?tag=1&tag=2&Own=x'],
    [{ 'overwrite:path': 'a?b%20c', 'remove:querystring.tag': '' }, '/a%3Fb%20c?Own=x'],
  ])('%j sends %s', async (request, target) => {
    expect((await mapRequest(request)).target).toBe(target);
  });

  test('overwrites the host that the backend is called by', async () => {
    expect((await mapRequest({ 'overwrite:header.host': 'shop.test' })).headers.host).toBe('shop.test');
  });

  test('reads a path in the first 100 KB of a body, the whole body otherwise', async () => {
    const body = Buffer.from(JSON.stringify({ name: 'Rex', fill: 'x'.repeat(100 * 1024) }));
    const { headers } = await mapRequest({ 'append:header.x-name': '$request.body.name' }, { ...REQUEST, body });
    expect(headers['x-name']).toBeUndefined();
  });

  test('responds 500 when no header can carry the value', async () => {
    const route = proxied('POST /pets/{id}', { request: { 'append:header.x-a': '$request.body.name' } });
    const response = await sendTo(route, { ...REQUEST, body: Buffer.from('{"name":"a\\r\\nX-Evil: 1"}') });
    expect([response.status, String(wholeBody(response))]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  test.each<[request: Readonly<Record<string, Value<string>>>]>([
    [{ 'overwrite:header.Authorization': 'x' }],
    [{ 'remove:header.x-amz-date': '' }],
    [{ 'append:header.access-control-max-age': '1' }],
    [{ 'append:header.X-Forwarded-For': '1' }],
    [{ 'append:path': '/' }],
    [{ 'append:header.x-a': '$request.body..name' }],
    [{ 'append:header.x-a': '$request.body.tags[?(@.b)]' }],
    [{ 'append:header.x-a': '$response.header.x' }],
    [{ 'append:header.x-a': joinValues([reference('Table')]) }],
  ])('refuses %j', async (request) => {
    expect((await sendTo(proxied('POST /pets/{id}', { request }))).status).toBe(501);
  });

  test.each<[version: PayloadFormatVersion, expected: object]>([
    ['2.0', { rawPath: '/a b', rawQueryString: 'Own=x', headers: { 'x-to': '1,2' } }],
    ['1.0', { path: '/a%20b', queryStringParameters: { Own: 'x' }, headers: { 'x-to': '1,2' } }],
  ])('changes the event %s of a function', async (version, expected) => {
    const { integration, ...route } = lambdaRoute('POST /pets/{id}', version);
    if (integration?.type !== 'AWS_PROXY') throw new Error('expected a function');
    const request = {
      ...{ 'append:header.x-to': '$request.header.x-many', 'overwrite:path': '/$request.path.id' },
      'remove:querystring.tag': '',
    };
    const response = await sendTo({ ...route, integration: { ...integration, ...mappingsOf({ request }) } });
    expect(JSON.parse(String(wholeBody(response)))).toMatchObject(expected);
  });
});

describe('compileResponseMappings()', () => {
  async function mapResponse(responses: NonNullable<Mappings['responses']>): Promise<HttpResponse> {
    backend.respond = (_request, response) => {
      response.writeHead(404, { 'x-own': 'yes', 'content-type': 'application/json' });
      response.end('{"code":"gone","status":410}');
    };
    return sendTo(proxied('POST /pets/{id}', { responses }));
  }

  test.each<[mappings: Readonly<Record<string, string>>, status: number, headers: Readonly<Record<string, string>>]>([
    [{ 'append:header.x-own': 'too' }, 404, { 'X-own': 'yes,too' }],
    [{ 'overwrite:header.X-Own': '$response.body.code' }, 404, { 'X-Own': 'gone' }],
    [{ 'overwrite:header.x-own': '$context.stage-' }, 404, { 'X-own': 'yes' }],
    [{ 'append:header.x-a': '$response.header.X-OWN', 'remove:header.x-own': '' }, 404, { 'X-a': 'yes' }],
    [
      { 'append:header.x-a': '${stageVariables.env}/${response.body.status}' },
      404,
      { 'X-own': 'yes', 'X-a': 'blue/410' },
    ],
    [{ 'overwrite:statuscode': '200' }, 200, { 'X-own': 'yes' }],
    [{ 'overwrite:statuscode': '$response.body.status' }, 410, { 'X-own': 'yes' }],
  ])('%j', async (mappings, status, headers) => {
    const response = await mapResponse({ '404': mappings, '500': { 'overwrite:statuscode': '201' } });
    const own = response.headers.filter(([name]) => /^x-/i.test(name));
    expect([response.status, Object.fromEntries(own)]).toEqual([status, headers]);
  });

  test('leaves responses of other statuses alone', async () => {
    const response = await mapResponse({ '500': { 'overwrite:statuscode': '201', 'remove:header.x-own': '' } });
    expect([response.status, response.headers[0]]).toEqual([404, ['X-own', 'yes']]);
  });

  test('responds 500 when the mapped status is none', async () => {
    expect((await mapResponse({ '404': { 'overwrite:statuscode': '$response.body.code' } })).status).toBe(500);
  });

  test.each<[mappings: Readonly<Record<string, string>>]>([
    [{ 'append:header.apigw-requestid': 'x' }],
    [{ 'overwrite:header.Access-Control-Allow-Origin': '*' }],
    [{ 'append:header.x-a': '$request.header.x' }],
    [{ 'overwrite:path': '/' }],
  ])('refuses %j', async (mappings) => {
    expect((await mapResponse({ '200': mappings })).status).toBe(501);
  });

  test('maps the response of a function', async () => {
    const { integration, ...route } = lambdaRoute('POST /pets/{id}');
    if (integration?.type !== 'AWS_PROXY') throw new Error('expected a function');
    const responses = { '200': { 'overwrite:statuscode': '202', 'append:header.x-path': '$response.body.rawPath' } };
    const response = await sendTo({ ...route, integration: { ...integration, ...mappingsOf({ responses }) } });
    expect([response.status, response.headers]).toEqual([202, expect.arrayContaining([['X-path', '/dev/pets/a b']])]);
  });
});
