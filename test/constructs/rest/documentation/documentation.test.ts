import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { MockIntegration, Model, RestApi, type DocumentationLocation } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, resourceOf, resourcesOf, synthesize } from '../../synthesize.js';

const answering = new MockIntegration({ responses: [{ statusCode: 200 }] });

function partsOf(build: (api: RestApi) => void, props = {}): unknown {
  const template = synthesize((stack) => {
    const api = new RestApi(stack, 'Pets', props);
    build(api);
  });
  return (bodyOf(template)['x-amazon-apigateway-documentation'] as { documentationParts?: unknown } | undefined)
    ?.documentationParts;
}

describe('docs', () => {
  test('of an API are a part of it', () => {
    const parts = partsOf((api) => api.get('/', answering), { docs: { description: 'All about pets', owner: 'shop' } });
    expect(parts).toEqual([
      { location: { type: 'API' }, properties: { description: 'All about pets', owner: 'shop' } },
    ]);
  });

  test('of a method are parts of its path', () => {
    const place = { path: '/pets/{petId}', method: 'GET' };
    const parts = partsOf((api) =>
      api.get('/pets/{petId}', answering, {
        parameters: { 'querystring.fields': false },
        docs: {
          method: { summary: 'Finds a pet', tags: ['pets'] },
          parameters: { 'path.petId': 'The number on the collar', 'querystring.fields': 'Members to show' },
          responses: {
            200: { response: 'The pet', headers: { ETag: 'Its version' }, body: 'A Pet' },
            404: 'No such pet',
          },
        },
      }),
    );
    expect(parts).toEqual([
      { location: { type: 'METHOD', ...place }, properties: { summary: 'Finds a pet', tags: ['pets'] } },
      {
        location: { type: 'PATH_PARAMETER', ...place, name: 'petId' },
        properties: { description: 'The number on the collar' },
      },
      {
        location: { type: 'QUERY_PARAMETER', ...place, name: 'fields' },
        properties: { description: 'Members to show' },
      },
      { location: { type: 'RESPONSE', ...place, statusCode: '200' }, properties: { description: 'The pet' } },
      {
        location: { type: 'RESPONSE_HEADER', ...place, statusCode: '200', name: 'ETag' },
        properties: { description: 'Its version' },
      },
      { location: { type: 'RESPONSE_BODY', ...place, statusCode: '200' }, properties: { description: 'A Pet' } },
      { location: { type: 'RESPONSE', ...place, statusCode: '404' }, properties: { description: 'No such pet' } },
    ]);
  });

  test.each<[httpMethod: 'POST' | 'ANY', method: string]>([
    ['POST', 'POST'],
    ['ANY', '*'],
  ])('of %s are about the method %s', (httpMethod, method) => {
    const parts = partsOf((api) => api.addMethod(httpMethod, '/pets', answering, { docs: { requestBody: 'A pet' } }));
    expect(parts).toEqual([
      { location: { type: 'REQUEST_BODY', path: '/pets', method }, properties: { description: 'A pet' } },
    ]);
  });

  test('of a model are there once, however many methods use it', () => {
    const pet = new Model({ name: 'Pet', schema: { type: 'object' }, docs: 'An animal of the shop' });
    const pets = new Model({ name: 'Pets', schema: { type: 'array', items: pet } });
    const parts = partsOf((api) => {
      api.post('/pets', answering, { requestModels: { 'application/json': pet } });
      api.put('/pets', answering, { requestModels: { 'application/json': pets } });
    });
    expect(parts).toEqual([
      { location: { type: 'MODEL', name: 'Pet' }, properties: { description: 'An animal of the shop' } },
    ]);
  });

  test.each<[location: DocumentationLocation]>([
    [{ type: 'RESOURCE', path: '/pets' }],
    [{ type: 'AUTHORIZER', name: 'Customers' }],
    [{ type: 'RESPONSE', statusCode: '403' }],
  ])('of anything else are added by location: %j', (location) => {
    const parts = partsOf((api) => {
      api.get('/pets', answering);
      api.addDocumentation(location, 'Something to know');
    });
    expect(parts).toEqual([{ location, properties: { description: 'Something to know' } }]);
  });

  test('name variables of the path, as the compiler checks', () => {
    const api = new RestApi(new Stack(new App(), 'Stack'), 'Pets');
    // @ts-expect-error -- The path has no variable ownerId.
    api.get('/pets/{petId}', answering, { docs: { parameters: { 'path.ownerId': 'Whose it is' } } });
  });

  test('are absent where there are none', () => {
    expect(partsOf((api) => api.get('/pets', answering))).toBeUndefined();
  });

  test('of an OpenAPI document stay beside those that are added, which take precedence', () => {
    const part = (location: DocumentationLocation, description: string): object => ({
      location,
      properties: { description },
    });
    const template = synthesize((stack) => {
      const api = RestApi.fromOpenApi(stack, 'Pets', {
        document: {
          openapi: '3.0.1',
          info: { title: 'Pets', version: '1' },
          paths: { '/pets': { get: { operationId: 'list', responses: { 200: { description: 'Pets' } } } } },
          'x-amazon-apigateway-documentation': {
            version: '1.0',
            documentationParts: [
              part({ type: 'API' }, 'Of the document'),
              part({ type: 'RESOURCE', path: '/pets' }, 'Of the document'),
            ],
          },
        },
        integrations: { list: answering },
        docs: 'Of the props',
      });
      api.addDocumentation({ type: 'METHOD', path: '/pets', method: 'GET' }, 'Added');
    });
    expect(bodyOf(template)['x-amazon-apigateway-documentation']).toEqual({
      version: '1.0',
      documentationParts: [
        part({ type: 'RESOURCE', path: '/pets' }, 'Of the document'),
        part({ type: 'API' }, 'Of the props'),
        part({ type: 'METHOD', path: '/pets', method: 'GET' }, 'Added'),
      ],
    });
  });

  test('are refused twice for one location', () => {
    const api = new RestApi(new Stack(new App(), 'Stack'), 'Pets', { docs: 'All about pets' });
    api.addDocumentation({ type: 'API' }, 'All about pets');
    expect(() => api.addDocumentation({ type: 'API' }, 'Something else')).toThrow(
      'Cannot document API of Stack/Pets: it has other documentation already',
    );
  });

  test('are read back from the template and serve nothing else', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = new RestApi(stack, 'Pets', { docs: 'All about pets' });
    api.get('/pets', answering, { docs: 'Lists pets' });
    expect(api.toModel().documentation?.parts).toEqual({
      documentationParts: [
        { location: { type: 'API' }, properties: { description: 'All about pets' } },
        { location: { type: 'METHOD', path: '/pets', method: 'GET' }, properties: { description: 'Lists pets' } },
      ],
    });
    const gateway = await LocalGateway.fromStack(stack);
    expect((await gateway.fetch('/pets')).status).toBe(200);
    expect(gateway.diagnostics).toEqual([]);
    await gateway.close();
  });

  test('make a new deployment when they change', () => {
    const deploymentOf = (docs: string): string =>
      resourceOf(
        synthesize((stack) => new RestApi(stack, 'Pets', { docs }).get('/pets', answering)),
        'AWS::ApiGateway::Deployment',
      ).id;
    expect(deploymentOf('Pets')).not.toBe(deploymentOf('All about pets'));
  });
});

describe('addDocumentationVersion()', () => {
  test('copies the documentation under a name, which stages publish after it is made', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { docs: 'All about pets' });
      api.get('/pets', answering);
      const first = api.addDocumentationVersion('1.0', { description: 'The first' });
      api.addDocumentationVersion('1.1');
      api.addStage('prod', { documentationVersion: first });
    });
    const [first, second] = resourcesOf(template, 'AWS::ApiGateway::DocumentationVersion');
    const RestApiId = { Ref: resourceOf(template, 'AWS::ApiGateway::RestApi').id };
    expect(first?.Properties).toEqual({ RestApiId, DocumentationVersion: '1.0', Description: 'The first' });
    expect(second?.Properties).toEqual({ RestApiId, DocumentationVersion: '1.1' });
    const stage = resourceOf(template, 'AWS::ApiGateway::Stage');
    expect(stage.Properties.DocumentationVersion).toBe('1.0');
    expect(stage.DependsOn).toContain(first?.id);
  });

  test('copies the parts of an API whose definition is resources after they are made', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { definition: 'resources', docs: 'All about pets' });
      api.get('/pets', answering, { docs: 'Lists pets' });
      api.addDocumentationVersion('1.0');
    });
    const parts = resourcesOf(template, 'AWS::ApiGateway::DocumentationPart');
    expect(parts.map(({ Properties: { Location } }) => Location)).toEqual([
      { Type: 'API' },
      { Type: 'METHOD', Path: '/pets', Method: 'GET' },
    ]);
    expect(resourceOf(template, 'AWS::ApiGateway::DocumentationVersion').DependsOn).toEqual(
      expect.arrayContaining(parts.map(({ id }) => id)),
    );
  });
});
