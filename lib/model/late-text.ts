import type { DeployTimeValue } from './value.js';

/**
 * A string in one of API Gateway's small languages that only deployment knows. `parseLateText` parses it once its value
 * is known.
 */
export interface LateText<L extends string> {
  readonly kind: 'deploy-time';
  /** What the string is parsed as. */
  readonly language: L;
  readonly value: DeployTimeValue;
}

export function lateText<L extends string>(language: L, value: DeployTimeValue): LateText<L> {
  return { kind: 'deploy-time', language, value };
}
