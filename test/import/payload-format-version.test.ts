import { afterAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../lib/import/source/load-source.js';
import type { HttpApi } from '../../lib/model/index.js';
import { WrittenFiles } from '../support/behaviour.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const AUTHORIZER = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;

/** An HTTP API with a function behind its route and another before it, both of a version as it is written. */
const DEFINITIONS: Readonly<Record<string, (version: string) => string>> = {
  cloudformation: (version) => `
Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: a, ProtocolType: HTTP } }
  Guard:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: { ApiId: !Ref Api, AuthorizerType: REQUEST, Name: guard, AuthorizerUri: '${AUTHORIZER}', AuthorizerPayloadFormatVersion: ${version}, IdentitySource: [$request.header.A] }
  Backend:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: '${FUNCTION}', PayloadFormatVersion: ${version} }
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: 'GET /', AuthorizationType: CUSTOM, AuthorizerId: !Ref Guard, Target: !Sub 'integrations/\${Backend}' }
`,
  openapi: (version) => `
openapi: 3.0.1
info: { title: a, version: '1' }
x-amazon-apigateway-cors: { allowOrigins: ['*'] }
components:
  securitySchemes:
    guard:
      { type: apiKey, in: header, name: A, x-amazon-apigateway-authorizer: { type: request, authorizerUri: '${AUTHORIZER}', authorizerPayloadFormatVersion: ${version}, identitySource: $request.header.A } }
paths:
  /:
    get:
      security: [{ guard: [] }]
      x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: '${FUNCTION}', payloadFormatVersion: ${version} }
`,
  sam: (version) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers: { guard: { FunctionArn: '${FUNCTION}', AuthorizerPayloadFormatVersion: ${version}, Identity: { Headers: [A] } } }
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: ''
      Events:
        Get: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /, Method: get, PayloadFormatVersion: ${version}, Auth: { Authorizer: guard } } }
`,
};

describe('the payload format version of an HTTP API', () => {
  const formats = Object.keys(DEFINITIONS);
  const spellings = [
    ['1.0', '1.0'],
    ["'1.0'", '1.0'],
    ['2.0', '2.0'],
    ["'2.0'", '2.0'],
  ] as const;
  test.each(formats.flatMap((format) => spellings.map((spelling) => [format, ...spelling] as const)))(
    'in %s, written %s, is %s',
    async (format, written, version) => {
      const path = files.text(`${format}.yaml`, DEFINITIONS[format]?.(written) ?? '');
      const { collection, diagnostics } = await loadSource(path);
      const { authorizers, routes } = collection.apis[0] as HttpApi;
      expect(routes[0]?.integration).toMatchObject({ payloadFormatVersion: version });
      expect(authorizers[0]).toMatchObject({ payloadFormatVersion: version });
      expect(diagnostics).toEqual([]);
    },
  );

  test('is reported where there is no such version', async () => {
    const path = files.text('unknown.yaml', DEFINITIONS.cloudformation?.('3.0') ?? '');
    const { diagnostics } = await loadSource(path);
    expect(diagnostics.map(({ place }) => place.property)).toEqual([
      'AuthorizerPayloadFormatVersion',
      'PayloadFormatVersion',
    ]);
  });
});
