import type { LambdaFunction } from '../../model/lambda-function.js';
import { runtimeFamily } from './runtime-family.js';

/** Why a function cannot run here, whatever its code does; undefined for one that can. */
export function whyUnrunnable(definition: LambdaFunction): string | undefined {
  const { code, runtime } = definition;
  switch (code.kind) {
    case 'unavailable':
      return code.reason;
    case 'url':
    case 'function':
      return undefined;
    default:
      return runtimeFamily(definition) === undefined ? `the runtime ${runtime ?? ''} is not run here` : undefined;
  }
}

/** The same by name, for the functions of a source. */
export function unrunnableAmong(functions: readonly LambdaFunction[]): (functionName: string) => string | undefined {
  const reasons = new Map(functions.map((definition) => [definition.name, whyUnrunnable(definition)]));
  return (name) => (reasons.has(name) ? reasons.get(name) : 'the source does not define it');
}
