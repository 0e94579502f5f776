import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Document, InlineHandler } from '../../lib/model/index.js';
import { LocalGateway } from '../../lib/testing/index.js';
import { ask, asExpected, WrittenFiles, type BehaviourCase } from '../support/behaviour.js';
import { EchoBackend } from './echo-backend.js';

/*
 * Faults of other tools that users of AWS reported in public, in one document as it is written by hand, with the responses of
 * AWS.
 */

const FORM = 'application/x-www-form-urlencoded';
const OK = { description: 'ok' };

function http(path: string, requestParameters: Document, responseParameters: Document = {}): Document {
  return {
    type: 'http',
    httpMethod: 'GET',
    uri: `http://\${stageVariables.backend}${path}`,
    requestParameters,
    responses: { default: { statusCode: '200', responseParameters } },
  };
}

function operation(integration: Document, members: Readonly<Record<string, Document>> = {}): Document {
  return { responses: { 200: OK }, 'x-amazon-apigateway-integration': integration, ...members };
}

const WHOLE_RESPONSE = { 'method.response.header.X-Body': 'integration.response.body' };

const DOCUMENT: Document = {
  swagger: '2.0',
  info: { title: 'Reports', version: '1' },
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: true } },
  paths: {
    '/form': {
      post: operation(
        {
          type: 'mock',
          requestTemplates: { [FORM]: '{"statusCode":200}' },
          responses: { default: { statusCode: '200' } },
        },
        {
          consumes: [FORM],
          'x-amazon-apigateway-request-validator': 'all',
          parameters: [
            { name: 'email', in: 'formData', type: 'string', required: true },
            { name: 'q', in: 'query', type: 'string', required: true },
          ],
        },
      ),
    },
    '/body': {
      post: operation(
        http('/echo', {
          'integration.request.header.X-User': 'method.request.body.user.name',
          'integration.request.querystring.all': 'method.request.body',
        }),
      ),
    },
    '/empty': { get: operation(http('/empty', {}, WHOLE_RESPONSE)) },
    '/broken': { get: operation(http('/broken', {}, WHOLE_RESPONSE)) },
    '/tags': {
      get: operation(
        http('/echo', {
          'integration.request.querystring.all': 'method.request.multivaluequerystring.tag',
          'integration.request.querystring.last': 'method.request.querystring.tag',
          'integration.request.header.X-All': 'method.request.multivalueheader.X-Tag',
          'integration.request.header.X-Last': 'method.request.header.X-Tag',
        }),
      ),
    },
    '/null/{headers}': {
      get: operation({
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:f/invocations',
      }),
    },
  },
};

const NULLS: Readonly<Record<string, object>> = {
  single: { statusCode: 204, headers: { 'Content-Type': null } },
  several: { statusCode: 204, multiValueHeaders: { 'Content-Type': [null] } },
};

const f: InlineHandler = ({ pathParameters }: { pathParameters: { headers: string } }) =>
  NULLS[pathParameters.headers] ?? {};

const CASES: readonly BehaviourCase[] = [
  {
    name: 'form fields are not validated',
    method: 'POST',
    path: '/form?q=1',
    headers: { 'Content-Type': FORM },
    body: 'email=a',
    expect: { status: 200 },
  },
  {
    name: 'a parameter beside form fields is',
    method: 'POST',
    path: '/form',
    headers: { 'Content-Type': FORM },
    body: 'email=a',
    expect: { status: 400, json: { message: 'Missing required request parameters: [q]' } },
  },
  {
    name: 'an empty body is mapped as {}',
    method: 'POST',
    path: '/body',
    expect: { status: 200, json: expect.objectContaining({ url: '/echo?all=%7B%7D' }) },
  },
  {
    name: 'a mapped body that begins with { has to be JSON',
    method: 'POST',
    path: '/body',
    body: '{"user":',
    expect: { status: 400, json: { message: 'Invalid JSON in request body' } },
  },
  {
    name: 'an empty body of a backend is mapped as {}',
    method: 'GET',
    path: '/empty',
    expect: { status: 200, headers: { 'x-body': '{}' } },
  },
  {
    name: "a backend's mapped body that begins with { has to be JSON",
    method: 'GET',
    path: '/broken',
    expect: { status: 500, json: { message: 'Internal server error' } },
  },
  {
    name: 'each value of a query parameter is mapped, and the last of a plain source',
    method: 'GET',
    path: '/tags?tag=a&tag=b',
    headers: [
      ['X-Tag', 'c'],
      ['X-Tag', 'd'],
    ],
    expect: {
      status: 200,
      json: expect.objectContaining({
        url: '/echo?all=a&all=b&last=b',
        headers: expect.objectContaining({ 'x-all': 'c,d', 'x-last': 'd' }) as unknown,
      }),
    },
  },
  ...['single', 'several'].map((headers): BehaviourCase => ({
    name: `a Content-Type of null keeps the default away (${headers})`,
    method: 'GET',
    path: `/null/${headers}`,
    expect: { status: 204, headers: { 'content-type': null }, text: '' },
  })),
];

const files = new WrittenFiles();
const backend = new EchoBackend();
let gateway: LocalGateway;

beforeAll(async () => {
  await backend.start();
  gateway = await LocalGateway.fromOpenApi(files.json('reports.json', DOCUMENT), {
    functions: { f },
    stageVariables: { backend: backend.address },
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.stop();
  files.remove();
});

test.each(CASES.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
  expect(asExpected(await ask(gateway, one), one.expect)).toEqual(one.expect);
});

test('a form field is reported', () => {
  expect(gateway.diagnostics.map(({ message }) => message)).toContain(
    'API Gateway ignores the formData parameter email: forms have no model',
  );
});
