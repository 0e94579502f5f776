import { createHash } from 'node:crypto';
import { isTruthy } from './sam-value.js';
import type { SamValue } from './dictionary.js';
import { textOf } from './text.js';
import { printPythonJson } from './print-python.js';

const DIGITS = 10;

/** Forty hexadecimal digits of a text's SHA-1; it tells changes apart and protects nothing. */
export function digestOf(text: string): string {
  return createHash('sha1').update(text, 'utf8').digest('hex');
}

/** A logical id that changes with what it stands for: the prefix and ten digits of a hash; nothing hashes to nothing. */
export function hashedLogicalId(prefix: string, subject: SamValue | undefined): string {
  if (!isTruthy(subject)) return prefix;
  const text = textOf(subject) ?? printPythonJson(subject, 'canonical');
  return prefix + digestOf(text).slice(0, DIGITS);
}

/** Whether a name can be part of a logical id as it is (Python's `isalnum`). */
export function isAlphanumeric(text: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(text);
}
