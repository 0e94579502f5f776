import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as cdk from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as sluice from '../../../../lib/index.js';

const TEXT = readFileSync(join(__dirname, '../../../../docs/releases.md'), 'utf8');
const BLOCKS = [...TEXT.matchAll(/^( *)```ts\n(.*?)^ *```/gms)].map(([, , text = '']) => text);
const MODULES: Readonly<Record<string, unknown>> = {
  sluice,
  'aws-cdk-lib': cdk,
  'aws-cdk-lib/aws-lambda': lambda,
};

/** The stack that a block of the page makes. */
function run(block: string): cdk.Stack {
  const { outputText } = ts.transpileModule(`${block}\nexport { stack };`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: { stack?: cdk.Stack } = {};
  runInNewContext(outputText, { require: (name: string) => MODULES[name], exports });
  if (exports.stack === undefined) throw new Error('the block makes no stack');
  return exports.stack;
}

function templateOf(stack: cdk.Stack): Readonly<Record<string, object | undefined>> {
  return cdk.App.of(stack)?.synth().getStackArtifact(stack.artifactId).template as never;
}

describe('docs/releases.md', () => {
  test.each(BLOCKS.map((block, index) => [index, block] as const))('TypeScript block %i synthesizes', (_, block) => {
    expect(() => templateOf(run(block))).not.toThrow();
  });

  test('names what a controlled stage adds to the template', () => {
    const [controlled] = BLOCKS.filter((block) => block.includes('startAt'));
    const { Parameters = {}, Outputs = {} } = templateOf(run(controlled ?? ''));
    const named = (row: string): string | undefined => new RegExp(`^\\| ${row} \\| \`(\\w+)\``, 'm').exec(TEXT)?.[1];
    expect(Object.keys(Parameters)).toContain(named('a parameter'));
    expect(Object.keys(Outputs)).toContain(named('an output'));
  });

  test('shows a function that a rollback brings back', () => {
    const stack = run(BLOCKS.find((block) => block.includes('currentVersion')) ?? '');
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  });
});
