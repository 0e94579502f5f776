import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import type { Json } from '../../../lib/model/index.js';

function findingsOf(type: string, api: string, schema: Json): readonly string[] {
  const { diagnostics } = readTemplate({
    Resources: {
      Api: {
        Type: api,
        Properties: { Name: 'Api', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
      },
      Note: {
        Type: type,
        Properties: { Name: 'Note', RestApiId: { Ref: 'Api' }, ApiId: { Ref: 'Api' }, Schema: schema },
      },
    },
  });
  return diagnostics
    .filter(({ code }) => code === 'schema-invalid')
    .map(({ severity, message, place }) => `${severity} ${place.element ?? ''} ${place.property ?? ''}: ${message}`);
}

describe('a model that is a resource of its own', () => {
  test.each([
    [{ type: 'object', required: [] }, '#/required is an empty list; expected at least one name, or no "required"'],
    [
      { properties: { note: { required: [] } } },
      '#/properties/note/required is an empty list; expected at least one name, or no "required"',
    ],
    [
      { $id: 'https://example.com/note', properties: { text: { type: 'string', example: 'a', nullable: true } } },
      'draft 4 has no "$id", "example", "nullable"',
    ],
    [{ dependentRequired: { a: ['b'] }, const: 1 }, 'draft 4 has no "dependentRequired", "const"'],
  ])('%j is refused', (schema, what) => {
    const expected = [`error Note Schema: API Gateway refuses the schema of model Note: ${what}`];
    expect(findingsOf('AWS::ApiGateway::Model', 'AWS::ApiGateway::RestApi', schema)).toEqual(expected);
    expect(findingsOf('AWS::ApiGatewayV2::Model', 'AWS::ApiGatewayV2::Api', schema)).toEqual(expected);
  });

  test.each([
    [{ id: 'note', title: 'Note', properties: { example: { type: 'string' } }, required: ['example'], 'x-a': 1 }],
    [{ enum: [{ $id: 1 }], default: { const: 1 } }],
  ])('%j is taken', (schema) => {
    expect(findingsOf('AWS::ApiGateway::Model', 'AWS::ApiGateway::RestApi', schema)).toEqual([]);
  });
});
