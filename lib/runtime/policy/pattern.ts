import { ANY, compileGlob, ONE, type GlobPart } from './glob.js';
import type { PolicyReading } from './reading.js';
import type { ConditionValues } from './request.js';

/** Tests a text of a request; the conditions are for variables. */
export type TextTest = (text: string, conditions: ConditionValues) => boolean;

/** `${aws:username}`, `${aws:username, 'nobody'}`. */
interface PolicyVariable {
  /** In lower case. */
  readonly key: string;
  readonly otherwise: string | undefined;
}

type PatternPart = GlobPart | PolicyVariable;

export interface PatternSyntax {
  /** Whether `*` and `?` stand for characters. */
  readonly wildcards: boolean;
  /** How parts without variables become a test; default: one pattern for the whole text. */
  readonly compile?: (parts: readonly GlobPart[]) => (text: string) => boolean;
}

/**
 * Compiles a text of a policy: wildcards, policy variables, and `${*}`, `${?}`, `${$}` for the characters themselves.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html A variable without a
 * value equals and resembles nothing, and a key of several values has none.
 * Assumed: wildcards in the value of a variable are ordinary characters; a caller who chooses a value cannot widen a
 * policy.
 */
export function compilePattern(text: string, syntax: PatternSyntax, place: string, reading: PolicyReading): TextTest {
  const { compile = compileGlob } = syntax;
  const parts = parsePattern(text, syntax.wildcards, place, reading);
  if (parts.every(isKnown)) return compile(parts);
  return (value, conditions) => {
    const known: GlobPart[] = [];
    for (const part of parts) {
      const resolved = isKnown(part) ? part : valueOf(part, conditions);
      if (resolved === undefined) return false;
      known.push(resolved);
    }
    return compile(known)(value);
  };
}

function isKnown(part: PatternPart): part is GlobPart {
  return typeof part !== 'object';
}

function valueOf({ key, otherwise }: PolicyVariable, conditions: ConditionValues): string | undefined {
  const values = conditions.get(key);
  return values?.length === 1 ? values[0] : otherwise;
}

const VARIABLE = /^\s*([^\s,'{}$]+)\s*(?:,\s*'([^']*)'\s*)?$/;

function parsePattern(text: string, wildcards: boolean, place: string, reading: PolicyReading): readonly PatternPart[] {
  const parts: PatternPart[] = [];
  const length = text.length;
  let literal = '';
  const add = (part: PatternPart): void => {
    if (literal !== '') parts.push(literal);
    literal = '';
    parts.push(part);
  };
  for (let at = 0; at < length; at++) {
    const character = text.charAt(at);
    if (reading.variables && text.startsWith('${', at)) {
      const end = text.indexOf('}', at);
      if (end === -1) {
        reading.report(place, `"${text}" has a policy variable without its closing brace`);
        return [];
      }
      const inside = text.slice(at + 2, end);
      if (inside === '*' || inside === '?' || inside === '$') literal += inside;
      else add(parseVariable(inside, place, reading));
      at = end;
    } else if (wildcards && character === '*') add(ANY);
    else if (wildcards && character === '?') add(ONE);
    else literal += character;
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

function parseVariable(inside: string, place: string, reading: PolicyReading): PatternPart {
  const match = VARIABLE.exec(inside);
  if (match === null) {
    reading.report(place, `\${${inside}} is no policy variable; expected \${key} or \${key, 'default'}`);
    return '';
  }
  const key = (match[1] ?? '').toLowerCase();
  reading.useKey(key);
  return { key, otherwise: match[2] };
}
