import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../support/canonical-json.js';
import { isTruthy, toJson, type SamValue } from './sam-value.js';

const DIGITS = 10;

/** Forty hexadecimal digits that change with a value, but not with the order of its keys. */
export function digestOf(value: SamValue): string {
  const json = typeof value === 'string' ? value : canonicalJson(toJson(value));
  return createHash('sha1').update(json, 'utf8').digest('hex');
}

/**
 * A logical id that changes with the value it is made for: the prefix and ten digits of the value's digest, or the
 * prefix alone for an empty value.
 *
 * Observed: aws/serverless-application-model at 7000d0a; the digits are the translator's own for values in ASCII.
 */
export function hashedLogicalId(prefix: string, value: SamValue | undefined): string {
  return isTruthy(value) ? prefix + digestOf(value).slice(0, DIGITS) : prefix;
}

/**
 * The logical id of the stage of an API: `PetsprodStage`, or with digits where the name has other characters than letters
 * and digits.
 */
export function stageLogicalId(api: string, stage: string): string {
  return isAlphanumeric(stage) ? `${api}${stage}Stage` : hashedLogicalId(`${api}Stage`, stage);
}

/** Whether a name can be part of a logical id as it is (Python's `isalnum`). */
export function isAlphanumeric(name: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(name);
}
