import { describe, expect, test } from 'vitest';
import {
  printModelReference,
  type Integration,
  type Method,
  type Resource,
  type RestApi,
} from '../../../lib/model/index.js';
import { renderTemplate } from '../../../lib/synth/cloudformation/index.js';

const MOCK: Integration = { type: 'MOCK' };

function api(more: Partial<RestApi>): RestApi {
  return { protocol: 'REST', id: 'pets', name: 'Pets', resources: [], stages: [], ...more };
}

function paths(...written: readonly string[]): readonly Resource[] {
  return written.map((path) => ({ path, methods: [{ httpMethod: 'GET', integration: MOCK }] }));
}

type Written = Record<string, { Type: string; DependsOn?: string[]; Properties: Record<string, unknown> }>;

function write(more: Partial<RestApi>): { readonly resources: Written; readonly codes: readonly string[] } {
  const { template, diagnostics } = renderTemplate(api(more), { definition: 'resources' });
  return { resources: template.Resources as Written, codes: diagnostics.map(({ code }) => code) };
}

function method(more: Partial<Method>, path = '/pets/{petId}'): Record<string, unknown> {
  const { resources } = write({ resources: [{ path, methods: [{ httpMethod: 'GET', integration: MOCK, ...more }] }] });
  const [written] = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApiGateway::Method');
  return written?.Properties ?? {};
}

describe("renderTemplate() with definition: 'resources'", () => {
  test.each<[paths: string[], ids: string[]]>([
    [['/'], ['PetsResourcesGET']],
    [['/pets'], ['PetsResourcesPets', 'PetsResourcesPetsGET']],
    [
      ['/pets/{petId}/toys'],
      ['PetsResourcesPets', 'PetsResourcesPetsParam', 'PetsResourcesPetsParamToys', 'PetsResourcesPetsParamToysGET'],
    ],
    [['/{proxy+}'], ['PetsResourcesProxy', 'PetsResourcesProxyGET']],
    // A literal part that is called as a method or a variable.
    [['/GET'], ['PetsResourcesLiteralGET', 'PetsResourcesLiteralGETGET']],
    [['/Param'], ['PetsResourcesLiteralParam', 'PetsResourcesLiteralParamGET']],
  ])('names the resources of %j by position', (written, ids) => {
    const { resources } = write({ resources: paths(...written) });
    const found = Object.keys(resources).filter((id) => id.startsWith('PetsResources'));
    expect(found).toEqual(ids);
  });

  test('gives a path variable the same logical id whatever its name', () => {
    const [before, after] = ['/pets/{petId}', '/pets/{id}'].map((path) => write({ resources: paths(path) }).resources);
    expect(before?.PetsResourcesPetsParam?.Properties.PathPart).toBe('{petId}');
    expect(after?.PetsResourcesPetsParam?.Properties.PathPart).toBe('{id}');
  });

  test('hangs each resource below its parent, the first ones below the root', () => {
    const { resources } = write({ resources: paths('/pets/{petId}') });
    const root = { 'Fn::GetAtt': ['Pets', 'RootResourceId'] };
    expect(resources.PetsResourcesPets?.Properties).toEqual({
      RestApiId: { Ref: 'Pets' },
      ParentId: root,
      PathPart: 'pets',
    });
    expect(resources.PetsResourcesPetsParam?.Properties.ParentId).toEqual({ Ref: 'PetsResourcesPets' });
  });

  test('names an authorizer by the id that the model gives', () => {
    const authorization = { type: 'CUSTOM', authorizer: 'a1b2c3', authorizerId: 'a1b2c3' } as const;
    expect(method({ authorization })).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: 'a1b2c3' });
  });

  test('declares the variables of a path, which mappings may then use', () => {
    expect(method({}).RequestParameters).toEqual({ 'method.request.path.petId': true });
    const declared = method({ requestParameters: [{ location: 'path', name: 'petId', required: false }] });
    expect(declared.RequestParameters).toEqual({ 'method.request.path.petId': false });
    expect(method({}, '/pets').RequestParameters).toBeUndefined();
  });

  test('deploys after the whole definition, and keeps the deployment', () => {
    const { resources } = write({
      resources: paths('/pets'),
      requestValidators: [{ name: 'body', validateRequestBody: true, validateRequestParameters: false }],
      gatewayResponses: [{ responseType: 'UNAUTHORIZED', statusCode: '403' }],
    });
    const [deployment] = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApiGateway::Deployment');
    expect(deployment?.DependsOn).toEqual([
      'PetsRequestValidatorsBody',
      'PetsGatewayResponsesUNAUTHORIZED',
      'PetsResourcesPets',
      'PetsResourcesPetsGET',
    ]);
    expect(deployment).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('creates a model after those that it names, by reference', () => {
    const { resources } = write({
      models: [
        { name: 'Pets', schema: { type: 'array', items: { $ref: printModelReference('Pet') } } },
        { name: 'Pet', schema: { type: 'object' } },
      ],
    });
    expect(Object.keys(resources).slice(1, 3)).toEqual(['PetsModelsPet', 'PetsModelsPets']);
    expect(resources.PetsModelsPets?.Properties.Schema).toEqual({
      type: 'array',
      items: {
        $ref: { 'Fn::Sub': 'https://apigateway.amazonaws.com/restapis/${Pets}/models/${PetsModelsPet}' },
      },
    });
  });

  test('refers from a model to itself by name, since CloudFormation refuses a circle', () => {
    const { resources } = write({
      models: [{ name: 'Tree', schema: { type: 'array', items: { $ref: printModelReference('Tree') } } }],
    });
    expect(JSON.stringify(resources.PetsModelsTree)).toContain('restapis/${Pets}/models/Tree"');
  });

  test("names API Gateway's own models by their names", () => {
    expect(method({ requestModels: { 'application/json': 'Empty' } }).RequestModels).toEqual({
      'application/json': 'Empty',
    });
  });

  test.each<[what: string, more: Partial<RestApi>, codes: string[]]>([
    ['500 resources', { resources: paths('/a', ...Array.from({ length: 248 }, (_, n) => `/a/${n}`), '/') }, []],
    ['501 resources', { resources: paths(...Array.from({ length: 250 }, (_, n) => `/${n}`), '/') }, ['quota-exceeded']],
    [
      'a backend whose certificate is not verified',
      {
        resources: [
          {
            path: '/',
            methods: [
              {
                httpMethod: 'GET',
                integration: {
                  type: 'HTTP',
                  httpMethod: 'GET',
                  uri: 'https://example.com',
                  insecureSkipVerification: true,
                },
              },
            ],
          },
        ],
      },
      ['not-representable'],
    ],
  ])('reports of %s: %j', (_what, more, codes) => {
    expect(write(more).codes).toEqual(codes);
  });
});
