import { App, Stack } from 'aws-cdk-lib';
import { afterEach, describe, expect, test } from 'vitest';
import { MockIntegration, Model, RestApi, type InlineSchema } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, operationOf, templateOf } from '../../synthesize.js';

const OK = new MockIntegration({ responses: [{ statusCode: 200 }] });
const JSON_TYPE = 'application/json';

let gateway: LocalGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const named = { type: 'object', required: ['name'] };
const dog = new Model({ name: 'Dog', schema: { type: 'object', required: ['bark'] } });

/**
 * API Gateway ignores a composed schema that stands in an operation (aws-cdk 24844) and validates nothing; elsewhere
 * keywords are renamed or dropped on the way (aws-cdk 14585, 25546).
 */
describe('composed schemas', () => {
  test.each<[keyword: string, schema: InlineSchema, accepted: string, refused: string]>([
    ['allOf', { allOf: [named, dog] }, '{"name":"a","bark":1}', '{"name":"a"}'],
    ['anyOf', { anyOf: [named, dog] }, '{"bark":1}', '{}'],
    ['oneOf', { oneOf: [named, dog] }, '{"bark":1}', '{"name":"a","bark":1}'],
    ['not', { type: 'object', not: dog }, '{}', '{"bark":1}'],
    ['additionalProperties', { type: 'object', additionalProperties: dog }, '{"a":{"bark":1}}', '{"a":{}}'],
    ['dependencies', { type: 'object', dependencies: { a: ['b'] } }, '{"a":1,"b":1}', '{"a":1}'],
    ['nested items', { type: 'array', items: { allOf: [named, { not: dog }] } }, '[{"name":"a"}]', '[{"bark":1}]'],
    [
      'definitions',
      { type: 'object', definitions: { tag: { enum: ['x'] } }, properties: { tag: { $ref: '#/definitions/tag' } } },
      '{"tag":"x"}',
      '{"tag":"y"}',
    ],
    [
      'definitions that name each other and the whole',
      {
        $ref: '#/$defs/node',
        $defs: {
          node: {
            type: 'object',
            properties: { next: { $ref: '#/$defs/node' }, root: { $ref: '#' }, leaf: { $ref: '#/$defs/leaf' } },
          },
          leaf: { type: 'string' },
        },
      },
      '{"next":{"next":{"leaf":"a"}},"root":{"leaf":"b"}}',
      '{"next":{"root":{"leaf":1}}}',
    ],
  ])('%s are kept and validated', async (_keyword, schema, accepted, refused) => {
    const stack = new Stack(new App(), 'Stack');
    new RestApi(stack, 'Pets').post('/pets', OK, { requestModels: { [JSON_TYPE]: schema } });
    gateway = await LocalGateway.fromStack(stack);
    const statuses = [];
    for (const body of [accepted, refused]) {
      const response = await gateway.fetch('/pets', { method: 'POST', body, headers: { 'content-type': JSON_TYPE } });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([200, 400]);
  });

  test('an operation names them and holds none, and references stay inside of the document', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new RestApi(stack, 'Pets').post('/pets', OK, {
      requestModels: { [JSON_TYPE]: { allOf: [{ $ref: '#/definitions/named' }, dog], definitions: { named } } },
      responses: [{ statusCode: 400, responseModels: { [JSON_TYPE]: { oneOf: [named, dog] } } }],
    });
    const template = templateOf(app, stack);
    const { requestBody, responses } = operationOf(template, '/pets', 'post');
    expect(requestBody).toMatchObject({
      content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/PostPetsRequest' } } },
    });
    expect(responses).toMatchObject({
      400: { content: { [JSON_TYPE]: { schema: { $ref: '#/components/schemas/PostPetsResponse400' } } } },
    });
    const { schemas } = bodyOf(template).components as { readonly schemas: Record<string, unknown> };
    expect(schemas).toEqual({
      PostPetsRequest: {
        allOf: [{ $ref: '#/components/schemas/PostPetsRequestNamed' }, { $ref: '#/components/schemas/Dog' }],
      },
      PostPetsRequestNamed: named,
      Dog: { type: 'object', required: ['bark'] },
      PostPetsResponse400: { oneOf: [named, { $ref: '#/components/schemas/Dog' }] },
    });
  });
});
