import { App, Aspects, Duration, Size, Stack, Tags, type IAspect } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  HttpIntegration,
  IdentitySource,
  LambdaIntegration,
  MockIntegration,
  Model,
  RequestAuthorizer,
  RestApi,
  type RestApiProps,
} from '../../../../../lib/index.js';
import { readTemplate } from '../../../../../lib/import/cloudformation/template.js';
import { normalize, type RestApi as RestApiModel } from '../../../../../lib/model/index.js';
import { splitResources } from '../../../../../lib/synth/cloudformation/index.js';
import { LocalGateway } from '../../../../../lib/testing/index.js';
import { inlineFunction, resourceOf, resourcesOf, synthesize, templateOf } from '../../../synthesize.js';

const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));

const OK = new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'application/json': '"ok"' } }] });

function resources(build: (api: RestApi, stack: Stack) => void, props: RestApiProps = {}): { stack: Stack; app: App } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  build(new RestApi(stack, 'Pets', { restApiName: 'Pets', definition: 'resources', ...props }), stack);
  return { stack, app };
}

async function serve(stack: Stack): Promise<LocalGateway> {
  const gateway = await LocalGateway.fromStack(stack);
  open.push(gateway);
  return gateway;
}

function deploymentOf(build: (api: RestApi, stack: Stack) => void, props: RestApiProps = {}): string {
  const { app, stack } = resources(build, props);
  return resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Deployment').id;
}

const plain = (api: RestApi): void => {
  api.get('/pets/{petId}', OK);
};

class RequireSignatures implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof CfnMethod) node.authorizationType = 'AWS_IAM';
  }
}

describe("RestApi with definition: 'resources'", () => {
  test('makes a resource for each path, method, model, validator and authorizer, and the deployment waits for them', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets', { definition: 'resources' });
      const pet = new Model({ name: 'Pet', schema: { type: 'object', required: ['name'] } });
      api.post('/pets', new LambdaIntegration(inlineFunction(stack, 'Create')), {
        requestModels: { 'application/json': pet },
      });
      api.get('/pets/{petId}', OK);
    });
    const definition = Object.entries(template.Resources)
      .filter(([, { Type }]) => /Resource$|Method|Model|Validator/.test(Type))
      .map(([id, { Type }]) => [id.slice(0, -8), Type.split('::')[2]]);
    expect(definition).toEqual([
      ['PetsDefinitionModelsPet', 'Model'],
      ['PetsDefinitionRequestValidatorsbody', 'RequestValidator'],
      ['PetsDefinitionResourcespets', 'Resource'],
      ['PetsDefinitionResourcespetsPOST', 'Method'],
      ['PetsDefinitionResourcespetsParam', 'Resource'],
      ['PetsDefinitionResourcespetsParamGET', 'Method'],
    ]);
    const { DependsOn = [] } = resourceOf(template, 'AWS::ApiGateway::Deployment');
    expect(DependsOn.map((id) => id.slice(0, -8)).sort()).toEqual(definition.map(([id]) => id).sort());
    expect(resourceOf(template, 'AWS::ApiGateway::RestApi').Properties.Body).toBeUndefined();
    expect(resourceOf(template, 'AWS::Lambda::Permission').Properties.SourceArn).toBeDefined();
  });

  test('serves routes, models, authorization and gateway responses as the body does', async () => {
    const { stack } = resources((api, scope) => {
      const pet = new Model({ name: 'Pet', schema: { type: 'object', required: ['name'] } });
      const echo = inlineFunction(
        scope,
        'Echo',
        'exports.handler = async (e) => ({ statusCode: 200, body: JSON.stringify(e.pathParameters) })',
      );
      api.get('/pets/{petId}', new LambdaIntegration(echo));
      api.post('/pets', OK, { requestModels: { 'application/json': pet } });
      api.get('/secret', OK, { authorizer: Authorizer.IAM });
      api.addGatewayResponse('MISSING_AUTHENTICATION_TOKEN', { statusCode: 404 });
    });
    const gateway = await serve(stack);
    const post = (body: string): Promise<Response> =>
      gateway.fetch('/pets', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(await (await gateway.fetch('/pets/7')).json()).toEqual({ petId: '7' });
    expect((await post('{"name":"Rex"}')).status).toBe(200);
    expect((await post('{}')).status).toBe(400);
    expect((await gateway.fetch('/secret')).status).toBe(404);
  });

  test.each<[change: string, before: (api: RestApi) => void, after: (api: RestApi) => void, outcome: 'new' | 'same']>([
    ['nothing', plain, plain, 'same'],
    ['a route', plain, (api) => api.get('/pets', OK), 'new'],
    ["a path variable's name", plain, (api) => api.get('/pets/{id}', OK), 'new'],
    ['a throttle', plain, (api) => api.get('/pets/{petId}', OK, { throttle: { rateLimit: 1 } }), 'same'],
    [
      'a statement of the policy',
      plain,
      (api) => {
        plain(api);
        api.addToResourcePolicy(
          new PolicyStatement({ actions: ['execute-api:Invoke'], resources: ['*'], principals: [new StarPrincipal()] }),
        );
      },
      'new',
    ],
    [
      'a tag',
      plain,
      (api) => {
        plain(api);
        Tags.of(api).add('team', 'pets');
      },
      'same',
    ],
    [
      'an aspect that changes every method',
      plain,
      (api) => {
        plain(api);
        Aspects.of(api).add(new RequireSignatures());
      },
      'new',
    ],
  ])('makes a deployment that follows %s', (_change, before, after, outcome) => {
    expect(deploymentOf(before) === deploymentOf(after) ? 'same' : 'new').toBe(outcome);
  });

  test('serves what an aspect makes of a method', async () => {
    const { stack } = resources((api) => {
      plain(api);
      Aspects.of(api).add(new RequireSignatures());
    });
    expect((await (await serve(stack)).fetch('/pets/7')).status).toBe(403);
  });

  test('makes nodes for what aspects declare, and brings earlier ones up to date', () => {
    const { app, stack } = resources(
      (api) => {
        api.get('/pets', OK);
        let visited = false;
        Aspects.of(api).add({
          visit: (node) => {
            if (node !== api || visited) return;
            visited = true;
            api.post('/pets', OK);
          },
        });
      },
      { cors: { allowOrigins: ['https://example.com'] } },
    );
    const methods = resourcesOf(templateOf(app, stack), 'AWS::ApiGateway::Method');
    expect(methods.map(({ Properties }) => Properties.HttpMethod)).toEqual(['GET', 'OPTIONS', 'POST']);
    expect(JSON.stringify(methods[1])).toContain('GET,OPTIONS,POST');
  });

  test('writes what was declared, for readers of the template', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const fn = inlineFunction(stack, 'Fn');
    const api = new RestApi(stack, 'Pets', {
      restApiName: 'Pets',
      description: 'All about pets',
      definition: 'resources',
      cors: { allowOrigins: ['https://a.example', 'https://b.example'] },
      binaryMediaTypes: ['image/*'],
      minimumCompression: Size.kibibytes(1),
      endpointType: 'REGIONAL',
      defaults: { apiKeyRequired: true },
    });
    const pet = new Model({ name: 'Pet', schema: { type: 'object', properties: { name: { type: 'string' } } } });
    const pets = new Model({ name: 'Pets', schema: { type: 'array', items: pet } });
    api.get('/pets', new LambdaIntegration(fn), {
      authorizer: new RequestAuthorizer(fn, { identitySources: [IdentitySource.header('Authorization')] }),
      responses: [{ statusCode: 200, responseModels: { 'application/json': pets }, responseHeaders: ['ETag'] }],
      parameters: { 'querystring.kind': true, 'header.X-Trace': false },
      cache: { ttl: Duration.minutes(1), keys: ['querystring.kind'] },
    });
    api.post('/pets/{petId}/{proxy+}', new HttpIntegration('https://example.com/{petId}/{proxy}'), {
      requestModels: { 'application/json': pet },
      operationName: 'keepPet',
    });
    api.get(
      '/files/{id}',
      new LambdaIntegration(fn, {
        proxy: false,
        responses: [{ statusCode: 200 }, { statusCode: 404, selectionPattern: '.*none.*' }],
      }),
    );
    const declared = api.toModel();
    const { collection } = readTemplate(templateOf(app, stack) as never);
    const [read] = collection.apis;
    const part = splitResources(declared).part;
    expect(normalize({ ...(read as RestApiModel), id: part.id, stages: [] })).toEqual(
      normalize({ ...part, stages: [] }),
    );
  });

  test('refuses what CloudFormation has no property for', () => {
    const { app } = resources((api) => {
      api.get('/', new HttpIntegration('https://example.com', { insecureSkipVerification: true }));
    });
    expect(() => app.synth()).toThrow(/GET \/ {2}integration: Cannot skip the verification .*\(not-representable\)/);
  });

  test('has no document to override', () => {
    const { stack } = resources(plain);
    const api = stack.node.findChild('Pets') as RestApi;
    expect(() => api.override((document) => document)).toThrow(/its definition is resources of their own/);
  });

  test('lets a method name an authorizer by its id', () => {
    const { app, stack } = resources((api) => {
      api.get('/pets', OK, { authorizer: Authorizer.fromAuthorizerId('a1b2c3') });
    });
    expect(resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Method').Properties).toMatchObject({
      AuthorizationType: 'CUSTOM',
      AuthorizerId: 'a1b2c3',
    });
  });

  test('lets a function refer to its API', () => {
    const { app, stack } = resources((api, scope) => {
      const handler = inlineFunction(scope, 'Handler');
      handler.addEnvironment('URL', api.url);
      api.get('/', new LambdaIntegration(handler));
    });
    expect(() => templateOf(app, stack)).not.toThrow();
  });

  test.each<[how: string, refer: (api: RestApi, handler: ReturnType<typeof inlineFunction>) => void]>([
    ['waits for the API', (api, handler) => handler.node.addDependency(api)],
    ['refers to a stage', (api, handler) => handler.addEnvironment('STAGE', api.addStage('prod').stageName)],
  ])('refuses a function that %s, which waits for the methods that refer to it', (_how, refer) => {
    const { app } = resources((api, scope) => {
      const handler = inlineFunction(scope, 'Handler');
      api.get('/', new LambdaIntegration(handler));
      refer(api, handler);
    });
    expect(() => app.synth()).toThrow(/Cannot deploy Stack\/Pets: its definition refers to Stack\/Handler/);
  });

  test('gives the model that was declared, or what an override makes of it', () => {
    const { app, stack } = resources((api) =>
      api.get('/pets/{petId}', new HttpIntegration('https://example.com/{petId}')),
    );
    app.synth();
    const api = stack.node.findChild('Pets') as RestApi;
    expect(api.toModel().resources[0]?.methods[0]?.authorization).toBeUndefined();
    const [method] = api.node.findAll().filter((node) => node instanceof CfnMethod);
    if (method === undefined) throw new Error('There is no method');
    method.addPropertyOverride('AuthorizationType', 'AWS_IAM');
    expect(api.toModel().resources[0]?.methods[0]?.authorization).toEqual({ type: 'AWS_IAM' });
  });

  test('refuses an override that cannot be read back', () => {
    const { app } = resources((api) => {
      plain(api);
      Aspects.of(api).add({
        visit: (node) => node instanceof CfnMethod && node.addPropertyOverride('Integration.Type', 'SOAP'),
      });
    });
    expect(() => app.synth()).toThrow(/api-overridden/);
  });
});
