import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { transpile } from 'typescript';
import { describe, expect, test } from 'vitest';
import * as sluice from '../../lib/index.js';
import { resourceOf, resourcesOf, templateOf } from '../constructs/synthesize.js';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'definition.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text = '']) => text);

describe('docs/definition.md', () => {
  test('has the blocks that are run here', () => expect(blocks).toHaveLength(2));

  test('names the stacks and the nodes that the blocks make', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const found: string[] = [];
    const given = { ...sluice, Aspects, CfnMethod, stack, integration: new sluice.MockIntegration() };
    runInNewContext(transpile(blocks.join('\n')), given);
    const template = templateOf(app, stack);
    for (const node of stack.node.findAll()) if (node instanceof CfnMethod) found.push(node.node.path);
    expect(found).toEqual([
      'Stack/Shop/Definition/Orders/Resources/orders/Param/GET',
      'Stack/Shop/Definition/Customers/Resources/customers/GET',
      'Stack/Shop/Definition/Customers/Resources/addresses/GET',
      'Stack/Shop/Definition/Resources/health/GET',
    ]);
    expect(resourceOf(template, 'AWS::ApiGateway::Method').Properties.ApiKeyRequired).toBe(true);
    expect(resourcesOf(template, 'AWS::CloudFormation::Stack')).toHaveLength(2);
  });
});
