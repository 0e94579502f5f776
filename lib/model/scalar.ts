import { isDeployTime, type Document, type Value } from './value.js';

/*
 * Scalars of a definition as the type that the model has for them; undefined for what has another type. CloudFormation
 * and API Gateway take strings for numbers and booleans, and numbers and booleans for strings.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html (a
 * parameter of type Number is a string to the template)
 */

/** A string; numbers and booleans as JSON writes them. */
export function asText(document: Document | undefined): Value<string> | undefined {
  if (typeof document === 'string' || isDeployTime(document)) return document;
  return typeof document === 'number' || typeof document === 'boolean' ? String(document) : undefined;
}

/** Assumed: a number in a string has decimal digits alone; `'0x10'`, `'1e3'` and `'.5'` are refused. */
export function asNumber(document: Document | undefined): Value<number> | undefined {
  if (typeof document === 'number' || isDeployTime(document)) return document;
  return typeof document === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(document) ? Number(document) : undefined;
}

/** A number without a fraction. */
export function asInteger(document: Document | undefined): Value<number> | undefined {
  const number = asNumber(document);
  return isDeployTime(number) || Number.isInteger(number) ? number : undefined;
}

/** Assumed: `true` and `false` in a string may be in any case of letters. */
export function asBoolean(document: Document | undefined): Value<boolean> | undefined {
  if (typeof document === 'boolean' || isDeployTime(document)) return document;
  const text = typeof document === 'string' ? document.trim().toLowerCase() : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
