import type { CallExpression, Expression, ListExpression, ObjectExpression } from './expression.js';
import { escapeTemplate, printKey, printText } from './print-text.js';

/** The width of a line of code. */
export const LINE_WIDTH = 120;

/** The space that an expression has on its first line. */
export interface Room {
  /** Spaces before the lines below. */
  readonly indent: number;
  /** Characters of the first line that stand before the expression. */
  readonly before: number;
  /** Characters that follow on its last line: `);`. */
  readonly after: number;
}

/** Writes an expression in the layout that prettier gives it: on one line where it fits. */
export function printExpression(expression: Expression, room: Room): string {
  const flat = printFlat(expression);
  if (flat !== undefined && room.before + widthOf(flat) + room.after <= LINE_WIDTH) return flat;
  switch (expression.kind) {
    case 'text':
      return printText(expression.text);
    case 'template':
      return printTemplate(expression.parts);
    case 'code':
      return expression.code;
    case 'object':
      return printObject(expression, room.indent);
    case 'list':
      return printList(expression, room.indent);
    case 'call':
      return printCall(expression, room);
    case 'arrow':
      return `() => (${printObject(expression.result, room.indent)})`;
  }
}

/** The expression on one line; undefined where it has to take more. */
function printFlat(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'text':
      return oneLine(printText(expression.text));
    case 'template':
      return oneLine(printTemplate(expression.parts));
    case 'code':
      return expression.code;
    case 'object': {
      const members = all(expression.members, ([key, value]) => {
        const flat = printFlat(value);
        return flat === undefined ? undefined : isShorthand(key, value) ? key : `${printKey(key)}: ${flat}`;
      });
      if (members === undefined) return undefined;
      return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
    }
    case 'list': {
      if (isLong(expression)) return undefined;
      const items = all(expression.items, printFlat);
      return items && `[${items.join(', ')}]`;
    }
    case 'call': {
      const given = all(expression.arguments, printFlat);
      return given && `${expression.callee}(${given.join(', ')})`;
    }
    case 'arrow': {
      const result = printFlat(expression.result);
      return result && `() => (${result})`;
    }
  }
}

function printTemplate(parts: readonly (string | Expression)[]): string {
  const text = parts.map((part) => (typeof part === 'string' ? escapeTemplate(part) : `\${${printFlat(part) ?? ''}}`));
  return `\`${text.join('')}\``;
}

function printObject({ members }: ObjectExpression, indent: number): string {
  if (members.length === 0) return '{}';
  const lines = members.map(([key, value]) => `${spaces(indent + 2)}${printMember(key, value, indent + 2)},`);
  return `{\n${lines.join('\n')}\n${spaces(indent)}}`;
}

function printMember(key: string, value: Expression, indent: number): string {
  if (isShorthand(key, value)) return key;
  const name = printKey(key);
  const before = indent + widthOf(name) + 2;
  const written = printExpression(value, { indent, before, after: 1 });
  // What cannot be broken begins on the next line where it does not fit, unless that gains next to nothing.
  const isTooLong = isUnbreakable(value) && !written.includes('\n') && before + widthOf(written) + 1 > LINE_WIDTH;
  return isTooLong && widthOf(name) > 4 ? `${name}:\n${spaces(indent + 2)}${written}` : `${name}: ${written}`;
}

function isUnbreakable(value: Expression): boolean {
  return value.kind === 'text' || (value.kind === 'code' && /[A-Za-z]\./.test(value.code));
}

function printList({ items }: ListExpression, indent: number): string {
  if (items.length === 0) return '[]';
  const inner = indent + 2;
  if (items.length > 1 && items.every(isNumber)) return `[\n${fill(items, inner)},\n${spaces(indent)}]`;
  const lines = items.map(
    (item) => `${spaces(inner)}${printExpression(item, { indent: inner, before: inner, after: 1 })},`,
  );
  return `[\n${lines.join('\n')}\n${spaces(indent)}]`;
}

/** Numbers stand side by side, as many as a line takes. */
function fill(items: readonly Expression[], indent: number): string {
  const lines: string[] = [];
  for (const item of items.map((number) => printFlat(number) ?? '')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + item.length + 3 > LINE_WIDTH) lines.push(spaces(indent) + item);
    else lines[lines.length - 1] = `${line}, ${item}`;
  }
  return lines.join(',\n');
}

/** The last argument takes the lines that it needs where the others fit before it. */
function printCall({ callee, arguments: given }: CallExpression, { indent, before }: Room): string {
  const last = given.at(-1);
  if (last === undefined) return `${callee}()`;
  const others = all(given.slice(0, -1), printFlat);
  const before2 = `${callee}(${(others ?? []).map((other) => `${other}, `).join('')}`;
  if (
    others !== undefined &&
    canOpen(last, given.at(-2)) &&
    before + widthOf(before2) + openingWidth(last) <= LINE_WIDTH
  ) {
    return `${before2}${printExpanded(last, indent)})`;
  }
  if (given.length === 1 && last.kind === 'text' && last.text.includes('\n'))
    return `${callee}(${printText(last.text)})`;
  const inner = indent + 2;
  const lines = given.map(
    (argument) => `${spaces(inner)}${printExpression(argument, { indent: inner, before: inner, after: 1 })},`,
  );
  return `${callee}(\n${lines.join('\n')}\n${spaces(indent)})`;
}

/** Prettier opens no last argument of its neighbour's kind, and no list of numbers that has a neighbour. */
function canOpen(last: Expression, previous: Expression | undefined): boolean {
  if (last.kind === 'arrow') return true;
  if (last.kind !== previous?.kind) {
    if (last.kind === 'object') return last.members.length > 0;
    if (last.kind === 'list') return last.items.length > 0 && (previous === undefined || !last.items.every(isNumber));
  }
  return false;
}

function openingWidth(last: Expression): number {
  return last.kind === 'arrow' ? '() => ({'.length : 1;
}

function printExpanded(last: Expression, indent: number): string {
  if (last.kind === 'object') return printObject(last, indent);
  if (last.kind === 'list') return printList(last, indent);
  return printExpression(last, { indent, before: LINE_WIDTH, after: 0 });
}

/** Lists of several objects, or of several lists, that have more than one member each take a line for each. */
function isLong({ items }: ListExpression): boolean {
  if (items.length < 2) return false;
  return (
    items.every((item) => item.kind === 'object' && item.members.length > 1) ||
    items.every((item) => item.kind === 'list' && item.items.length > 1)
  );
}

function isNumber(item: Expression): boolean {
  return item.kind === 'code' && /^-?[\d.e+-]+$/.test(item.code);
}

function isShorthand(key: string, value: Expression): boolean {
  return value.kind === 'code' && value.code === key && /^[A-Za-z_$]/.test(key) && !LITERALS.has(key);
}

const LITERALS = new Set(['true', 'false', 'null', 'undefined']);

function oneLine(text: string): string | undefined {
  return text.includes('\n') ? undefined : text;
}

function all<T, R>(items: readonly T[], map: (item: T) => R | undefined): readonly R[] | undefined {
  const mapped = items.map(map);
  return mapped.every((item) => item !== undefined) ? mapped : undefined;
}

function spaces(count: number): string {
  return ' '.repeat(count);
}

function widthOf(text: string): number {
  return text.length;
}
