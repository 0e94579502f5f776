import { App, Aspects, CfnParameter, Duration, Fn, Stack, Tags } from 'aws-cdk-lib';
import { CfnRestApi, type CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, Code, Function as LambdaFunction, Runtime, type IFunction } from 'aws-cdk-lib/aws-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Authorizer,
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
  RestApi,
  type RestApiProps,
} from '../../lib/index.js';
import { resourceOf, templateOf } from '../constructs/synthesize.js';
import { expectGolden, goldenJson } from '../support/golden.js';

/** Each run synthesizes two apps. */
const RUNS = Math.min(Number(process.env.SLUICE_RUNS ?? 1_000), 3_000);
const RESOURCE_RUNS = Math.min(Number(process.env.SLUICE_RUNS ?? 200), 3_000);

/** An app with one API: what is deployed, and what stands around it. */
interface Definition {
  readonly routes: readonly Route[];
  readonly policyAction: string | undefined;
  readonly override: Override;
  readonly around: Around;
}

interface Route {
  readonly path: string;
  readonly target: Target;
  readonly text: string;
  readonly signed: boolean;
}

type Target = 'mock' | 'function' | 'version' | 'alias' | 'other-stack' | 'import' | 'parameter' | 'pseudo' | 'model';

/** How the template is changed behind the constructs' back. */
type Override = 'none' | 'description' | 'description-by-aspect' | 'policy-on-l1' | 'deleted-path';

/** What acts at once, or is nothing that the API has. */
interface Around {
  readonly rateLimit: number;
  readonly tag: string;
  readonly stageVariable: string;
  readonly memoryMegabytes: number;
  readonly tracing: boolean;
  readonly isReversed: boolean;
}

const route: fc.Arbitrary<Route> = fc.record({
  path: fc.constantFrom('/', '/pets', '/pets/{petId}', '/pets/{petId}/toys', '/cats'),
  target: fc.constantFrom<Target>(
    ...(['mock', 'function', 'version', 'alias', 'other-stack', 'import', 'parameter', 'pseudo', 'model'] as const),
  ),
  text: fc.constantFrom('a', 'b', 'c'),
  signed: fc.boolean(),
});

const definition: fc.Arbitrary<Definition> = fc.record({
  routes: fc.uniqueArray(route, { selector: ({ path }) => path, minLength: 1, maxLength: 4 }),
  policyAction: fc.constantFrom(undefined, 'execute-api:Invoke', 'execute-api:*'),
  override: fc.constantFrom<Override>(
    ...(['none', 'description', 'description-by-aspect', 'policy-on-l1', 'deleted-path'] as const),
  ),
  around: fc.record({
    rateLimit: fc.integer({ min: 1, max: 9 }),
    tag: fc.constantFrom('a', 'b'),
    stageVariable: fc.constantFrom('a', 'b'),
    memoryMegabytes: fc.constantFrom(128, 256),
    tracing: fc.boolean(),
    isReversed: fc.boolean(),
  }),
});

/** What counts when two definitions are compared, in any order of routes. */
function deployedPart({ routes, policyAction, override }: Definition): string {
  const sorted = [...routes].sort((left, right) => (left.path < right.path ? -1 : 1));
  const isDeleted = override === 'deleted-path' && sorted.length > 1;
  return JSON.stringify({
    routes: sorted.slice(isDeleted ? 1 : 0).map(deployedRoute),
    // Parts that routes share stay when one of them is deleted behind the constructs' back.
    isSigned: routes.some(({ signed }) => signed),
    models: routes.filter(({ target }) => target === 'model').map(({ text }) => text),
    policyAction,
    isDescribed: override === 'description' || override === 'description-by-aspect',
    isDenied: override === 'policy-on-l1',
  });
}

/** The text of a function that is named without its version is its code, which no deployment holds. */
function deployedRoute({ text, target, ...rest }: Route): object {
  return { ...rest, target, text: target === 'function' || target === 'other-stack' ? '' : text };
}

/** The logical id of the deployment. */
function idOf({ routes, policyAction, override, around }: Definition, props: RestApiProps = {}): string {
  const app = new App();
  const other = new Stack(app, 'Functions');
  const stack = new Stack(app, 'Apis');
  const api = new RestApi(stack, 'Pets', props);
  const order = around.isReversed ? [...routes].reverse() : routes;
  order.forEach((one) => addRoute(api, one, { stack, other, around }));
  if (policyAction !== undefined) {
    const principals = [new AnyPrincipal()];
    api.addToResourcePolicy(
      new PolicyStatement({ principals, actions: [policyAction], resources: ['execute-api:/*'] }),
    );
  }
  const stage = api.addStage('prod', {
    throttle: { rateLimit: around.rateLimit },
    variables: { colour: around.stageVariable },
  });
  (stage.node.defaultChild as CfnStage).addPropertyOverride('TracingEnabled', around.tracing);
  Tags.of(api).add('team', around.tag);
  applyOverride(
    api,
    override,
    routes.map(({ path }) => path),
  );
  return resourceOf(templateOf(app, stack), 'AWS::ApiGateway::Deployment').id;
}

interface Scopes {
  readonly stack: Stack;
  readonly other: Stack;
  readonly around: Around;
}

function addRoute(api: RestApi, { path, target, text, signed }: Route, { stack, other, around }: Scopes): void {
  const id = `Handler${path.replace(/\W/g, '')}`;
  const handler = (scope: Stack): LambdaFunction =>
    new LambdaFunction(scope, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(`exports.handler = async () => '${text}'`),
      // A new version would follow from it.
      ...((target === 'function' || target === 'other-stack') && { memorySize: around.memoryMegabytes }),
    });
  const invoke = (fn: IFunction): LambdaIntegration => new LambdaIntegration(fn);
  const props = { ...(signed && { authorizer: Authorizer.IAM }) };
  switch (target) {
    case 'mock':
      return void api.get(
        path,
        new MockIntegration({ responses: [{ statusCode: 200, responseTemplates: { 'text/plain': text } }] }),
        props,
      );
    case 'function':
      return void api.get(path, invoke(handler(stack)), props);
    case 'version':
      return void api.get(path, invoke(handler(stack).currentVersion), props);
    case 'alias':
      return void api.get(
        path,
        invoke(new Alias(stack, `${id}Alias`, { aliasName: text, version: handler(stack).latestVersion })),
        props,
      );
    case 'other-stack':
      return void api.get(path, invoke(handler(other)), props);
    case 'import':
      return void api.get(
        path,
        new HttpIntegration(`https://${Fn.join('.', [Fn.importValue(text), 'example.com'])}/`),
        props,
      );
    case 'parameter':
      return void api.get(
        path,
        new HttpIntegration('https://a/', {
          timeout: Duration.millis(new CfnParameter(stack, `${id}${text}`, { type: 'Number' }).valueAsNumber),
        }),
        props,
      );
    case 'pseudo':
      return void api.get(
        path,
        new HttpIntegration(`https://${{ a: stack.region, b: stack.account, c: stack.stackId }[text] ?? ''}/`),
        props,
      );
    case 'model':
      return void api.get(path, new MockIntegration(), {
        ...props,
        requestModels: { 'application/json': new Model({ name: 'Body', schema: { title: text } }) },
      });
  }
}

function applyOverride(api: RestApi, override: Override, paths: readonly string[]): void {
  const resource = api.node.defaultChild as CfnRestApi;
  switch (override) {
    case 'none':
      return;
    case 'description':
      resource.addPropertyOverride('Description', 'overridden');
      return;
    case 'description-by-aspect':
      Aspects.of(api).add({
        visit: (node) => {
          if (node instanceof CfnRestApi) node.description = 'overridden';
        },
      });
      return;
    case 'policy-on-l1': {
      const deny = new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['*'],
        resources: ['*'],
      });
      resource.policy = { Version: '2012-10-17', Statement: [deny.toStatementJson()] };
      return;
    }
    case 'deleted-path':
      if (paths.length > 1) resource.addPropertyDeletionOverride(`Body.paths.${[...paths].sort()[0] ?? ''}`);
  }
}

// Two models of one name are refused.
const definitions = definition.filter(({ routes }) => routes.filter(({ target }) => target === 'model').length < 2);

describe("the deployment's id", () => {
  test('changes with what is deployed, and with nothing else', () => {
    fc.assert(
      fc.property(definitions, definitions, fc.boolean(), fc.boolean(), (first, second, sameRoutes, sameOverride) => {
        // Two definitions drawn apart are hardly ever equal in what is deployed.
        const right = {
          ...second,
          ...(sameRoutes && { routes: first.routes, policyAction: first.policyAction }),
          ...(sameOverride && { override: first.override }),
        };
        expect(idOf(right) === idOf(first)).toBe(deployedPart(right) === deployedPart(first));
      }),
      { numRuns: RUNS, seed: 13 },
    );
  }, 600_000);

  test("does so with definition: 'resources'", () => {
    // There is no body to override, and a policy on the L1 object is the whole one.
    const definitionOf = (one: Definition): Definition => {
      const override = one.override === 'deleted-path' ? 'none' : one.override;
      return { ...one, override, ...(override === 'policy-on-l1' && { policyAction: undefined }) };
    };
    const props: RestApiProps = { definition: 'resources' };
    fc.assert(
      fc.property(definitions, definitions, fc.boolean(), fc.boolean(), (first, second, sameRoutes, sameOverride) => {
        const right = {
          ...second,
          ...(sameRoutes && { routes: first.routes, policyAction: first.policyAction }),
          ...(sameOverride && { override: first.override }),
        };
        const isSame = deployedPart(definitionOf(right)) === deployedPart(definitionOf(first));
        expect(idOf(noDeletion(right), props) === idOf(noDeletion(first), props)).toBe(isSame);
      }),
      { numRuns: RESOURCE_RUNS, seed: 13 },
    );
  }, 600_000);
});

function noDeletion(one: Definition): Definition {
  return one.override === 'deleted-path' ? { ...one, override: 'none' } : one;
}

describe('fingerprints', () => {
  test('stay as they are when Sluice is upgraded', () => {
    const samples = fc.sample(definitions, { numRuns: 10, seed: 7 });
    const ids = samples.map((definition) => ({ definition, id: idOf(definition) }));
    expectGolden('deployment-ids', 'ids.json', goldenJson(ids));
  });
});
