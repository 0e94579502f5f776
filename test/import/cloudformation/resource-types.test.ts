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
    expect(findingsOf({ Properties: {}, ...(Type !== undefined && { Type }) })).toEqual([`error Connect: ${message}`]);
  });

  test.each(['Custom::Route', 'AWS::ApiGatewayV2::Portal', 'MongoDB::Atlas::Cluster', 'AWS::DynamoDB::Table'])(
    'not %s',
    (Type) => expect(findingsOf({ Type })).toEqual([]),
  );
});
