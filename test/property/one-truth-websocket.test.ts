import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer, CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { WebSocketApi, WebSocketMock } from '../../lib/index.js';
import { HandshakeRefused, LocalGateway } from '../../lib/testing/index.js';

/** Each run synthesizes two apps and serves four gateways. */
const RUNS = Math.min(Number(process.env.SLUICE_RUNS ?? 40), 2_000);

const folder = mkdtempSync(join(tmpdir(), 'sluice-one-truth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A change behind the constructs' back, and what a client without credentials then gets. */
interface Change {
  readonly name: string;
  readonly apply: (node: IConstruct) => void;
  readonly status: number;
  readonly isDeployed: boolean;
}

/** A change of the route `$connect`. */
function ofConnect(change: (route: CfnRoute) => void): Change['apply'] {
  return (node) => {
    if (node instanceof CfnRoute && node.routeKey === '$connect') change(node);
  };
}

const CHANGES: readonly Change[] = [
  {
    name: 'IAM',
    apply: ofConnect((route) => route.addPropertyOverride('AuthorizationType', 'AWS_IAM')),
    status: 403,
    isDeployed: true,
  },
  {
    name: 'IAM, by the L1 object',
    apply: ofConnect((route) => {
      route.authorizationType = 'AWS_IAM';
    }),
    status: 403,
    isDeployed: true,
  },
  {
    name: 'an API key',
    apply: ofConnect((route) => {
      route.apiKeyRequired = true;
    }),
    status: 403,
    isDeployed: true,
  },
  {
    name: 'a status of the integration',
    apply: (node) => {
      if (node instanceof CfnIntegration) {
        node.addPropertyOverride('RequestTemplates', { $default: '{"statusCode":418}' });
      }
    },
    status: 418,
    isDeployed: true,
  },
  {
    name: 'another route',
    apply: (node) => {
      if (node instanceof CfnRoute && node.routeKey === 'send') node.addPropertyOverride('OperationName', 'sends');
    },
    status: 101,
    isDeployed: true,
  },
  { name: 'nothing', apply: () => undefined, status: 101, isDeployed: false },
];

/** Which hand writes it: an aspect of the app, or of the API. Routes have nodes at synthesis only. */
type Hand = 'app-aspect' | 'api-aspect';

interface Run {
  readonly change: Change;
  readonly hand: Hand;
  readonly routes: readonly string[];
  /** Mocks that differ have integrations of their own. */
  readonly isShared: boolean;
}

const runs: fc.Arbitrary<Run> = fc.record({
  change: fc.constantFrom(...CHANGES),
  hand: fc.constantFrom<Hand>('app-aspect', 'api-aspect'),
  routes: fc.subarray(['$disconnect', '$default', 'join']),
  isShared: fc.boolean(),
});

function build({ change, hand, routes, isShared }: Run, isChanged: boolean): { app: App; stack: Stack } {
  const app = new App({ outdir: join(folder, isChanged ? 'after' : 'before') });
  const stack = new Stack(app, 'Stack');
  const mock = (name: string): WebSocketMock =>
    new WebSocketMock(isShared ? {} : { requestTemplates: { $default: `{"statusCode":200,"route":"${name}"}` } });
  const api = new WebSocketApi(stack, 'Api', { connect: mock('connect') });
  for (const key of ['send', ...routes]) api.addRoute(key, mock(key));
  const apply = (node: IConstruct): void => {
    if (isChanged) change.apply(node);
  };
  Aspects.of(hand === 'app-aspect' ? app : api).add({ visit: apply });
  return { app, stack };
}

/** What a client and a deployment see of an app. */
async function look({ app, stack }: { readonly app: App; readonly stack: Stack }): Promise<{
  readonly deployment: string | undefined;
  readonly statuses: readonly number[];
}> {
  const gateways = [
    await LocalGateway.fromStack(stack),
    await LocalGateway.fromTemplate(join(app.outdir, stack.templateFile)),
  ];
  const statuses = await Promise.all(gateways.map(statusOfHandshake));
  await Promise.all(gateways.map((gateway) => gateway.close()));
  const template = app.synth().getStackArtifact(stack.artifactId).template as {
    readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
  };
  const deployments = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::ApiGatewayV2::Deployment',
  );
  return { deployment: deployments[0]?.[0], statuses };
}

async function statusOfHandshake(gateway: LocalGateway): Promise<number> {
  try {
    await gateway.connect();
    return 101;
  } catch (error) {
    if (error instanceof HandshakeRefused) return error.status;
    throw error;
  }
}

describe('a change of a WebSocket API behind the back of the constructs', () => {
  test('is tested, served and deployed alike', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (one) => {
        const before = await look(build(one, false));
        const after = await look(build(one, true));
        expect(before.statuses).toEqual([101, 101]);
        expect(after.statuses, one.change.name).toEqual([one.change.status, one.change.status]);
        expect(after.deployment !== before.deployment, one.change.name).toBe(one.change.isDeployed);
      }),
      { numRuns: RUNS, seed: 13 },
    );
  }, 600_000);

  test.each<[what: string, authorizerId: (stack: Stack, apiId: string) => string]>([
    ['that no app has', () => 'a1b2c3'],
    ['that is no part of the construct', (stack, apiId) => authorizerOf(stack, apiId).ref],
  ])('is not synthesized, and so not open, with an authorizer %s', async (_what, authorizerId) => {
    const stack = new Stack(new App(), 'Stack');
    const api = new WebSocketApi(stack, 'Api', { connect: new WebSocketMock(), default: new WebSocketMock() });
    const id = authorizerId(stack, api.apiId);
    const apply = ofConnect((route) => {
      route.authorizationType = 'CUSTOM';
      route.authorizerId = id;
    });
    Aspects.of(stack).add({ visit: apply });
    await expect(LocalGateway.fromStack(stack)).rejects.toThrow('$connect  authorization: Cannot find the authorizer');
  });
});

function authorizerOf(stack: Stack, apiId: string): CfnAuthorizer {
  return new CfnAuthorizer(stack, 'Guard', {
    apiId,
    name: 'guard',
    authorizerType: 'REQUEST',
    authorizerUri:
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations',
    identitySource: ['route.request.querystring.token'],
  });
}
