import { describe, expect, test } from 'vitest';
import { definitionText, placeFinder, type DefinitionText } from '../../../lib/import/source/definition-text.js';
import { parseJsonOrYaml, printTextPath } from '../../../lib/import/text/index.js';
import { readShortForm } from '../../../lib/intrinsics/index.js';
import type { Place } from '../../../lib/model/index.js';

const TEMPLATE = read(
  'template',
  `Resources:
  Pets: { Type: AWS::ApiGateway::RestApi, Properties: { Name: Pets } }
  One:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Pets, ParentId: !GetAtt Pets.RootResourceId, PathPart: '{petId}' }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Pets
      ResourceId: !Ref One
      HttpMethod: GET
      Integration:
        Uri: https://example.com
        TimeoutInMillis: 10
        IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { text/plain: a } }]
  Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Pets, StageName: prod } }
  Orders:
    Type: AWS::ApiGateway::RestApi
    Properties: { Body: { paths: { /orders: { post: { operationId: order } } } } }
  Call:
    Type: AWS::Serverless::Function
    Properties: { Events: { Api: { Type: Api, Properties: { Path: /calls, Method: get } } } }
`,
);

const DOCUMENT = read(
  'document',
  `openapi: 3.0.1
paths:
  /pets:
    x-amazon-apigateway-any-method:
      x-amazon-apigateway-integration: { requestTemplates: { application/json: a } }
components:
  schemas: { Pet: { type: object } }
`,
);

function read(kind: DefinitionText['kind'], text: string): DefinitionText {
  return definitionText(
    kind,
    'file.yaml',
    '/folder',
    parseJsonOrYaml(text, 'file.yaml', { customTags: readShortForm }),
  );
}

describe('placeFinder()', () => {
  test.each<[place: Place, path: string]>([
    [{ element: 'GET /{petId}' }, 'Resources.Get.Properties'],
    [{ element: 'GET /{petId}', property: 'integration uri' }, 'Resources.Get.Properties.Integration.Uri'],
    [
      { element: 'GET /{petId}', property: 'integration timeout' },
      'Resources.Get.Properties.Integration.TimeoutInMillis',
    ],
    [
      { element: 'GET /{petId}', property: 'integration response 200 responseTemplates["text/plain"]' },
      'Resources.Get.Properties.Integration.IntegrationResponses[0].ResponseTemplates["text/plain"]',
    ],
    [{ element: 'stage prod', property: 'anything' }, 'Resources.Prod.Properties'],
    [{ element: 'Prod', property: 'Properties.StageName' }, 'Resources.Prod.Properties.StageName'],
    [{ api: 'Orders', element: 'POST /orders' }, 'Resources.Orders.Properties.Body.paths["/orders"].post'],
    [{ element: 'GET /calls' }, 'Resources.Call.Properties.Events.Api.Properties'],
    [{ api: 'Pets', element: 'the API' }, 'Resources.Pets'],
  ])('of %j in a template is %s', (place, path) => {
    expect(printTextPath(placeFinder(TEMPLATE)(place) ?? [])).toBe(path);
  });

  test('finds nothing in a template that has no such API', () => {
    expect(placeFinder(TEMPLATE)({ element: 'the API' })).toBeUndefined();
  });

  test.each<[place: Place, path: string]>([
    [
      { element: 'ANY /pets', property: 'requestTemplates["application/json"]' },
      'paths["/pets"].x-amazon-apigateway-any-method.x-amazon-apigateway-integration.requestTemplates["application/json"]',
    ],
    [{ element: '/pets' }, 'paths["/pets"]'],
    [{ element: 'model Pet', property: '#/type' }, 'components.schemas.Pet.type'],
    [{ element: 'the API' }, ''],
  ])('of %j in a document is %s', (place, path) => {
    expect(printTextPath(placeFinder(DOCUMENT)(place) ?? [])).toBe(path);
  });

  test('finds nothing in a document of another file', () => {
    expect(placeFinder(DOCUMENT)({ element: '/pets', file: 'other.yaml' })).toBeUndefined();
  });
});
