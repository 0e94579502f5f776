import { describe, expect, test } from 'vitest';
import type { Document } from '../../../lib/model/index.js';
import { imported, importOf, MOCK, openApi, operation, refusal, swagger, type Members } from './documents.js';

const LAMBDA =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations';
const http = (members: Members = {}): Members => ({
  type: 'http',
  httpMethod: 'GET',
  uri: 'https://example.com/',
  responses: { default: { statusCode: '200' } },
  ...members,
});
const withIntegration = (integration: Document): Members =>
  openApi({ paths: { '/pets': { get: operation({}, integration) } } });
const PUT = "Unable to put integration on 'GET' for resource at path '/pets': ";
const INVALID = 'Invalid mapping expression specified: Validation Result: warnings : [], errors : ';

describe('what an import refuses', () => {
  test.each<[what: string, document: Members, error: string]>([
    [
      'a model name',
      openApi({ components: { schemas: { Pet_1: { type: 'object' } } } }),
      "Unable to create model for 'Pet_1': Model name must be alphanumeric: Pet_1",
    ],
    [
      'two variables beside each other',
      openApi({ paths: { '/a/{id}': { get: operation() }, '/a/{email}/b': { get: operation() } } }),
      "Unable to create resource at path '/a/{email}/b': A sibling ({id}) of this resource already has a variable path part -- only one is allowed",
    ],
    [
      'a path below a greedy variable',
      openApi({ paths: { '/{proxy+}': { get: operation() }, '/{proxy+}/a': { get: operation() } } }),
      "Unable to create resource at path '/{proxy+}/a': Cannot create a child of a resource with a greedy path variable: {proxy+}",
    ],
    [
      'a character in a path',
      openApi({ paths: { '/a b': { get: operation() } } }),
      "Unable to create resource at path '/a b': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    ],
    [
      'a character in the name of a parameter',
      openApi({ paths: { '/pets': { get: operation({ parameters: [{ name: 'page[size]', in: 'query' }] }) } } }),
      `Unable to put method 'GET' on resource at path '/pets': ${INVALID}[Parameter name should match the following regular expression: ^[a-zA-Z0-9._$-]+$]`,
    ],
    [
      'one parameter name in two places',
      openApi({
        paths: {
          '/pets': {
            get: operation({
              parameters: [
                { name: 'a', in: 'query' },
                { name: 'a', in: 'header' },
              ],
            }),
          },
        },
      }),
      "Unable to put method 'GET' on resource at path '/pets': Parameter names must be unique across querystring, header and path",
    ],
    [
      'a header that is mapped and not declared',
      withIntegration(
        http({
          requestParameters: { 'integration.request.header.Authorization': 'method.request.header.Authorization' },
        }),
      ),
      `${PUT}${INVALID}[Invalid mapping expression parameter specified: method.request.header.Authorization]`,
    ],
    [
      'a type',
      withIntegration({ type: 'HTTPS' }),
      `${PUT}1 validation error detected: Value 'HTTPS' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]`,
    ],
    [
      'a missing verb',
      withIntegration({ type: 'http', uri: 'https://example.com/' }),
      `${PUT}Enumeration value for HttpMethod must be non-empty`,
    ],
    [
      'a missing URI',
      withIntegration({ type: 'http_proxy', httpMethod: 'GET' }),
      `${PUT}Invalid HTTP endpoint specified for URI`,
    ],
    [
      'what is no ARN',
      withIntegration({ type: 'aws_proxy', httpMethod: 'POST', uri: 'x' }),
      `${PUT}Invalid ARN specified in the request`,
    ],
    [
      'the ARN of a function',
      withIntegration({
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      }),
      `${PUT}AWS ARN for integration must contain path or action`,
    ],
    [
      'a timeout',
      withIntegration(http({ timeoutInMillis: 30_000 })),
      `${PUT}Timeout should be between 50 ms and 29000 ms`,
    ],
    [
      'an authorizer without its extension',
      swagger({
        securityDefinitions: {
          users: { type: 'apiKey', name: 'A', in: 'header', 'x-amazon-apigateway-authtype': 'custom' },
        },
      }),
      "Unable to create authorizer from security definition: 'users'. Extension x-amazon-apigateway-authorizer is required. Any methods with security: 'users' will not be created.",
    ],
  ])('%s', (_what, document, error) => {
    expect(refusal(document)).toBe(`Errors found during import:\n\t${error}`);
  });

  test.each<[what: string, mapping: Members, type: string, problem: string | undefined]>([
    [
      'a header',
      { 'method.response.header.X-Y': "'1'" },
      'http',
      'Invalid mapping expression parameter specified: method.response.header.X-Y',
    ],
    [
      'a source',
      { 'method.response.header.X': 'https://a.b' },
      'http',
      'Invalid mapping expression specified: https://a.b',
    ],
    ['a declared header, in another case', { 'method.response.header.x': "'1'" }, 'http', undefined],
    ['a header of a proxy', { 'method.response.header.X-Y': "'1'" }, 'http_proxy', undefined],
  ])('in an integration response: %s', (_what, responseParameters, type, problem) => {
    const integration = http({ type, responses: { default: { statusCode: '200', responseParameters } } });
    const responses = { 200: { description: 'OK', headers: { X: { schema: { type: 'string' } } } } };
    expect(refusal(openApi({ paths: { '/pets': { get: operation({ responses }, integration) } } }))).toBe(
      problem &&
        `Errors found during import:\n\tUnable to put integration response on 'GET' for resource at path '/pets': ${INVALID}[${problem}]`,
    );
  });

  test.each<[what: string, document: Document]>([
    ['no object', 'openapi'],
    ['a list', []],
    ['an object without a version', { info: { title: 'Pets' } }],
    ['OpenAPI 3.1', { openapi: '3.1.0', info: { title: 'Pets', version: '1' }, paths: {} }],
    ['Swagger 1.2', { swaggerVersion: '1.2' }],
  ])('%s, as a document that cannot be read', (_what, document) => {
    expect(importOf(document)).toMatchObject({
      kind: 'refused',
      error: { status: 400, code: 'BadRequestException', message: 'Invalid OpenAPI input.' },
    });
  });

  test('with the warnings behind the errors', () => {
    const document = openApi({
      servers: [{ url: '/a' }, { url: '/b' }],
      paths: { '/a/{id}': { get: operation() }, '/a/{name}': { get: operation({}, { type: 'http' }) } },
    });
    expect(refusal(document)).toBe(
      [
        'Errors found during import:',
        "\tUnable to create resource at path '/a/{name}': A sibling ({id}) of this resource already has a variable path part -- only one is allowed",
        "\tUnable to put integration on 'GET' for resource at path '/a/{name}': Enumeration value for HttpMethod must be non-empty",
        'Additionally, these warnings were found:',
        '\tMore than one server provided. Ignoring all but the first for defining endpoint configuration',
      ].join('\n'),
    );
  });

  test('warnings, with failonwarnings', () => {
    const document = openApi({ servers: [{ url: '/a' }, { url: '/b' }] });
    expect(refusal(document, { failOnWarnings: true })).toBe(
      'Warnings found during import:\n\tMore than one server provided. Ignoring all but the first for defining endpoint configuration',
    );
    expect(refusal(openApi({}), { failOnWarnings: true })).toBeUndefined();
  });
});

describe('what an import takes', () => {
  test.each<[what: string, integration: Document]>([
    ['a mock without a verb', MOCK],
    ['a function', { type: 'aws_proxy', httpMethod: 'POST', uri: LAMBDA }],
    [
      'a function in the account of the import',
      {
        type: 'AWS_PROXY',
        httpMethod: 'POST',
        uri: LAMBDA.replaceAll('us-east-1', '${AWS::Region}').replace('arn:aws', 'arn:${AWS::Partition}'),
      },
    ],
    [
      'a stream that takes minutes',
      {
        type: 'http_proxy',
        httpMethod: 'GET',
        uri: 'https://a.b/',
        responseTransferMode: 'STREAM',
        timeoutInMillis: 600_000,
      },
    ],
    [
      'a variable of the path',
      http({ requestParameters: { 'integration.request.path.id': 'method.request.path.id' } }),
    ],
    ['a literal', http({ requestParameters: { 'integration.request.header.X': "'1'" } })],
  ])('%s', (_what, integration) => {
    expect(imported(withIntegration(integration)).warnings).toEqual([]);
  });

  test('one variable name below several paths, and the same path twice', () => {
    expect(
      refusal(
        openApi({
          paths: {
            '/a/{id}': { get: operation() },
            '/b/{name}': { get: operation() },
            '/a/{id}/c': { get: operation() },
          },
        }),
      ),
    ).toBeUndefined();
  });
});

test.each<[what: string, uri: Document, finding: string | undefined]>([
  [
    'a function of CloudFormation',
    { 'Fn::Sub': 'arn:${AWS::Region}' },
    'An import does not evaluate Fn::Sub: only a template that includes the document does',
  ],
  ['a reference', { Ref: 'Uri' }, 'An import does not evaluate Ref: only a template that includes the document does'],
  ['a property named Ref', { Ref: { type: 'string' } }, undefined],
])('%s has a finding of its own', (_what, uri, finding) => {
  const { diagnostics } = importOf(withIntegration({ type: 'aws', httpMethod: 'POST', uri }), { file: 'pets.yaml' });
  const found = diagnostics.filter(({ message }) => message.startsWith('An import does not evaluate'));
  const property = 'paths["/pets"].get.x-amazon-apigateway-integration.uri';
  expect(found.map(({ message, place }) => [message, place])).toEqual(
    finding === undefined ? [] : [[finding, { file: 'pets.yaml', property }]],
  );
});
