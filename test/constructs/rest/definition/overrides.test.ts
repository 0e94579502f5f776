import { App, Aspects, CfnParameter, Stack, type IAspect } from 'aws-cdk-lib';
import { CfnRestApi, type CfnStage } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { afterEach, describe, expect, test } from 'vitest';
import { MockIntegration, RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { resourceOf, templateOf } from '../../synthesize.js';

const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));

interface Pets {
  readonly app: App;
  readonly stack: Stack;
  readonly api: RestApi;
  readonly resource: CfnRestApi;
}

function pets(): Pets {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const api = new RestApi(stack, 'Pets', { restApiName: 'Pets' });
  api.get('/pets', new MockIntegration());
  api.get('/dogs', new MockIntegration());
  return { app, stack, api, resource: api.node.defaultChild as CfnRestApi };
}

function deploymentOf({ app, stack }: Pets): string {
  return resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Deployment').id;
}

async function statusOf({ stack }: Pets, path: string): Promise<number> {
  const gateway = await LocalGateway.fromStack(stack);
  open.push(gateway);
  return (await gateway.fetch(path)).status;
}

class RequireSignatures implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof CfnRestApi)) return;
    node.addPropertyOverride('Body.paths./pets.get.security', [{ sigv4: [] }]);
    node.addPropertyOverride('Body.components.securitySchemes.sigv4', {
      ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
      'x-amazon-apigateway-authtype': 'awsSigv4',
    });
  }
}

const CAT = {
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: { default: { statusCode: '200' } },
  },
  responses: { '200': { description: 'Cats' } },
};

describe('an escape hatch on the API', () => {
  const before = deploymentOf(pets());

  test.each<[what: string, change: (pets: Pets) => void, path: string, status: number]>([
    ['an aspect that requires signatures', ({ api }) => Aspects.of(api).add(new RequireSignatures()), '/pets', 403],
    ['an added path', ({ resource }) => resource.addPropertyOverride('Body.paths./cats.get', CAT), '/cats', 200],
    ['a removed path', ({ resource }) => resource.addPropertyDeletionOverride('Body.paths./dogs'), '/dogs', 403],
    ['a policy set on the L1 object', ({ resource }) => (resource.policy = DENY_ALL), '/pets', 403],
    [
      'a body set on the L1 object',
      ({ resource }) =>
        (resource.body = { openapi: '3.0.1', info: { title: 'Cats', version: '1' }, paths: { '/cats': { get: CAT } } }),
      '/cats',
      200,
    ],
  ])('%s is served and makes a new deployment', async (_what, change, path, status) => {
    const changed = pets();
    change(changed);
    expect(deploymentOf(changed)).not.toBe(before);
    expect(await statusOf(changed, path)).toBe(status);
  });

  test.each<[what: string, change: (pets: Pets) => void]>([
    ['that says what is there already', ({ resource }) => resource.addPropertyOverride('FailOnWarnings', true)],
    [
      'on a stage',
      ({ api }) => (api.addStage('prod').node.defaultChild as CfnStage).addPropertyOverride('TracingEnabled', true),
    ],
    ['on the tags', ({ resource }) => resource.addPropertyOverride('Tags', [{ Key: 'team', Value: 'a' }])],
    ['on the deletion policy', ({ resource }) => resource.addOverride('DeletionPolicy', 'Retain')],
  ])('%s makes no new deployment', (_what, change) => {
    const changed = pets();
    change(changed);
    expect(deploymentOf(changed)).toBe(before);
  });

  test('is checked like everything else', () => {
    const { app, resource } = pets();
    resource.addPropertyOverride('Body.paths./pets.get.x-amazon-apigateway-integration.requestTemplates', {
      'application/json': '#if($a)',
    });
    expect(() => app.synth()).toThrow(/template-syntax/);
  });

  test.each<[what: string, change: (pets: Pets) => void, message: RegExp]>([
    [
      'a definition that only deployment knows',
      ({ stack, resource }) => (resource.body = new CfnParameter(stack, 'Definition').valueAsString),
      /api-overridden/,
    ],
    [
      'a property that no version of the resource has',
      ({ resource }) => resource.addPropertyOverride('Bodies', 'x'),
      /Bodies.*api-overridden/,
    ],
    [
      'a definition that is no OpenAPI document',
      ({ resource }) => resource.addPropertyOverride('Body.paths', 'none'),
      /api-overridden/,
    ],
  ])('of %s stops the synthesis', (_what, change, message) => {
    const changed = pets();
    change(changed);
    expect(() => changed.app.synth()).toThrow(message);
  });

  test('counts in toModel()', () => {
    const { api, resource } = pets();
    resource.addPropertyOverride('Body.paths./cats.get', CAT);
    expect(api.toModel().resources.map(({ path }) => path)).toEqual(['/pets', '/dogs', '/cats']);
  });
});

const DENY_ALL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }],
};
