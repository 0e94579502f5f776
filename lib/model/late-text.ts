import type { Value } from './value.js';

/**
 * A string in one of API Gateway's small languages that is not known yet: only deployment knows it, or it holds tokens of
 * the CDK, which encodes in strings what it resolves at synthesis. `parseLateText` parses it once its value is known.
 */
export interface LateText<L extends string> {
  readonly kind: 'deploy-time';
  /** What the string is parsed as. */
  readonly language: L;
  readonly value: Value<string>;
}

export function lateText<L extends string>(language: L, value: Value<string>): LateText<L> {
  return { kind: 'deploy-time', language, value };
}
