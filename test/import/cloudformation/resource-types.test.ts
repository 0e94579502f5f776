import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import type { Json } from '../../../lib/model/index.js';

function findingsOf(resource: Json): readonly string[] {
  const { diagnostics } = readTemplate({ Resources: { Connect: resource } });
  return diagnostics.map(({ severity, place, message }) => `${severity} ${place.element ?? ''}: ${message}`);
}

describe('readTemplate() of a resource that CloudFormation refuses for its type', () => {
  test.each<[type: Json | undefined, message: string]>([
    [undefined, 'The resource has no type; expected a type, such as AWS::ApiGatewayV2::Route'],
    ['', 'The resource has the type ""; expected a type, such as AWS::ApiGatewayV2::Route'],
    [{ Ref: 'Type' }, 'The resource has the type {"Ref":"Type"}; expected a type, such as AWS::ApiGatewayV2::Route'],
    [
      'AWS::ApiGatewayV2::Routes',
      'CloudFormation has no type AWS::ApiGatewayV2::Routes; did you mean AWS::ApiGatewayV2::Route?',
    ],
    [
      'aws::apigatewayv2::route',
      'CloudFormation has no type aws::apigatewayv2::route; did you mean AWS::ApiGatewayV2::Route?',
    ],
    [
      'AWS::APIGateway::Method',
      'CloudFormation has no type AWS::APIGateway::Method; did you mean AWS::ApiGateway::Method?',
    ],
  ])('%j', (Type, message) => {
    const [first] = findingsOf({ Properties: {}, ...(Type !== undefined && { Type }) });
    expect(first).toBe(`error Connect: ${message}`);
  });

  test.each(['Custom::Route', 'AWS::ApiGatewayV2::Portal', 'MongoDB::Atlas::Cluster', 'AWS::DynamoDB::Table'])(
    'not %s',
    (Type) => expect(findingsOf({ Type })).toEqual([]),
  );
});

describe('readTemplate() of members beside the properties of a resource', () => {
  const ApiId = { Ref: 'Api' };
  const integration = { Type: 'MOCK' };
  test.each<[type: string, resources: Record<string, Json>, authorization: string]>([
    [
      'a WebSocket route',
      {
        Api: {
          Type: 'AWS::ApiGatewayV2::Api',
          Properties: { Name: 'a', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
        },
        Guarded: {
          Type: 'AWS::ApiGatewayV2::Route',
          AuthorizationType: 'AWS_IAM',
          Properties: { ApiId, RouteKey: '$connect' },
        },
      },
      'AWS_IAM',
    ],
    [
      'an HTTP route',
      {
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'a', ProtocolType: 'HTTP' } },
        Guarded: {
          Type: 'AWS::ApiGatewayV2::Route',
          AuthorizationType: 'AWS_IAM',
          Properties: { ApiId, RouteKey: 'GET /' },
        },
      },
      'AWS_IAM',
    ],
    [
      'a method',
      {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'a' } },
        Guarded: {
          Type: 'AWS::ApiGateway::Method',
          AuthorizationType: 'AWS_IAM',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
            HttpMethod: 'GET',
            Integration: integration,
          },
        },
      },
      'AWS_IAM',
    ],
  ])('reads them as properties and reports them: %s', (_what, Resources, authorization) => {
    const { collection, diagnostics } = readTemplate({ Resources });
    const [api] = collection.apis;
    const guarded = api?.protocol === 'REST' ? api.resources.flatMap(({ methods }) => methods)[0] : api?.routes[0];
    expect(guarded?.authorization?.type).toBe(authorization);
    expect(diagnostics.map(({ message }) => message)).toContain(
      'CloudFormation has no resource attribute AuthorizationType; properties belong in Properties',
    );
  });
});
