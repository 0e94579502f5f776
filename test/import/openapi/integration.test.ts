import { describe, expect, test } from 'vitest';
import { joinValues, reference, type Diagnostic, type Document, type RestApi } from '../../../lib/model/index.js';
import { codes, methodOf, read } from './read.js';

describe('integrations', () => {
  const integrated = (integration: Document): { api: RestApi; diagnostics: readonly Diagnostic[] } =>
    read({ paths: { '/a': { get: { 'x-amazon-apigateway-integration': integration } } } });

  test("have AWS's variables in their URI and role", () => {
    const { api, diagnostics } = integrated({
      type: 'aws_proxy',
      uri: 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/${AWS::Other}/${stageVariables.fn}/${AWS::AccountId}',
      credentials: 'arn:aws:iam::${AWS::AccountId}:role/caller',
      requestTemplates: { 'text/plain': '${AWS::Region}' },
    });
    expect(diagnostics).toEqual([]);
    expect(methodOf({ api }).integration).toMatchObject({
      uri: joinValues([
        'arn:',
        reference('AWS::Partition'),
        ':apigateway:',
        reference('AWS::Region'),
        ':lambda:path/${AWS::Other}/${stageVariables.fn}/',
        reference('AWS::AccountId'),
      ]),
      credentials: joinValues(['arn:aws:iam::', reference('AWS::AccountId'), ':role/caller']),
      requestTemplates: { 'text/plain': '${AWS::Region}' },
    });
  });

  test('are read in any case, with every member', () => {
    const uri = joinValues(['arn:', reference('Fn', 'Arn')]);
    const result = integrated({
      type: 'Aws',
      httpMethod: 'POST',
      uri,
      credentials: 'role',
      connectionType: 'vpc_link',
      connectionId: 'link',
      integrationTarget: 'listener',
      passthroughBehavior: 'when_no_templates',
      contentHandling: 'convert_to_text',
      timeoutInMillis: '3000',
      cacheNamespace: 'ns',
      cacheKeyParameters: ['method.request.querystring.q'],
      responseTransferMode: 'stream',
      tlsConfig: { insecureSkipVerification: true },
      requestParameters: {
        'integration.request.header.X': "'1'",
        'integration.request.path.p': 'method.request.path.p',
      },
      requestTemplates: { 'application/json': '{}' },
      responses: {
        default: {
          statusCode: 200,
          responseParameters: { 'method.response.header.A': 'integration.response.header.B' },
        },
        '5\\d{2}': {
          statusCode: '502',
          responseTemplates: { 'text/plain': 'x' },
          contentHandling: 'CONVERT_TO_BINARY',
        },
      },
    });
    expect(result.diagnostics).toEqual([]);
    expect(methodOf(result).integration).toEqual({
      type: 'AWS',
      httpMethod: 'POST',
      uri,
      credentials: 'role',
      vpcLink: { id: 'link', target: 'listener' },
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      contentHandling: 'CONVERT_TO_TEXT',
      timeoutMs: 3000,
      cacheNamespace: 'ns',
      cacheKeyParameters: [{ kind: 'method.request', location: 'querystring', name: 'q' }],
      responseTransferMode: 'STREAM',
      insecureSkipVerification: true,
      requestParameters: [
        { target: { location: 'header', name: 'X' }, source: { kind: 'literal', value: '1' } },
        { target: { location: 'path', name: 'p' }, source: { kind: 'path', name: 'p' } },
      ],
      requestTemplates: { 'application/json': '{}' },
      responses: [
        { statusCode: '200', responseParameters: [{ header: 'A', source: { kind: 'header', name: 'B' } }] },
        {
          statusCode: '502',
          selectionPattern: '5\\d{2}',
          responseTemplates: { 'text/plain': 'x' },
          contentHandling: 'CONVERT_TO_BINARY',
        },
      ],
    });
  });

  test.each<[what: string, integration: Document, read: unknown, found: readonly string[]]>([
    ['a mock with a verb', { type: 'MOCK', httpMethod: 'GET' }, { type: 'MOCK' }, ['info not-read']],
    [
      'no verb for a function',
      { type: 'aws_proxy', uri: 'u' },
      { type: 'AWS_PROXY', uri: 'u', httpMethod: 'POST' },
      [],
    ],
    ['no verb for a URL', { type: 'http', uri: 'u' }, { type: 'HTTP', uri: 'u', httpMethod: 'GET' }, []],
    ['no URI', { type: 'aws' }, undefined, ['error invalid-value']],
    ['no type', { uri: 'u' }, undefined, ['error invalid-value']],
    ['an unknown type', { type: 'lambda', uri: 'u' }, undefined, ['error invalid-value', 'error invalid-value']],
    ['no object', 'mock', undefined, ['error invalid-value']],
    [
      'an unknown member',
      { type: 'mock', passThroughBehavior: 'never' },
      { type: 'MOCK' },
      ['warning unknown-property'],
    ],
    ['a foreign extension', { type: 'mock', 'x-mine': 1 }, { type: 'MOCK' }, ['info not-read']],
    [
      'a mapping of no text',
      { type: 'mock', requestParameters: { 'integration.request.header.X': true } },
      { type: 'MOCK', requestParameters: [] },
      ['warning invalid-value'],
    ],
    [
      'a mapping to nowhere',
      { type: 'mock', requestParameters: { 'integration.X': "'a'" } },
      { type: 'MOCK', requestParameters: [] },
      ['error parameter-mapping-invalid'],
    ],
    ['an unknown word', { type: 'mock', passthroughBehavior: 'always' }, { type: 'MOCK' }, ['error invalid-value']],
    [
      'a link without an id',
      { type: 'http', uri: 'u', httpMethod: 'GET', connectionType: 'VPC_LINK' },
      { type: 'HTTP', uri: 'u', httpMethod: 'GET' },
      ['error invalid-value'],
    ],
  ])('with %s', (_what, integration, expected, found) => {
    const result = integrated(integration);
    expect(methodOf(result).integration).toEqual(expected);
    expect(codes(result)).toEqual(found);
  });
});
