import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalGateway } from '../../lib/testing/index.js';
import { asExpected, ask, WrittenFiles, type BehaviourCase } from '../support/behaviour.js';
import { openApiDocument, type Operation } from '../support/runtime-source.js';

// Has no types of its own.
const dynalite = createRequire(__filename)('dynalite') as (options: { readonly createTableMs: number }) => Server;

const database = dynalite({ createTableMs: 0 });
const files = new WrittenFiles();
let gateway: LocalGateway;

/** An action of DynamoDB; what it refuses is told apart by its status. */
function action(
  name: string,
  requestTemplate: string,
  responses: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Operation {
  return {
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:us-east-1:dynamodb:action/${name}`,
      credentials: 'arn:aws:iam::000000000000:role/pets',
      requestTemplates: { 'application/json': requestTemplate },
      responses,
    },
  };
}

const answer = (statusCode: string, template: string): Readonly<Record<string, unknown>> => ({
  statusCode,
  responseTemplates: { 'application/json': template },
});

const REFUSED = answer(
  '409',
  `{"type":"$input.path('$.__type').split('#')[1]","said":"$input.path('$.message')$input.path('$.Message')"}`,
);

const DOCUMENT = openApiDocument({
  '/owners/{owner}/pets/{name}': {
    put: action(
      'PutItem',
      `{
        "TableName": "Pets",
        "Item": {
          "owner": {"S": "$util.urlDecode($input.params('owner'))"},
          "name": {"S": "$util.urlDecode($input.params('name'))"},
          "age": {"N": "$input.path('$.age')"}
        },
        "ConditionExpression": "attribute_not_exists(#n)",
        "ExpressionAttributeNames": {"#n": "name"}
      }`,
      { default: answer('201', `{"put":"$util.urlDecode($input.params('name'))"}`), '4\\d\\d': REFUSED },
    ),
    get: action(
      'GetItem',
      `{
        "TableName": "Pets",
        "Key": {"owner": {"S": "$util.urlDecode($input.params('owner'))"}, "name": {"S": "$util.urlDecode($input.params('name'))"}}
      }`,
      {
        default: answer(
          '200',
          `#set($item = $input.path('$.Item'))#if($item == '' || $item.isEmpty())
#set($context.responseOverride.status = 404){"message":"No such pet"}#else
{"name":"$item.name.S","age":$item.age.N}#end`,
        ),
        '4\\d\\d': REFUSED,
      },
    ),
  },
  '/owners/{owner}/pets': {
    get: action(
      'Query',
      `{
        "TableName": "Pets",
        "KeyConditionExpression": "#o = :owner",
        "ExpressionAttributeNames": {"#o": "owner"},
        "ExpressionAttributeValues": {":owner": {"S": "$util.urlDecode($input.params('owner'))"}}
      }`,
      {
        default: answer(
          '200',
          `{"count":$input.path('$.Count'),"pets":[#foreach($pet in $input.path('$.Items')){"name":"$pet.name.S","age":$pet.age.N}#if($foreach.hasNext),#end#end]}`,
        ),
      },
    ),
  },
});

/** What an administrator does beforehand; the database looks at the form of a signature, not at what it signs. */
async function createTable(endpoint: string): Promise<void> {
  const { status } = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': 'DynamoDB_20120810.CreateTable',
      'X-Amz-Date': '20261121T112233Z',
      Authorization:
        'AWS4-HMAC-SHA256 Credential=local/20261121/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({
      TableName: 'Pets',
      AttributeDefinitions: [
        { AttributeName: 'owner', AttributeType: 'S' },
        { AttributeName: 'name', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'name', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  });
  if (status !== 200) throw new Error(`CreateTable answered ${status}`);
}

beforeAll(async () => {
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(database.address() as AddressInfo).port}`;
  await createTable(endpoint);
  gateway = await LocalGateway.fromOpenApi(files.json('pets.json', DOCUMENT), {
    awsEndpoints: { dynamodb: endpoint },
  });
});

afterAll(async () => {
  await gateway.close();
  await new Promise((resolve) => database.close(resolve));
  files.remove();
});

const json = { 'Content-Type': 'application/json' };

describe('AWS integrations with a DynamoDB that runs', () => {
  // In order: each finds what those before it left.
  const cases: readonly BehaviourCase[] = [
    {
      name: 'GetItem of what is not there: no Item in the answer, 404 by an override',
      method: 'GET',
      path: '/owners/ada/pets/Rex',
      expect: { status: 404, json: { message: 'No such pet' } },
    },
    {
      name: 'PutItem: path and body become attributes',
      method: 'PUT',
      path: '/owners/ada/pets/Rex',
      headers: json,
      body: '{"age":3}',
      expect: { status: 201, headers: { 'content-type': 'application/json' }, json: { put: 'Rex' } },
    },
    {
      name: 'PutItem of an item that is there: the failed condition is a 400, selected by its pattern',
      method: 'PUT',
      path: '/owners/ada/pets/Rex',
      headers: json,
      body: '{"age":4}',
      expect: {
        status: 409,
        json: { type: 'ConditionalCheckFailedException', said: 'The conditional request failed' },
      },
    },
    {
      name: 'PutItem that DynamoDB cannot take: the same pattern, another error',
      method: 'PUT',
      path: '/owners/ada/pets/Tom',
      headers: json,
      body: '{"age":"old"}',
      expect: {
        status: 409,
        json: {
          type: 'ValidationException',
          said: 'The parameter cannot be converted to a numeric value: old',
        },
      },
    },
    {
      name: 'GetItem: the typed attributes become plain JSON',
      method: 'GET',
      path: '/owners/ada/pets/Rex',
      expect: { status: 200, json: { name: 'Rex', age: 3 } },
    },
    {
      name: 'PutItem of a name beyond ASCII, which the template decodes',
      method: 'PUT',
      path: '/owners/ada/pets/Zo%C3%AB',
      headers: json,
      body: '{"age":1.5}',
      expect: { status: 201, json: { put: 'Zoë' } },
    },
    {
      name: 'Query: all items of a key, in the order of their range key',
      method: 'GET',
      path: '/owners/ada/pets',
      expect: {
        status: 200,
        json: {
          count: 2,
          pets: [
            { name: 'Rex', age: 3 },
            { name: 'Zoë', age: 1.5 },
          ],
        },
      },
    },
    {
      name: 'Query that finds nothing',
      method: 'GET',
      path: '/owners/bob/pets',
      expect: { status: 200, json: { count: 0, pets: [] } },
    },
  ];

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(asExpected(await ask(gateway, one), one.expect)).toEqual(one.expect);
  });
});
