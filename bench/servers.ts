import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiCollection, LambdaFunction, Method, RestApi } from '../lib/model/index.js';
import { EMPTY_COLLECTION } from '../lib/model/index.js';
import { listen, LocalRuntime, type RuntimeOptions } from '../lib/runtime/index.js';

/** Starts a server and says its port. */
type Start = () => Promise<number>;

/** What the benches measure, by name; `raw` is the floor that the others are compared with. */
export const SERVERS: Readonly<Record<string, Start>> = {
  raw: () =>
    new Promise((resolve) => {
      const body = Buffer.from('{"message":"hello"}');
      const server = createServer((_request, response) => {
        response.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', String(body.length)]);
        response.end(body);
      });
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    }),
  mock: () => serve(MOCK, []),
  'mock-templates': () => serve(MOCK_TEMPLATES, []),
  untraced: () => serve(MOCK_TEMPLATES, [], { traces: 0 }),
  validated: () => serve({ ...TAKES_PET, requestValidator: 'all' }, []),
  unvalidated: () => serve(TAKES_PET, []),
  'lambda-inline': () => serve(LAMBDA, [ECHO], { lambdaIsolation: 'inline' }),
  'lambda-thread': () => serve(LAMBDA, [ECHO], { lambdaIsolation: 'thread' }),
  'http-proxy': async () => {
    const upstream = await (SERVERS.raw?.() ?? Promise.resolve(0));
    return serve(
      {
        httpMethod: 'GET',
        integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: `http://127.0.0.1:${upstream}/` },
      },
      [],
    );
  },
};

const MOCK: Method = {
  httpMethod: 'GET',
  integration: {
    type: 'MOCK',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: [{ statusCode: '200', responseTemplates: { 'application/json': '{"message":"hello"}' } }],
  },
};

const MOCK_TEMPLATES: Method = {
  httpMethod: 'GET',
  integration: {
    type: 'MOCK',
    requestTemplates: { 'application/json': '#set($code = 200){"statusCode": $code}' },
    responses: [
      {
        statusCode: '200',
        responseTemplates: {
          'application/json': `{"id":"$input.params('id')","name":"$input.params('name')","path":"$context.resourcePath","request":"$context.requestId"}`,
        },
      },
    ],
  },
};

const TAKES_PET: Method = {
  httpMethod: 'POST',
  requestModels: { 'application/json': 'Pet' },
  integration: MOCK.integration,
};

const LAMBDA: Method = {
  httpMethod: 'ANY',
  integration: {
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:echo/invocations',
  },
};

const ECHO: LambdaFunction = {
  name: 'echo',
  handler: 'index.handler',
  runtime: 'nodejs22.x',
  code: { kind: 'inline', source: `exports.handler = async () => ({ statusCode: 200, body: '{"message":"hello"}' });` },
  environment: {},
  timeoutMs: 3_000,
  memoryMegabytes: 128,
};

/** One hundred routes, so that finding one of them costs what it costs in life; the measured one is `/pets/{id}`. */
function apiWith(method: Method): ApiCollection {
  const others = Array.from({ length: 99 }, (_, index) => ({
    path: `/area${index % 10}/thing${index}/{id}`,
    methods: [MOCK],
  }));
  const api: RestApi = {
    protocol: 'REST',
    id: 'bench',
    name: 'bench',
    endpoint: { type: 'REGIONAL' },
    models: [
      {
        name: 'Pet',
        schema: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 0 } },
        },
      },
    ],
    requestValidators: [{ name: 'all', validateRequestBody: true, validateRequestParameters: true }],
    resources: [...others, { path: '/pets/{id}', methods: [method] }],
    stages: [{ name: 'prod' }],
  };
  return { ...EMPTY_COLLECTION, apis: [api] };
}

export function benchRuntime(
  method: Method,
  functions: readonly LambdaFunction[],
  options: RuntimeOptions = {},
): LocalRuntime {
  return new LocalRuntime({ collection: apiWith(method), functions }, options);
}

export const BENCH_METHODS = { MOCK, MOCK_TEMPLATES, LAMBDA, ECHO };

async function serve(
  method: Method,
  functions: readonly LambdaFunction[],
  options: RuntimeOptions = {},
): Promise<number> {
  const runtime = benchRuntime(method, functions, options);
  const [api] = runtime.gateway.apis;
  const listener = await listen((request) => runtime.gateway.handle(request, api?.apiId ?? ''), { port: 0 });
  return listener.port;
}
