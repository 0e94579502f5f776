import type { TextTest } from '../pattern.js';
import type { PolicyReading } from '../reading.js';

/** What `Condition` may compare a key with, without its prefix and suffix. */
export type ConditionOperator = ComparisonOperator | PresenceOperator;

export interface ComparisonOperator {
  readonly name: string;
  readonly test: 'comparison';
  /** Whether it holds when no value of the policy fits. */
  readonly negated: boolean;
  /** Compiles one value of the policy; undefined for one that it reported. */
  compile(value: string, place: string, reading: PolicyReading): TextTest | undefined;
}

/** Asks whether a key is there. */
export interface PresenceOperator {
  readonly name: string;
  readonly test: 'presence';
}

/** An operator and the one that holds when it does not. */
export function withNegation(
  name: string,
  negatedName: string,
  compile: ComparisonOperator['compile'],
): readonly ComparisonOperator[] {
  return [comparison(name, compile), { ...comparison(negatedName, compile), negated: true }];
}

export function comparison(name: string, compile: ComparisonOperator['compile']): ComparisonOperator {
  return { name, test: 'comparison', negated: false, compile };
}
