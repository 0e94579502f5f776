import type { HeaderLine } from './http-message.js';

/** The value of the last line of that name; `lowerName` is in lower case. */
export function findHeader(lines: readonly HeaderLine[], lowerName: string): string | undefined {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line !== undefined && isNamed(line, lowerName)) return line[1];
  }
  return undefined;
}

/** Lengths are compared first: the header tables of a busy gateway are read a dozen times a request. */
function isNamed(line: HeaderLine, lowerName: string): boolean {
  return line[0].length === lowerName.length && line[0].toLowerCase() === lowerName;
}

/** Whether HTTP can carry a line: a name that is a token, and a value without control characters or any above U+00FF. */
export function isSendable([name, value]: HeaderLine): boolean {
  return TOKEN.test(name) && !UNPRINTABLE.test(value);
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const UNPRINTABLE = /[\u0000-\u0008\u000A-\u001F\u007F]|[^\u0000-\u00FF]/;
