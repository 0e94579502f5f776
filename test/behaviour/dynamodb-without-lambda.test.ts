import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/dynamodb-without-lambda/app.js';
import { addMatchers, LocalGateway } from '../../lib/testing/index.js';
import { asExpected, ask, FIXED_CLOCK, FIXED_IDS, type BehaviourCase } from '../support/behaviour.js';
import { startExampleBackend } from '../support/example-backend.js';

addMatchers(expect);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'dynamodb-without-lambda');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];

let database: ChildProcess;
let gateway: LocalGateway;

describe('examples/dynamodb-without-lambda', () => {
  beforeAll(async () => {
    const { address, child } = await startExampleBackend(join(EXAMPLE, 'database.mjs'));
    database = child;
    gateway = await LocalGateway.fromStack(stack, {
      clock: FIXED_CLOCK,
      ids: FIXED_IDS,
      awsEndpoints: { dynamodb: `http://${address}` },
    });
  });

  afterAll(async () => {
    await gateway.close();
    database.kill();
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(asExpected(await ask(gateway, one), one.expect)).toEqual(one.expect);
  });

  test('has no finding', () => {
    expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the routes of its snapshot', async () => {
    await expect(stack).toMatchApiSnapshot();
  });

  test('synthesizes a role that may do five actions on the table, and no function', () => {
    const assembly = (App.of(stack) as App).synth({ force: true });
    const { Resources } = assembly.getStackArtifact(stack.artifactId).template as {
      Resources: Record<string, { Type: string; Properties: { PolicyDocument?: { Statement: { Action: string }[] } } }>;
    };
    const types = Object.values(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::Lambda'))).toEqual([]);
    const statements = Object.values(Resources).flatMap(({ Properties }) => Properties.PolicyDocument?.Statement ?? []);
    expect(statements.map(({ Action }) => Action).sort()).toEqual(
      ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map((action) => `dynamodb:${action}`),
    );
  });
});
