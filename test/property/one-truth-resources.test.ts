import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { MockIntegration, RestApi, type NestedStackPaths } from '../../lib/index.js';
import { look } from './changed-app.js';

/** Each run synthesizes three apps and serves four gateways: a tenth of a second. */
const RUNS = Math.min(Number(process.env.SLUICE_RUNS ?? 100), 3_000);

const folder = mkdtempSync(join(tmpdir(), 'sluice-one-truth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A change of a method's node, and what a client then gets. */
interface Change {
  readonly name: string;
  readonly apply: (method: CfnMethod) => void;
  readonly status: number;
  readonly isDeployed: boolean;
}

const CHANGES: readonly Change[] = [
  {
    name: 'IAM',
    apply: (method) => method.addPropertyOverride('AuthorizationType', 'AWS_IAM'),
    status: 403,
    isDeployed: true,
  },
  {
    name: 'IAM, by the L1 object',
    apply: (method) => {
      method.authorizationType = 'AWS_IAM';
    },
    status: 403,
    isDeployed: true,
  },
  {
    name: 'an authorizer that is not in the app',
    apply: (method) => {
      method.authorizationType = 'CUSTOM';
      method.authorizerId = 'a1b2c3';
    },
    status: 501,
    isDeployed: true,
  },
  {
    name: 'an API key',
    apply: (method) => {
      method.apiKeyRequired = true;
    },
    status: 403,
    isDeployed: true,
  },
  {
    name: 'a status',
    apply: (method) =>
      method.addPropertyOverride('Integration.RequestTemplates.application/json', '{"statusCode":201}'),
    status: 201,
    isDeployed: true,
  },
  {
    name: 'a missing method',
    apply: (method) => void method.node.scope?.node.tryRemoveChild(method.node.id),
    status: 403,
    isDeployed: true,
  },
  {
    name: 'what is there anyway',
    apply: (method) => {
      method.addPropertyOverride('AuthorizationType', 'NONE');
    },
    status: 200,
    isDeployed: false,
  },
  { name: 'nothing', apply: () => undefined, status: 200, isDeployed: false },
];

/** Which hand writes it: an aspect of the app or of the API, or the app's code after a synthesis made the nodes. */
type Hand = 'app-aspect' | 'api-aspect' | 'code';

interface Run {
  readonly paths: readonly string[];
  readonly changed: string;
  readonly change: Change;
  readonly hand: Hand;
  readonly nestedStacks: NestedStackPaths;
}

const run: fc.Arbitrary<Run> = fc
  .uniqueArray(fc.constantFrom('/', '/pets', '/pets/all', '/cats/{catId}'), { minLength: 2, maxLength: 4 })
  .chain((paths) =>
    fc.record({
      paths: fc.constant(paths),
      changed: fc.constantFrom(...paths),
      change: fc.constantFrom(...CHANGES),
      hand: fc.constantFrom<Hand>('app-aspect', 'api-aspect', 'code'),
      nestedStacks: fc.constantFrom<NestedStackPaths>({}, { Pets: '/pets', Cats: '/cats' }, { Cats: '/cats/{catId}' }),
    }),
  );

/** The end of the construct path of a method. */
const NODES: Readonly<Record<string, string>> = {
  '/': 'Resources/GET',
  '/pets': 'Resources/pets/GET',
  '/pets/all': 'Resources/pets/all/GET',
  '/cats/{catId}': 'Resources/cats/Param/GET',
};

function build({ paths, changed, change, hand, nestedStacks }: Run, isChanged: boolean): { app: App; stack: Stack } {
  const app = new App({ outdir: join(folder, isChanged ? 'after' : 'before') });
  const stack = new Stack(app, 'Stack');
  const api = new RestApi(stack, 'Api', { definition: 'resources', nestedStacks });
  const responses = [{ statusCode: 200 }, { statusCode: 201, selectionPattern: '201' }];
  for (const path of paths) api.get(path, new MockIntegration({ responses }));
  const visit = (node: IConstruct): void => {
    if (node instanceof CfnMethod && node.node.path.endsWith(NODES[changed] ?? '')) change.apply(node);
  };
  if (!isChanged) return { app, stack };
  if (hand === 'code') {
    app.synth();
    api.node.findAll().forEach(visit);
  } else Aspects.of(hand === 'app-aspect' ? app : api).add({ visit });
  return { app, stack };
}

describe("a change of a method's node", () => {
  test('is tested, served and deployed alike, in nested stacks too', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (one) => {
        const before = await look(build(one, false), one.changed);
        const after = await look(build(one, true), one.changed);
        expect(before.statuses).toEqual([200, 200]);
        expect(after.statuses).toEqual([one.change.status, one.change.status]);
        expect(after.deployment !== before.deployment).toBe(one.change.isDeployed);
      }),
      { numRuns: RUNS, seed: 13 },
    );
  }, 600_000);
});
