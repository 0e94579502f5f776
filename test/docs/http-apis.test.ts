import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App, Stack } from 'aws-cdk-lib';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { transpile } from 'typescript';
import { describe, expect, test } from 'vitest';
import * as sluice from '../../lib/index.js';
import { inlineFunction } from '../constructs/synthesize.js';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'http-apis.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text = '']) => text);

describe('docs/http-apis.md', () => {
  test('has the blocks that are run here', () => expect(blocks).toHaveLength(5));

  test.each(blocks.map((text, index) => [index, text] as const))('block %i runs and synthesizes', (_index, text) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const api = new sluice.HttpApi(stack, 'Given');
    api.get('/', new sluice.HttpUrlIntegration('https://example.com'));
    const functions = Object.fromEntries(['listPets', 'handler'].map((id) => [id, inlineFunction(stack, id)]));
    const resources = { queue: new Queue(stack, 'Queue'), stream: new Stream(stack, 'Stream') };
    // A block that declares what it is given elsewhere does it in a scope of its own.
    runInNewContext(`{ ${transpile(text)} }`, { ...sluice, ...functions, ...resources, stack, api });
    app.synth();
  });

  test('names integrations that exist', () => {
    const named = [...page.matchAll(/`(Http\w+Integration)(?:\.(\w+))?/g)];
    const missing = named.filter(([, name = '', member]) => {
      const found = (sluice as Readonly<Record<string, unknown>>)[name] as
        Readonly<Record<string, unknown>> | undefined;
      return found === undefined || (member !== undefined && typeof found[member] !== 'function');
    });
    expect(missing.map(([text]) => text)).toEqual([]);
  });
});
