import { App, Aspects, Stack, Tags } from 'aws-cdk-lib';
import { CfnAuthorizer, CfnRoute, type CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { Authorizer, HttpApi, HttpLambdaIntegration } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import {
  inlineFunction,
  resourceOf,
  resourcesOf,
  synthesize,
  templateOf,
  type OpenApiBody,
  type SynthesizedTemplate,
} from '../../synthesize.js';

function pets(stack: Stack, definition: 'body' | 'resources'): HttpApi {
  const api = new HttpApi(stack, 'Pets', { definition });
  const list = inlineFunction(stack, 'List', 'exports.handler = async () => "pets"');
  // Equal, though not the same object.
  for (const path of ['/pets', '/dogs', '/cats']) api.get(path, new HttpLambdaIntegration(list));
  api.get('/birds', new HttpLambdaIntegration(list, { payloadFormatVersion: '1.0' }));
  return api;
}

const typesOf = (template: SynthesizedTemplate): Readonly<Record<string, number>> => {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  return Object.fromEntries(
    types.filter((type) => type.includes('ApiGatewayV2')).map((type) => [type, types.filter((t) => t === type).length]),
  );
};

describe('the definition of an HTTP API', () => {
  test('as resources has one integration for equal ones', () => {
    expect(typesOf(synthesize((stack) => void pets(stack, 'resources')))).toEqual({
      'AWS::ApiGatewayV2::Api': 1,
      'AWS::ApiGatewayV2::Integration': 2,
      'AWS::ApiGatewayV2::Route': 4,
      'AWS::ApiGatewayV2::Stage': 1,
    });
  });

  test('as a document writes equal integrations once', () => {
    const template = synthesize((stack) => void pets(stack, 'body'));
    const { paths } = resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties.Body as OpenApiBody;
    const written = ['/pets', '/dogs', '/cats'].map((path) => paths[path]?.get?.['x-amazon-apigateway-integration']);
    expect(written[0]).toEqual({ $ref: expect.stringContaining('x-amazon-apigateway-integrations') as string });
    expect(new Set(written.map((integration) => JSON.stringify(integration))).size).toBe(1);
  });

  test('as resources tags the API itself', () => {
    const template = synthesize((stack) => Tags.of(pets(stack, 'resources')).add('team', 'pets'));
    expect(resourceOf(template, 'AWS::ApiGatewayV2::Api').Properties).toMatchObject({
      Name: 'Pets',
      ProtocolType: 'HTTP',
      Tags: { team: 'pets' },
    });
  });

  test('as resources may have functions that refer to the API', () => {
    const template = synthesize((stack) => {
      const handler = inlineFunction(stack, 'List');
      const api = new HttpApi(stack, 'Pets', { definition: 'resources' });
      api.get('/pets', new HttpLambdaIntegration(handler));
      handler.addEnvironment('API_URL', api.url);
    });
    expect(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).toHaveLength(1);
  });

  test('as resources is served with what an aspect changes', async () => {
    const stack = new Stack(new App(), 'Stack');
    const api = pets(stack, 'resources');
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof CfnRoute && node.routeKey === 'GET /dogs') node.authorizationType = 'AWS_IAM';
      },
    });
    const gateway = await LocalGateway.fromStack(stack);
    const statuses = await Promise.all(['/pets', '/dogs'].map(async (path) => (await gateway.fetch(path)).status));
    await gateway.close();
    expect(statuses).toEqual([200, 403]);
    expect(api.toModel().routes.flatMap(({ authorization }) => authorization?.type ?? [])).toEqual([
      'NONE',
      'AWS_IAM',
      'NONE',
      'NONE',
    ]);
  });

  test('keeps routes where they are when others come before them', () => {
    const ids = (first: string[]): readonly string[] =>
      resourcesOf(
        synthesize((stack) => {
          const api = new HttpApi(stack, 'Pets', { definition: 'resources' });
          const integration = new HttpLambdaIntegration(inlineFunction(stack, 'List'));
          for (const path of [...first, '/pets']) api.get(path, integration, { authorizer: Authorizer.IAM });
        }),
        'AWS::ApiGatewayV2::Route',
      ).map(({ id }) => id);
    expect(ids(['/dogs'])).toEqual(expect.arrayContaining([...ids([])]));
  });

  test('as resources has no document to override', () => {
    const api = pets(new Stack(new App(), 'Stack'), 'resources');
    expect(() => api.override((document) => document)).toThrow(/its definition is resources/);
  });

  test('as resources refuses what its template cannot be read back from', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = pets(stack, 'resources');
    (api.node.defaultChild as CfnApi).addPropertyOverride('Nonsense', 'x');
    expect(() => templateOf(app, stack)).toThrow(/Nonsense.*api-overridden/);
  });

  test('as resources names an authorizer of the app that an aspect sets', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = pets(stack, 'resources');
    const own = new CfnAuthorizer(stack, 'Own', { apiId: api.apiId, name: 'own', authorizerType: 'REQUEST' });
    Aspects.of(api).add({
      visit: (node) => {
        if (!(node instanceof CfnRoute)) return;
        node.authorizationType = 'CUSTOM';
        node.authorizerId = own.ref;
      },
    });
    expect(() => app.synth()).toThrow(/Cannot find the authorizer "[^"]*Own[^"]*"/);
  });
});
