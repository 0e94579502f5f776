import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { transpile } from 'typescript';
import { describe, expect, test } from 'vitest';
import * as sluice from '../../lib/index.js';
import { inlineFunction } from '../constructs/synthesize.js';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'methods.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text = '']) => text);

describe('docs/methods.md', () => {
  test('has the blocks that are run here', () => expect(blocks).toHaveLength(4));

  test.each(blocks.map((text, index) => [index, text] as const))('block %i runs and synthesizes', (_index, text) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new sluice.RestApi(stack, 'Pets');
    const integration = new sluice.MockIntegration();
    api.get('/', integration);
    const role = new Role(stack, 'Role', { assumedBy: new AccountPrincipal('111122223333') });
    const given = { ...sluice, Duration, stack, integration, role, prod: api.addStage('prod') };
    const functions = Object.fromEntries(
      ['listPets', 'getPet', 'handler'].map((id) => [id, inlineFunction(stack, id)]),
    );
    // A block that declares what it is given elsewhere does it in a scope of its own.
    runInNewContext(`{ ${transpile(text)} }`, { ...functions, ...given, api });
    app.synth();
  });
});
