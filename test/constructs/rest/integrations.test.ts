import { CfnParameter, Duration, type Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import {
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  RestApi,
  type IRestIntegration,
} from '../../../lib/index.js';
import type { Integration } from '../../../lib/model/index.js';
import { inlineFunction, operationOf, synthesize } from '../synthesize.js';

function bound(integration: (stack: Stack) => IRestIntegration, path = '/pets/{petId}'): Integration {
  let result: Integration | undefined;
  synthesize((stack) => {
    const api = new RestApi(stack, 'Pets');
    api.patch(path, integration(stack));
    result = api.toModel().resources[0]?.methods[0]?.integration;
  });
  if (result === undefined) throw new Error('no integration');
  return result;
}

describe('HttpIntegration', () => {
  test.each<[what: string, integration: IRestIntegration, expected: Partial<Integration>]>([
    [
      'passes on the method and fills in the variables of the path',
      new HttpIntegration('https://example.com/{petId}?v={version}'),
      {
        type: 'HTTP_PROXY',
        httpMethod: 'PATCH',
        uri: 'https://example.com/{petId}?v={version}',
        requestParameters: [{ target: { location: 'path', name: 'petId' }, source: { kind: 'path', name: 'petId' } }],
      },
    ],
    [
      'leaves a variable alone that is mapped',
      new HttpIntegration('https://example.com/{petId}', {
        httpMethod: 'GET',
        timeout: Duration.seconds(3),
        requestParameters: { 'integration.request.path.petId': 'method.request.querystring.id' },
      }),
      {
        type: 'HTTP_PROXY',
        httpMethod: 'GET',
        uri: 'https://example.com/{petId}',
        timeoutMs: 3000,
        requestParameters: [
          { target: { location: 'path', name: 'petId' }, source: { kind: 'querystring', name: 'id' } },
        ],
      },
    ],
    [
      'maps answers when it is no proxy',
      new HttpIntegration('https://example.com', {
        proxy: false,
        passthroughBehavior: 'NEVER',
        requestTemplates: { 'application/json': '{}' },
        responses: [
          { statusCode: 200 },
          { statusCode: 404, selectionPattern: '4\\d\\d', contentHandling: 'CONVERT_TO_TEXT' },
        ],
      }),
      {
        type: 'HTTP',
        httpMethod: 'PATCH',
        uri: 'https://example.com',
        passthroughBehavior: 'NEVER',
        requestTemplates: { 'application/json': '{}' },
        responses: [
          { statusCode: '200' },
          { statusCode: '404', selectionPattern: '4\\d\\d', contentHandling: 'CONVERT_TO_TEXT' },
        ],
      },
    ],
    [
      'passes every answer on with 200 when it is no proxy and says nothing',
      new HttpIntegration('https://example.com', { proxy: false }),
      { type: 'HTTP', httpMethod: 'PATCH', uri: 'https://example.com', responses: [{ statusCode: '200' }] },
    ],
  ])('%s', (_what, integration, expected) => {
    expect(bound(() => integration)).toEqual(expected);
  });

  test('refuses a target that is none', () => {
    const requestParameters = { 'integration.header.X': "'a'" } as never;
    expect(() => bound(() => new HttpIntegration('https://a', { requestParameters }))).toThrow(
      'Cannot map "integration.header.X": a request parameter is integration.request.header.X, .querystring.X or .path.X',
    );
  });
});

describe('LambdaIntegration', () => {
  test('maps requests and answers when it is no proxy', () => {
    const integration = bound(
      (stack) =>
        new LambdaIntegration(inlineFunction(stack, 'Handler'), {
          proxy: false,
          requestTemplates: { 'application/json': '{"id":"$input.params(\'petId\')"}' },
          responses: [{ statusCode: 200 }, { statusCode: 500, selectionPattern: '.+' }],
        }),
    );
    expect(integration).toMatchObject({
      type: 'AWS',
      httpMethod: 'POST',
      responses: [{ statusCode: '200' }, { statusCode: '500', selectionPattern: '.+' }],
    });
  });

  test('names the stage variable as told', () => {
    const integration = bound(
      (stack) =>
        new LambdaIntegration(inlineFunction(stack, 'Handler'), { bind: 'stage-variable', stageVariable: 'handler' }),
    );
    expect(JSON.stringify(integration)).toContain('functions/${stageVariables.handler}/invocations');
  });
});

describe('MockIntegration', () => {
  test('answers by its first response without a request template', () => {
    expect(bound(() => new MockIntegration({ responses: [{ statusCode: 202 }] }))).toEqual({
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode":202}' },
      responses: [{ statusCode: '202' }],
    });
  });
});

describe('mapping expressions', () => {
  test('that hold a token are read when it is: in the template as functions, in the model as what they are', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      const text = new CfnParameter(stack, 'Text').valueAsString;
      const known = stack.toJsonString({ a: 1 });
      api.get(
        '/',
        new HttpIntegration(`https://${text}/`, {
          proxy: false,
          requestParameters: {
            'integration.request.header.A': `'${text}'`,
            'integration.request.header.B': `'${known}'`,
          },
          responses: [{ statusCode: 200, responseParameters: { 'method.response.header.C': `'${text}'` } }],
        }),
      );
      const { integration } = api.toModel().resources[0]?.methods[0] ?? {};
      const value = { kind: 'deploy-time', parts: ["'", { kind: 'reference', logicalId: 'Text' }, "'"] };
      expect(integration?.requestParameters?.map(({ source }) => source)).toEqual([
        { kind: 'deploy-time', language: 'request-mapping', value },
        { kind: 'literal', value: '{"a":1}' },
      ]);
      expect(integration?.responses?.[0]?.responseParameters).toEqual([
        { header: 'C', source: { kind: 'deploy-time', language: 'response-mapping', value } },
      ]);
    });
    expect(operationOf(template, '/', 'get')['x-amazon-apigateway-integration']).toMatchObject({
      uri: { 'Fn::Sub': 'https://${Text}/' },
      requestParameters: { 'integration.request.header.A': { 'Fn::Sub': "'${Text}'" } },
    });
  });
});
