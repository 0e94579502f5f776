import { EMPTY_COLLECTION, NO_STACK_PARTS, type Api, type LambdaFunction } from '../../../lib/model/index.js';
import type { SourceDefinition, SourceRule } from '../../../lib/validate/source-rule.js';
import { print } from '../findings.js';

/** What a rule finds in a template with these parts. */
export function foundBy(
  rule: SourceRule,
  apis: readonly Api[],
  more: Partial<SourceDefinition> = {},
): readonly string[] {
  const collection = { ...EMPTY_COLLECTION, ...more.collection, apis };
  return rule.check({ kind: 'template', functions: [], ...NO_STACK_PARTS, ...more, collection }).map(print);
}

/** A function of a template. */
export function lambda(name: string, more: Partial<LambdaFunction> = {}): LambdaFunction {
  const code = { kind: 'inline', source: '' } as const;
  return { name, handler: 'index.handler', code, environment: {}, timeoutMs: 3000, memoryMegabytes: 128, ...more };
}

/** The URI that invokes a function. */
export function invoking(name: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:${name}/invocations`;
}
