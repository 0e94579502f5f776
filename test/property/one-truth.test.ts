import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, Stack, type IAspect } from 'aws-cdk-lib';
import { CfnRestApi, type CfnStage } from 'aws-cdk-lib/aws-apigateway';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { MockIntegration, RestApi } from '../../lib/index.js';
import { look } from './changed-app.js';

/** Each run synthesizes two apps and serves four gateways. */
const RUNS = Math.min(Number(process.env.SLUICE_RUNS ?? 500), 2_000);

const folder = mkdtempSync(join(tmpdir(), 'sluice-one-truth-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A change behind the constructs' back, and what a client then gets. */
interface Change {
  readonly name: string;
  readonly apply: (resource: CfnRestApi, path: string) => void;
  readonly status: number;
  readonly isDeployed: boolean;
}

const INTEGRATION = 'x-amazon-apigateway-integration';

const CHANGES: readonly Change[] = [
  {
    name: 'IAM',
    apply: (resource, path) => {
      resource.addPropertyOverride(`Body.paths.${path}.get.security`, [{ guard: [] }]);
      resource.addPropertyOverride('Body.components.securitySchemes.guard', {
        ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
        'x-amazon-apigateway-authtype': 'awsSigv4',
      });
    },
    status: 403,
    isDeployed: true,
  },
  {
    name: 'a user pool',
    apply: (resource, path) => {
      resource.addPropertyOverride(`Body.paths.${path}.get.security`, [{ pool: [] }]);
      resource.addPropertyOverride('Body.components.securitySchemes.pool', {
        ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': {
          type: 'cognito_user_pools',
          providerARNs: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Users'],
        },
      });
    },
    // The pool is not in the app: nobody can be let in.
    status: 501,
    isDeployed: true,
  },
  {
    name: 'an API key',
    apply: (resource, path) => {
      resource.addPropertyOverride(`Body.paths.${path}.get.security`, [{ key: [] }]);
      resource.addPropertyOverride('Body.components.securitySchemes.key', {
        ...{ type: 'apiKey', name: 'x-api-key', in: 'header' },
      });
    },
    status: 403,
    isDeployed: true,
  },
  {
    name: 'a policy',
    apply: (resource) => {
      resource.policy = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }],
      };
    },
    status: 403,
    isDeployed: true,
  },
  {
    name: 'a status',
    apply: (resource, path) =>
      resource.addPropertyOverride(
        `Body.paths.${path}.get.${INTEGRATION}.requestTemplates.application/json`,
        '{"statusCode":201}',
      ),
    status: 201,
    isDeployed: true,
  },
  {
    name: 'a missing path',
    apply: (resource, path) => resource.addPropertyDeletionOverride(`Body.paths.${path}`),
    status: 403,
    isDeployed: true,
  },
  {
    name: 'a tag',
    apply: (resource) => resource.addPropertyOverride('Tags', [{ Key: 'team', Value: 'a' }]),
    status: 200,
    isDeployed: false,
  },
  { name: 'nothing', apply: () => undefined, status: 200, isDeployed: false },
];

/** Which hand writes it: the escape hatch of the app's code, an aspect of the app, or of the API. */
type Hand = 'code' | 'app-aspect' | 'api-aspect';

interface Run {
  readonly paths: readonly string[];
  readonly changed: string;
  readonly change: Change;
  readonly hand: Hand;
  readonly throttled: boolean;
}

const run: fc.Arbitrary<Run> = fc
  .uniqueArray(fc.constantFrom('/', '/pets', '/pets/all', '/cats/{catId}'), { minLength: 2, maxLength: 4 })
  .chain((paths) =>
    fc.record({
      paths: fc.constant(paths),
      changed: fc.constantFrom(...paths),
      change: fc.constantFrom(...CHANGES),
      hand: fc.constantFrom<Hand>('code', 'app-aspect', 'api-aspect'),
      throttled: fc.boolean(),
    }),
  );

function build({ paths, changed, change, hand, throttled }: Run, isChanged: boolean): { app: App; stack: Stack } {
  const app = new App({ outdir: join(folder, isChanged ? 'after' : 'before') });
  const stack = new Stack(app, 'Stack');
  const api = new RestApi(stack, 'Api', { defaultStage: false });
  const responses = [{ statusCode: 200 }, { statusCode: 201, selectionPattern: '201' }];
  for (const path of paths) api.get(path, new MockIntegration({ responses }));
  const stage = api.addStage('prod');
  const apply = (resource: CfnRestApi): void => {
    if (isChanged) change.apply(resource, changed);
  };
  const aspect: IAspect = {
    visit: (node) => {
      if (node instanceof CfnRestApi) apply(node);
    },
  };
  if (hand === 'code') apply(api.node.defaultChild as CfnRestApi);
  else Aspects.of(hand === 'app-aspect' ? app : api).add(aspect);
  if (throttled) {
    (stage.node.defaultChild as CfnStage).addPropertyOverride('MethodSettings', [
      { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 },
    ]);
  }
  return { app, stack };
}

describe('a change behind the back of the constructs', () => {
  test('is tested, served and deployed alike', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (one) => {
        const before = await look(build(one, false), one.changed);
        const after = await look(build(one, true), one.changed);
        const expected = one.throttled && one.change.status < 400 ? 429 : one.change.status;
        expect(before.statuses).toEqual(one.throttled ? [429, 429] : [200, 200]);
        // Throttling comes after access control; a caller without a path gets neither.
        expect(after.statuses).toEqual([expected, expected]);
        expect(after.deployment !== before.deployment).toBe(one.change.isDeployed);
      }),
      { numRuns: RUNS, seed: 13 },
    );
  }, 600_000);
});
