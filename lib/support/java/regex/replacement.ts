import { JavaRegexReplacementError } from './errors.js';
import { isAsciiDigit, isAsciiLetter } from './quoting.js';

/** Text, or the number of a group whose text goes in. */
export type ReplacementPart = string | number;

/**
 * Parses the replacement text of `replaceAll`: `$1`, `$12` as far as there are so many groups, `${name}`, `\` before a
 * character that is meant as it is.
 *
 * @throws {JavaRegexReplacementError} with Java's message
 */
export function parseReplacement(
  replacement: string,
  groupCount: number,
  groupNames: ReadonlyMap<string, number>,
): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let text = '';
  for (let i = 0; i < replacement.length;) {
    const character = replacement[i++];
    if (character === '\\') {
      const next = replacement[i++];
      if (next === undefined) throw illegal('character to be escaped is missing');
      text += next;
    } else if (character === '$') {
      const [group, end] =
        replacement[i] === '{' ? readName(replacement, i + 1, groupNames) : readNumber(replacement, i, groupCount);
      if (text !== '') parts.push(text);
      parts.push(group);
      text = '';
      i = end;
    } else {
      text += character ?? '';
    }
  }
  if (text !== '') parts.push(text);
  return parts;
}

type GroupReference = readonly [group: number, end: number];

function readName(replacement: string, start: number, groupNames: ReadonlyMap<string, number>): GroupReference {
  let end = start;
  while (isLetterOrDigit(replacement.charCodeAt(end))) end++;
  const name = replacement.slice(start, end);
  if (name === '') throw illegal('named capturing group has 0 length name');
  if (replacement[end] !== '}') throw illegal("named capturing group is missing trailing '}'");
  if (isAsciiDigit(name.charCodeAt(0))) throw illegal(`capturing group name {${name}} starts with digit character`);
  const group = groupNames.get(name);
  if (group === undefined) throw illegal(`No group with name {${name}}`);
  return [group, end + 1];
}

function readNumber(replacement: string, start: number, groupCount: number): GroupReference {
  if (start >= replacement.length) throw illegal('Illegal group reference: group index is missing');
  if (!isAsciiDigit(replacement.charCodeAt(start))) throw illegal('Illegal group reference');
  let group = Number(replacement[start]);
  let end = start + 1;
  for (; isAsciiDigit(replacement.charCodeAt(end)); end++) {
    const longer = group * 10 + Number(replacement[end]);
    if (longer > groupCount) break;
    group = longer;
  }
  if (group > groupCount)
    throw new JavaRegexReplacementError('java.lang.IndexOutOfBoundsException', `No group ${group}`);
  return [group, end];
}

const isLetterOrDigit = (unit: number): boolean => isAsciiLetter(unit) || isAsciiDigit(unit);

const illegal = (message: string): JavaRegexReplacementError =>
  new JavaRegexReplacementError('java.lang.IllegalArgumentException', message);
