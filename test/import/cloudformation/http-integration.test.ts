import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import {
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  parseServiceParameters,
  reference,
  type HttpApi,
  type Json,
} from '../../../lib/model/index.js';

/** An integration as an HTTP API's route has it, and what was found about it. */
function readIntegration(properties: Readonly<Record<string, Json>>) {
  const ApiId = { Ref: 'Http' };
  const { collection, diagnostics } = readTemplate({
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Http', ProtocolType: 'HTTP' } },
      Backend: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId, ...properties } },
      Get: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: { ApiId, RouteKey: 'GET /{id}', Target: { 'Fn::Sub': 'integrations/${Backend}' } },
      },
    },
  });
  const [api] = collection.apis as readonly HttpApi[];
  return {
    integration: api?.routes[0]?.integration,
    diagnostics: diagnostics.map(({ code, place }) => `${code} ${place.property ?? ''}`),
  };
}

describe("an HTTP API's integration in a template", () => {
  test('of a function without its payload version is reported once, and gets 1.0', () => {
    const ApiId = { Ref: 'Http' };
    const route = (RouteKey: string): Json => ({
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId, RouteKey, Target: { 'Fn::Sub': 'integrations/${Backend}' } },
    });
    const IntegrationUri = 'arn:aws:lambda:us-east-1:000000000000:function:f';
    const { collection, diagnostics } = readTemplate({
      Resources: {
        Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Http', ProtocolType: 'HTTP' } },
        Backend: {
          Type: 'AWS::ApiGatewayV2::Integration',
          Properties: { ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri },
        },
        Get: route('GET /'),
        Post: route('POST /'),
      },
    });
    expect(diagnostics.map(({ severity, code, place, message }) => [severity, code, place, message])).toEqual([
      [
        'warning',
        'invalid-value',
        { element: 'Backend', property: 'PayloadFormatVersion' },
        'A Lambda integration of an HTTP API requires a PayloadFormatVersion; 1.0 is assumed',
      ],
    ]);
    const [api] = collection.apis as readonly HttpApi[];
    expect(api?.routes.map(({ integration }) => integration)).toEqual(
      Array(2).fill({ type: 'AWS_PROXY', uri: IntegrationUri, payloadFormatVersion: '1.0' }),
    );
  });

  test('has mappings of requests and, by status, of responses', () => {
    const { integration, diagnostics } = readIntegration({
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: 'https://example.com',
      PayloadFormatVersion: '1.0',
      RequestParameters: { 'overwrite:path': '/v1/${request.path.id}', 'append:header.X-Id': '$context.requestId' },
      ResponseParameters: {
        '404': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: 403 }] },
        '500': {
          ResponseParameters: [
            { Destination: 'append:header.X-A', Source: '$response.header.A' },
            { Destination: 'remove:header.X-B', Source: "''" },
          ],
        },
      },
    });
    expect(integration).toEqual({
      type: 'HTTP_PROXY',
      httpMethod: 'ANY',
      uri: 'https://example.com',
      requestParameters: parseHttpRequestMappings({
        'overwrite:path': '/v1/${request.path.id}',
        'append:header.X-Id': '$context.requestId',
      }),
      responseParameters: [
        { statusCode: '404', mappings: parseHttpResponseMappings({ 'overwrite:statuscode': '403' }) },
        {
          statusCode: '500',
          mappings: parseHttpResponseMappings({
            'append:header.X-A': '$response.header.A',
            'remove:header.X-B': "''",
          }),
        },
      ],
    });
    expect(diagnostics).toEqual([]);
  });

  test('has parameters of a service', () => {
    const { integration, diagnostics } = readIntegration({
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: 'SQS-SendMessage',
      PayloadFormatVersion: '1.0',
      RequestParameters: { QueueUrl: { Ref: 'Queue' }, MessageBody: '$request.body' },
    });
    expect(integration).toEqual({
      type: 'AWS_SERVICE',
      subtype: 'SQS-SendMessage',
      parameters: parseServiceParameters({ QueueUrl: reference('Queue'), MessageBody: '$request.body' }),
    });
    expect(diagnostics).toEqual([]);
  });

  test.each<[what: string, status: Json]>([
    ['a map', { 'overwrite:statuscode': '403' }],
    ['an entry without a source', { ResponseParameters: [{ Destination: 'overwrite:statuscode' }] }],
    ['an entry that is no object', { ResponseParameters: ['overwrite:statuscode'] }],
  ])('reports response parameters that are %s', (_what, status) => {
    const { integration, diagnostics } = readIntegration({
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: 'https://example.com',
      ResponseParameters: { '404': status },
    });
    expect(integration).toMatchObject({ responseParameters: [{ statusCode: '404', mappings: [] }] });
    expect(diagnostics).toEqual(['invalid-value ResponseParameters.404']);
  });
});
