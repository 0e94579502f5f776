import { extname } from 'node:path';
import type { LambdaFunction } from '../../model/lambda-function.js';

export type RuntimeFamily = 'node' | 'python' | 'custom';

/** Which of our ways runs a function; undefined for runtimes that only Lambda (or another address) can run. */
export function runtimeFamily(definition: LambdaFunction): RuntimeFamily | undefined {
  const { runtime, code } = definition;
  if (runtime === undefined) return code.kind === 'file' && extname(code.path) === '.py' ? 'python' : 'node';
  if (runtime.startsWith('nodejs')) return 'node';
  if (/^python\d/.test(runtime)) return 'python';
  return runtime.startsWith('provided') ? 'custom' : undefined;
}
