import type { HeaderLine } from './http-message.js';

/** The value of the last line of that name; `lowerName` is in lower case. */
export function findHeader(lines: readonly HeaderLine[], lowerName: string): string | undefined {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line !== undefined && isNamed(line, lowerName)) return line[1];
  }
  return undefined;
}

/** The values of all lines of that name, in order. */
export function findHeaders(lines: readonly HeaderLine[], lowerName: string): readonly string[] {
  return lines.filter((line) => isNamed(line, lowerName)).map((line) => line[1]);
}

/** Lengths are compared first: the header tables of a busy gateway are read a dozen times a request. */
function isNamed(line: HeaderLine, lowerName: string): boolean {
  return line[0].length === lowerName.length && line[0].toLowerCase() === lowerName;
}
