import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Size, Stack, Tags } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { HttpIntegration, LambdaIntegration, MockIntegration, Model, RestApi } from '../../../lib/index.js';
import { expectGolden, goldenJson } from '../../support/golden.js';
import { bodyOf, inlineFunction, operationOf, resourceOf, resourcesOf, synthesize, templateOf } from '../synthesize.js';

function buildPets(stack: Stack): void {
  const pet = new Model({
    name: 'Pet',
    schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  });
  const api = new RestApi(stack, 'Pets', {
    description: 'All our pets',
    cors: { allowOrigins: ['https://app.example.com'] },
  });
  const pets = inlineFunction(stack, 'PetsFunction');
  api.get('/pets', new LambdaIntegration(pets), {
    operationName: 'listPets',
    parameters: { 'querystring.page': false },
    responses: [
      {
        statusCode: 200,
        responseModels: { 'application/json': new Model({ name: 'Pets', schema: { type: 'array', items: pet } }) },
      },
    ],
  });
  api.post('/pets', new LambdaIntegration(pets), { requestModels: { 'application/json': pet }, apiKeyRequired: true });
  api.get('/pets/{petId}/photos', new HttpIntegration('https://${stageVariables.photos}/{petId}'));
  api.get(
    '/health',
    new MockIntegration({
      responses: [{ statusCode: 200, responseTemplates: { 'application/json': '{"status":"ok"}' } }],
    }),
  );
  api.addStage('prod', { variables: { photos: 'photos.example.com' }, throttle: { rateLimit: 100, burstLimit: 50 } });
}

describe('RestApi', () => {
  test('synthesizes one API, one deployment, its stages and one permission a function', () => {
    const template = synthesize(buildPets);
    expectGolden(
      'constructs-pets',
      'template.json',
      goldenJson({ Resources: template.Resources, Outputs: template.Outputs }),
    );
  });

  test('synthesizes the same bytes in another folder, and twice in one process', () => {
    const texts = ['a', 'b'].map((folder) => {
      const app = new App({ outdir: join(mkdtempSync(join(tmpdir(), 'sluice-synth-')), folder) });
      const stack = new Stack(app, 'Stack');
      buildPets(stack);
      return readFileSync(join(app.synth().directory, `${stack.artifactId}.template.json`), 'utf8');
    });
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toContain(tmpdir());
  });

  test('keeps 1,000 bare proxy routes to 4 resources and 335 bytes a route', () => {
    const build = (routes: boolean): string => {
      const template = synthesize((stack) => {
        const api = new RestApi(stack, 'Pets');
        const integration = new LambdaIntegration(inlineFunction(stack, 'Handler'));
        api.get('/', integration);
        for (let path = 0; routes && path < 250; path++) {
          api.get(`/things${path}/{id}`, integration);
          api.put(`/things${path}/{id}`, integration);
          api.post(`/things${path}/{id}`, integration);
          api.delete(`/things${path}/{id}`, integration);
        }
      });
      const own = Object.values(template.Resources).filter(({ Type }) => /ApiGateway|Lambda::Permission/.test(Type));
      expect(own.length).toBe(4);
      return JSON.stringify(template);
    };
    const bytes = (build(true).length - build(false).length) / 1000;
    expect(bytes).toBeLessThanOrEqual(335);
    // What is written a route today; more is a regression to look at.
    expect(bytes).toBeLessThanOrEqual(262);
  });

  test('gives an API without a stage the stage prod, which tags and aspects of the app reach', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      api.get('/', new MockIntegration());
      Tags.of(stack).add('team', 'pets');
    });
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').Properties).toMatchObject({
      StageName: 'prod',
      CacheClusterEnabled: false,
      Tags: [{ Key: 'team', Value: 'pets' }],
    });
    expect(Object.keys(template.Outputs ?? {})).toEqual(['PetsProdUrl']);
  });

  test('makes no stage of its own with defaultStage: false', () => {
    const template = synthesize((stack) => {
      new RestApi(stack, 'Pets', { defaultStage: false }).get('/', new MockIntegration());
    });
    expect(resourcesOf(template, 'AWS::ApiGateway::Stage')).toEqual([]);
  });

  test('synthesizes twice without making a second stage', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new RestApi(stack, 'Pets').get('/', new MockIntegration());
    app.synth();
    const again = app.synth({ force: true }).getStackArtifact(stack.artifactId).template as never;
    expect(resourcesOf(again, 'AWS::ApiGateway::Stage').length).toBe(1);
  });

  test('writes what the API is into the definition, the endpoint type beside it too', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', {
        restApiName: 'All pets',
        version: '3',
        endpointType: 'REGIONAL',
        binaryMediaTypes: ['image/*'],
        minimumCompression: Size.kibibytes(1),
        apiKeySource: 'AUTHORIZER',
        disableExecuteApiEndpoint: true,
        policy: new PolicyDocument({
          statements: [
            new PolicyStatement({
              principals: [new AnyPrincipal()],
              actions: ['execute-api:Invoke'],
              resources: ['execute-api:/*'],
            }),
          ],
        }),
      });
      api.get('/', new MockIntegration());
      api.addToResourcePolicy(
        new PolicyStatement({
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: ['execute-api:Invoke'],
          resources: ['execute-api:/*/*/admin/*'],
        }),
      );
    });
    const { Body, ...beside } = resourceOf(template, 'AWS::ApiGateway::RestApi').Properties;
    expect(beside).toEqual({
      EndpointConfiguration: { Types: ['REGIONAL'] },
      FailOnWarnings: true,
      Mode: 'overwrite',
      Parameters: { endpointConfigurationTypes: 'REGIONAL' },
    });
    expect(Body).toMatchObject({
      info: { title: 'All pets', version: '3' },
      'x-amazon-apigateway-binary-media-types': ['image/*'],
      'x-amazon-apigateway-minimum-compression-size': 1024,
      'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
      'x-amazon-apigateway-policy': { Statement: [{ Effect: 'Allow' }, { Effect: 'Deny' }] },
    });
    expect(JSON.stringify(Body)).toContain('"disableExecuteApiEndpoint":true');
    expect(template.Outputs ?? {}).toEqual({});
  });

  test('has the stages wait for the permissions and keeps every deployment', () => {
    const template = synthesize(buildPets);
    const [permission] = resourcesOf(template, 'AWS::Lambda::Permission');
    expect(resourceOf(template, 'AWS::ApiGateway::Stage').DependsOn).toEqual([permission?.id]);
    expect(resourceOf(template, 'AWS::ApiGateway::Deployment')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('lets an imported function be invoked, once', () => {
    const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:imported';
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      const integration = new LambdaIntegration(LambdaFunction.fromFunctionArn(stack, 'Imported', arn));
      api.get('/a', integration);
      api.post('/a', integration);
    });
    expect(resourceOf(template, 'AWS::Lambda::Permission').Properties).toMatchObject({ FunctionName: arn });
    expect(operationOf(template, '/a', 'get')['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
    });
  });

  test('takes a function of another stack, and resources of two stacks in one text', () => {
    const app = new App();
    const functions = new Stack(app, 'Functions');
    const apis = new Stack(app, 'Apis');
    new RestApi(apis, 'Pets').get('/', new LambdaIntegration(inlineFunction(functions, 'Handler')));
    const { uri } = operationOf(templateOf(app, apis), '/', 'get')['x-amazon-apigateway-integration'];
    expect(uri).toEqual({
      'Fn::Sub': [
        'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Value1}/invocations',
        { Value1: { 'Fn::ImportValue': expect.stringMatching(/^Functions:ExportsOutputFnGetAttHandler/) as string } },
      ],
    });
  });

  test('toModel() gives the API as data, references by logical id', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new RestApi(stack, 'Pets');
    api.get('/pets/{petId}', new LambdaIntegration(inlineFunction(stack, 'Handler')));
    app.synth();
    const model = api.toModel();
    expect(model).toMatchObject({
      protocol: 'REST',
      id: 'Stack/Pets',
      name: 'Pets',
      endpoint: { type: 'EDGE' },
      stages: [{ name: 'prod' }],
    });
    const uri = {
      kind: 'deploy-time',
      parts: [
        'arn:',
        { kind: 'reference', logicalId: 'AWS::Partition' },
        ':apigateway:',
        { kind: 'reference', logicalId: 'AWS::Region' },
        ':lambda:path/2015-03-31/functions/',
        { kind: 'reference', logicalId: expect.stringMatching(/^Handler/) as string, attribute: 'Arn' },
        '/invocations',
      ],
    };
    expect(model.resources).toEqual([
      {
        path: '/pets/{petId}',
        methods: [{ httpMethod: 'GET', integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri } }],
      },
    ]);
  });

  test.each([
    ['two APIs of one id', 'Pets', ['APetsProdUrl', 'BPetsProdUrl']],
    ['an API named for its stack', 'A', ['AAProdUrl', 'BAProdUrl']],
  ])('names the outputs of %s apart', (_what, id, outputs) => {
    const template = synthesize((stack) => {
      for (const scope of ['A', 'B']) {
        new RestApi(new Construct(stack, scope), id).get('/', new MockIntegration());
      }
    });
    expect(Object.keys(template.Outputs ?? {})).toEqual(outputs);
  });

  test('addMethod() strips a slash behind the path', () => {
    const template = synthesize((stack) => new RestApi(stack, 'Pets').get('/pets/', new MockIntegration()));
    expect(Object.keys(bodyOf(template).paths)).toEqual(['/pets']);
  });
});
