import { App, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Authorizer,
  LambdaIntegration,
  MockIntegration,
  Model,
  RestApi,
  type RestApiProps,
} from '../../../../../lib/index.js';
import { LocalGateway } from '../../../../../lib/testing/index.js';
import { inlineFunction, resourcesOf, templateOf, type SynthesizedTemplate } from '../../../synthesize.js';

const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));

const OK = new MockIntegration({ responses: [{ statusCode: 200 }] });

interface NestedTemplate extends SynthesizedTemplate {
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

interface Synthesized {
  readonly stack: Stack;
  readonly template: SynthesizedTemplate;
  /** In the order of their file names. */
  readonly nested: readonly NestedTemplate[];
}

function synthesize(build: (api: RestApi, stack: Stack) => void, props: RestApiProps = {}): Synthesized {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  build(
    new RestApi(stack, 'Pets', {
      restApiName: 'Pets',
      definition: 'resources',
      quotas: { resourcesPerApi: 5_000 },
      ...props,
    }),
    stack,
  );
  const template = templateOf(app, stack);
  const folder = app.outdir;
  const nested = readdirSync(folder)
    .filter((file) => file.endsWith('.nested.template.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as NestedTemplate);
  return { stack, template, nested };
}

function pathParts({ Resources }: SynthesizedTemplate): readonly unknown[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::ApiGateway::Resource' ? [Properties.PathPart] : [],
  );
}

/** 600 resources of paths and methods. */
function large(api: RestApi, routes = 300): void {
  for (let n = 0; n < routes; n++) api.get(`/things/${n}`, OK);
}

describe('nestedStacks', () => {
  test('holds the paths that are given, and leaves the rest to the stack of the API', () => {
    const { template, nested } = synthesize(
      (api) => {
        for (const path of ['/v1/orders', '/v1/orders/{id}', '/v1/pets', '/v1/cats', '/v1']) api.get(path, OK);
      },
      { nestedStacks: { Orders: '/v1/orders', Animals: ['/v1/pets', '/v1/cats'] } },
    );
    expect(pathParts(template)).toEqual(['v1']);
    expect(nested.map(pathParts)).toEqual([
      ['pets', 'cats'],
      ['orders', '{id}'],
    ]);
  });

  test('lets nested stacks have what they refer to by parameters, without exports, and the deployment wait for them', () => {
    const { template, nested } = synthesize(
      (api, stack) => {
        const pet = new Model({ name: 'Pet', schema: { type: 'object' } });
        api.post('/pets', new LambdaIntegration(inlineFunction(stack, 'Create')), {
          requestModels: { 'application/json': pet },
        });
      },
      { nestedStacks: { Pets: '/pets' } },
    );
    const [stackId] = resourcesOf(template, 'AWS::CloudFormation::Stack').map(({ id }) => id);
    const [deployment] = resourcesOf(template, 'AWS::ApiGateway::Deployment');
    expect(deployment?.DependsOn).toContain(stackId);
    expect(JSON.stringify([template, nested])).not.toMatch(/Fn::ImportValue|"Export"/);
  });

  test('serves every nested stack', async () => {
    const { stack } = synthesize(
      (api) => {
        api.get('/orders/{id}', OK);
        api.get('/pets', OK, { authorizer: Authorizer.IAM });
        api.get('/cats', OK);
      },
      { nestedStacks: { Orders: '/orders', Pets: '/pets' } },
    );
    const gateway = await LocalGateway.fromStack(stack);
    open.push(gateway);
    const statuses = ['/orders/1', '/pets', '/cats', '/dogs'].map(async (path) => (await gateway.fetch(path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 403, 200, 403]);
  });

  test.each<[what: string, props: RestApiProps, message: RegExp]>([
    ['a path below another', { nestedStacks: { A: '/a', B: '/a/b' } }, /\/a\/b is below \/a/],
    ['a path twice', { nestedStacks: { A: '/a', B: '/a' } }, /\/a is named twice/],
    ['the root', { nestedStacks: { A: '/' } }, /"\/" is not the path of a resource/],
    ['a definition in one resource', { definition: 'body', nestedStacks: {} }, /its definition is one resource/],
  ])('refuses %s', (_what, props, message) => {
    expect(() => synthesize((api) => large(api), props)).toThrow(message);
  });
});

describe("an API with definition: 'resources'", () => {
  type Place = (app: App) => { readonly served: Stack; readonly scope: Stack; readonly functions: Stack };

  test.each<[where: string, place: Place]>([
    [
      'a stack',
      (app) => {
        const stack = new Stack(app, 'Stack');
        return { served: stack, scope: stack, functions: stack };
      },
    ],
    [
      'a nested stack',
      (app) => {
        const stack = new Stack(app, 'Stack');
        return { served: stack, scope: new NestedStack(stack, 'Apis'), functions: stack };
      },
    ],
    [
      'another stack than its functions',
      (app) => {
        const stack = new Stack(app, 'Stack');
        return { served: stack, scope: stack, functions: new Stack(app, 'Functions') };
      },
    ],
  ])('is served with its nested stacks from %s', async (_where, place) => {
    const app = new App();
    const { served, scope, functions } = place(app);
    const api = new RestApi(scope, 'Pets', { definition: 'resources', nestedStacks: { Pets: '/pets' } });
    const source = 'exports.handler = async (event) => ({ statusCode: 200, body: event.resource })';
    const integration = new LambdaIntegration(inlineFunction(functions, 'Echo', source));
    api.get('/pets/{petId}', integration);
    api.get('/cats', integration);
    const gateway = await LocalGateway.fromStack(served);
    open.push(gateway);
    const bodies = ['/pets/1', '/cats'].map(async (path) => (await gateway.fetch(path)).text());
    expect(await Promise.all(bodies)).toEqual(['/pets/{petId}', '/cats']);
  });

  test('synthesizes in a Stage, with the same deployment', () => {
    const deploymentIn = (scope: App | Stage): string => {
      const stack = new Stack(scope, 'Stack');
      new RestApi(stack, 'Pets', { definition: 'resources', nestedStacks: { Pets: '/pets' } }).get('/pets', OK);
      const { template } = scope.synth().getStackArtifact(stack.artifactId) as { template: SynthesizedTemplate };
      return resourcesOf(template, 'AWS::ApiGateway::Deployment')[0]?.id ?? '';
    };
    const app = new App();
    expect(deploymentIn(new Stage(app, 'Test')).slice(-34)).toBe(deploymentIn(new App()).slice(-34));
  });
});

describe('an API with more resources than a stack has room for', () => {
  function warnings({ stack }: Synthesized): readonly string[] {
    return Annotations.fromStack(stack)
      .findWarning('*', Match.stringLikeRegexp('nested-stacks-automatic'))
      .map(({ entry }) => entry.data as string);
  }

  test('is divided among nested stacks, and a warning gives the paths of each', () => {
    const synthesized = synthesize((api) => large(api));
    expect(synthesized.nested.map(({ Resources }) => Object.keys(Resources).length)).toEqual([400, 200]);
    expect(Object.keys(synthesized.template.Resources).length).toBeLessThan(20);
    const [warning = ''] = warnings(synthesized);
    expect(warning).toContain('"Routes1":["/things/0","/things/1"');
    expect(warning).toContain('"Routes2":["/things/200"');
  });

  test('keeps what it has where it is when routes are added at the end', () => {
    const [before, after] = [300, 320].map((routes) => synthesize((api) => large(api, routes)).nested);
    expect(pathParts(after?.[0] as SynthesizedTemplate)).toEqual(pathParts(before?.[0] as SynthesizedTemplate));
    expect(pathParts(after?.[1] as SynthesizedTemplate).slice(0, 100)).toEqual(
      pathParts(before?.[1] as SynthesizedTemplate),
    );
  });

  test('is not divided while the stack has room', () => {
    const synthesized = synthesize((api) => large(api, 230));
    expect(synthesized.nested).toEqual([]);
    expect(warnings(synthesized)).toEqual([]);
  });

  test('is divided earlier where the stack holds much else', () => {
    const synthesized = synthesize((api, stack) => {
      large(api, 230);
      for (let n = 0; n < 60; n++) new CfnTopic(stack, `Topic${n}`);
    });
    expect(synthesized.nested.length).toBe(2);
  });

  test('gives no nested stack more parameters than CloudFormation allows', () => {
    const { nested } = synthesize((api, stack) => {
      for (let n = 0; n < 200; n++) {
        const arn = Fn.importValue(`Function${n}`);
        api.get(`/things/${n}`, new LambdaIntegration(Function.fromFunctionArn(stack, `Function${n}`, arn)));
        api.post(`/things/${n}`, OK);
      }
    });
    for (const { Parameters = {} } of nested) expect(Object.keys(Parameters).length).toBeLessThanOrEqual(200);
    expect(nested.length).toBe(2);
  });

  test('has one permission for a function, whose own policy holds 20 KB', () => {
    const { template } = synthesize((api, stack) => {
      const handler = inlineFunction(stack, 'Handler');
      for (let n = 0; n < 300; n++) api.get(`/things/${n}`, new LambdaIntegration(handler));
    });
    expect(resourcesOf(template, 'AWS::Lambda::Permission').length).toBe(1);
  });
});
