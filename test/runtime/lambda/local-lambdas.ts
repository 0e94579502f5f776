import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { LambdaFunction } from '../../../lib/model/lambda-function.js';
import type { FunctionOutput } from '../../../lib/runtime/environment.js';
import type { LambdaResult } from '../../../lib/runtime/lambda-invoker.js';
import { LambdaPayload } from '../../../lib/runtime/lambda-payload.js';
import {
  createLambdaInvoker,
  type LambdaInvokerOptions,
  type LocalLambdas,
} from '../../../lib/runtime/lambda/invoker.js';

export const fixtures = join(__dirname, '../../fixtures/lambda');

export type Isolation = LambdaInvokerOptions['isolation'];

export const isolations: readonly Isolation[] = ['thread', 'process', 'inline'];

/** A function of the folder `commonjs` unless told otherwise. */
export function lambdaFunction(handler: string, changes: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    name: handler.replaceAll(/[^\w]/g, '-'),
    runtime: 'nodejs22.x',
    handler,
    code: { kind: 'folder', path: join(fixtures, 'commonjs') },
    environment: {},
    timeoutMs: 3_000,
    memoryMegabytes: 128,
    ...changes,
  };
}

export interface Harness {
  readonly lambdas: LocalLambdas;
  readonly output: FunctionOutput[];
  readonly warnings: string[];
  /** Invokes the only function, or the named one. */
  readonly invoke: (event: unknown, functionName?: string) => Promise<LambdaResult>;
}

const open: LocalLambdas[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((lambdas) => lambdas.close()));
});

/** Closed after the test. */
export function startLambdas(
  functions: LambdaFunction | readonly LambdaFunction[],
  options: Partial<LambdaInvokerOptions> = {},
): Harness {
  const list = Array.isArray(functions) ? (functions as readonly LambdaFunction[]) : [functions as LambdaFunction];
  const output: FunctionOutput[] = [];
  const warnings: string[] = [];
  const lambdas = createLambdaInvoker(list, {
    isolation: 'thread',
    region: 'eu-west-1',
    accountId: '123456789012',
    clock: { now: () => Date.now() },
    ids: { requestId: randomUUID },
    log: { warn: (message) => warnings.push(message), functionOutput: (line) => output.push(line) },
    projectFolder: join(__dirname, '../../..'),
    ...options,
  });
  open.push(lambdas);
  return {
    lambdas,
    output,
    warnings,
    invoke: (event, functionName = list[0]?.name ?? '') =>
      lambdas.invoke({
        functionName,
        payload: LambdaPayload.ofValue(event),
        invocationType: 'RequestResponse',
        timeoutMs: 29_000,
      }),
  };
}

/** The value of an answer; anything else is shown as it is, so that a failed comparison says what came. */
export function answerOf(result: LambdaResult): unknown {
  return result.kind === 'answer' ? result.payload.value() : describeResult(result);
}

/** A function error's payload; anything else is shown as it is. */
export function errorOf(result: LambdaResult): unknown {
  return result.kind === 'function-error' ? result.payload.value() : describeResult(result);
}

function describeResult(result: LambdaResult): unknown {
  return 'payload' in result ? { kind: result.kind, payload: result.payload.text() } : result;
}
